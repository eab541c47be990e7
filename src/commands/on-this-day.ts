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
import type { OnThisDayView } from '../views/view.ts';
import { type Choice, command, PRIVATE_OPTION, type Show } from './kit/command.ts';
import type { Docent } from './kit/request-context.ts';
import { localNow, localToday } from './kit/today.ts';
import { typedDay } from './kit/typed-day.ts';

/** `/doc on-this-day`: what happened on a day of the year. */
export const onThisDay = command({
  definition: {
    name: 'on-this-day',
    description: 'Records of this day, or of another day of the year',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'date',
        description: 'A day: 29 June, 06-29, tomorrow (today when left out)',
        max_length: 60,
        autocomplete: true,
      },
      PRIVATE_OPTION,
    ],
  },

  read({ date }, docent, asked): OnThisDayView {
    const now = localNow(docent, asked);
    if (!date?.trim()) return { name: 'on-this-day', date: monthDayText(monthDayOf(now)) };
    const { day, year } = typedDay(date, now, asked.locale);
    return { name: 'on-this-day', date: monthDayText(day), ...(year !== undefined && { year }) };
  },

  suggest(_option, typed, docent, asked) {
    const now = localNow(docent, asked);
    const { year } = localToday(docent, asked);
    const named = readDayOfYear(typed, now, dayMonthOrder(asked.locale));
    if (named.kind === 'day') return [dayChoice(named.day, year, docent)];
    const begun = typed.trim() === '' ? [] : daysNamed(typed);
    const near = [0, 1, 2, 3, 4, 5, 6].map((days) => monthDayOf(addDays(now, days)));
    return (begun.length > 0 ? begun : near).slice(0, 25).map((day) => dayChoice(day, year, docent));
  },
});

/** What happened on the day of a view. */
export const showOnThisDay: Show<OnThisDayView> = (view, docent, asked) => {
  const today = localToday(docent, asked);
  const [month = 1, day = 1] = view.date.split('-').map(Number);
  return dayCard(view, docent.archive.onThisDay({ month, day }, today.year), today);
};

/** A day of the year and how many records there are of it. */
function dayChoice(day: MonthDay, year: number, docent: Docent): Choice {
  const { exact } = docent.archive.onThisDay(day, year);
  const count = exact.length === 1 ? '1 record' : `${exact.length} records`;
  return { name: `${printMonthDay(day)} (${count})`, value: printMonthDay(day) };
}

/** The days whose name begins as typed: `29`, `29 ju`, `june`, `june 2`. */
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
