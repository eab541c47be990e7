import { addDays } from 'date-fns/addDays';
import { daysInMonth, type MonthDay } from './historical-date.ts';
import { type DayMonthOrder, dayAndMonth, monthNumber } from './typed-date.ts';

/** The forms to offer to whoever typed a day that cannot be read. */
export const TYPED_DAY_FORMS = '29 June · June 29 · 06-29 · 1962-06-29 · today · tomorrow · next Friday';

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

type Groups = Readonly<Record<string, string | undefined>>;
type Form = readonly [
  pattern: RegExp,
  day: (groups: Groups, today: Date, order: DayMonthOrder) => MonthDay | undefined,
];

const YEAR_AFTER = '(?:,?\\s*(?:of\\s+)?\\d{4})?';
const MONTH = '(?<month>[a-z]{3,9})\\.?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';

const form = (pattern: string, day: Form[1]): Form => [
  new RegExp(`^(?:on\\s+)?(?:the\\s+)?${pattern}$`, 'iu'),
  day,
];

const FORMS: readonly Form[] = [
  form('(?<offset>today|tomorrow|yesterday)', ({ offset }, today) =>
    monthDayOf(addDays(today, { tomorrow: 1, yesterday: -1 }[offset?.toLowerCase() ?? ''] ?? 0)),
  ),
  form('in\\s+(?<days>\\d{1,3})\\s+days?', ({ days }, today) => monthDayOf(addDays(today, Number(days)))),
  form('(?<days>\\d{1,3})\\s+days?\\s+ago', ({ days }, today) => monthDayOf(addDays(today, -Number(days)))),
  form(`(?<which>next|last|this)?\\s*(?<weekday>${WEEKDAYS.join('|')})`, weekdayOf),
  form(`${DAY}\\s*(?:of\\s+)?${MONTH}${YEAR_AFTER}`, named),
  form(`${MONTH}\\s*${DAY}${YEAR_AFTER}`, named),
  form('\\d{4}[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})', numbered),
  form('(?<month>\\d{1,2})-(?<day>\\d{1,2})', numbered),
  form('(?<one>\\d{1,2})[/.](?<two>\\d{1,2})\\.?(?:[/.]?\\d{4})?', ({ one, two }, _today, order) =>
    existing(dayAndMonth(Number(one), Number(two), order)),
  ),
];

/**
 * The day of the year that a text names: `29 June`, `06-29`, `1962-06-29`, `tomorrow`, `next friday`. Undefined
 * when it names none, or one that no year has. `today` is a date whose local fields are the reader's day.
 */
export function readTypedDay(text: string, today: Date, order: DayMonthOrder): MonthDay | undefined {
  const trimmed = text.trim();
  for (const [pattern, dayOf] of FORMS) {
    const match = pattern.exec(trimmed);
    const day = match && dayOf(match.groups ?? {}, today, order);
    if (day) return day;
  }
  return undefined;
}

/** The day of the year of a date's local fields. */
export function monthDayOf(date: Date): MonthDay {
  return { month: date.getMonth() + 1, day: date.getDate() };
}

/** `friday` and `next friday` are the first one after today, `last friday` the last one before. */
function weekdayOf({ which, weekday }: Groups, today: Date): MonthDay {
  const ahead = (WEEKDAYS.indexOf(weekday?.toLowerCase() ?? '') - today.getDay() + 7) % 7;
  if (which?.toLowerCase() === 'last') return monthDayOf(addDays(today, ahead === 0 ? -7 : ahead - 7));
  const isToday = ahead === 0 && which?.toLowerCase() === 'this';
  return monthDayOf(addDays(today, ahead === 0 && !isToday ? 7 : ahead));
}

function named({ month, day }: Groups): MonthDay | undefined {
  const number = monthNumber(month ?? '');
  return number === undefined ? undefined : existing({ month: number, day: Number(day) });
}

function numbered({ month, day }: Groups): MonthDay | undefined {
  return existing({ month: Number(month), day: Number(day) });
}

const A_LEAP_YEAR = 2000;

function existing(day: MonthDay): MonthDay | undefined {
  const isMonth = day.month >= 1 && day.month <= 12;
  return isMonth && day.day >= 1 && day.day <= daysInMonth(A_LEAP_YEAR, day.month) ? day : undefined;
}
