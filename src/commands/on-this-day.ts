import { addDays } from 'date-fns/addDays';
import { ApplicationCommandOptionType } from 'discord.js';
import { dayCard } from '../cards/day-card.ts';
import {
  daysInMonth,
  MONTHS,
  type MonthDay,
  monthDayText,
  printMonthDay,
} from '../data/dates/calendar-date.ts';
import { monthDayOf, readDayOfYear } from '../data/dates/day-of-year.ts';
import { dayMonthOrder } from '../data/dates/locale-order.ts';
import { type Choice, PRIVATE_OPTION, viewCommand } from './kit/command.ts';
import type { Services } from './kit/services.ts';
import { localNow, localToday } from './kit/today.ts';
import { typedDay } from './kit/typed-day.ts';

/** `/doc on-this-day`: what happened on a day of the year. */
export const onThisDay = viewCommand({
  view: 'on-this-day',
  definition: {
    name: 'on-this-day',
    description: 'See the records from this day, or from another day of the year',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'date',
        description: 'A day: 29 June, 06-29, tomorrow (default: today)',
        max_length: 60,
        autocomplete: true,
      },
      PRIVATE_OPTION,
    ],
  },

  read({ date }, services, context) {
    const now = localNow(services, context);
    if (!date?.trim()) return { name: 'on-this-day', date: monthDayText(monthDayOf(now)) };
    const { day, year } = typedDay(date, now, context.locale);
    return { name: 'on-this-day', date: monthDayText(day), ...(year !== undefined && { year }) };
  },

  suggest(_option, typed, services, context) {
    const now = localNow(services, context);
    const { year } = localToday(services, context);
    const named = readDayOfYear(typed, now, dayMonthOrder(context.locale));
    if (named.kind === 'day') return [dayChoice(named.day, year, services)];
    const begun = typed.trim() === '' ? [] : daysNamed(typed);
    const near = [0, 1, 2, 3, 4, 5, 6].map((days) => monthDayOf(addDays(now, days)));
    return (begun.length > 0 ? begun : near).slice(0, 25).map((day) => dayChoice(day, year, services));
  },

  show(view, services, context) {
    const today = localToday(services, context);
    const [month = 1, day = 1] = view.date.split('-').map(Number);
    return dayCard(view, services.archive.onThisDay({ month, day }, today.year), today);
  },
});

/** A day of the year and how many records there are from it. */
function dayChoice(day: MonthDay, year: number, services: Services): Choice {
  const { exact } = services.archive.onThisDay(day, year);
  const count = exact.length === 1 ? '1 record' : `${exact.length} records`;
  return { name: `${printMonthDay(day)} (${count})`, value: printMonthDay(day) };
}

/** The days whose names begin with what was typed: `29`, `29 ju`, `june`, `june 2`. */
function daysNamed(typed: string): MonthDay[] {
  const start = typed.trim().toLowerCase();
  return EVERY_DAY.filter(({ month, day }) => {
    const name = (MONTHS[month - 1] ?? '').toLowerCase();
    return `${day} ${name}`.startsWith(start) || `${name} ${day}`.startsWith(start);
  });
}

const A_LEAP_YEAR = 2000;

const EVERY_DAY: readonly MonthDay[] = MONTHS.flatMap((_, index) =>
  Array.from({ length: daysInMonth(A_LEAP_YEAR, index + 1) }, (_day, day) => ({
    month: index + 1,
    day: day + 1,
  })),
);
