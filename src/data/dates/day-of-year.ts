import { addDays } from 'date-fns/addDays';
import { daysInMonth, MONTHS, type MonthDay } from './calendar-date.ts';
import { isFiller, isMark } from './date-reading.ts';
import type { Token } from './date-token.ts';
import { dateTokens, LONGEST_DATE_TEXT } from './date-tokens.ts';
import type { DayMonthOrder, NumericDate } from './numeric-date.ts';
import { ordinal } from './printed-date.ts';

/** The forms to offer to whoever typed a day that cannot be read. */
export const DAY_FORMS = '29 June · June 29 · 06-29 · 1962-06-29 · today · tomorrow · next Friday';

/** What a text says that names a day of every year. */
export type DayReading =
  | {
      readonly kind: 'day';
      readonly day: MonthDay;
      /** The year that was written with it, which such a day does not have. */
      readonly year?: number;
    }
  /** `reason` ends a sentence that begins with the text: `February has no 31st`; undefined where no day is named. */
  | { readonly kind: 'unreadable'; readonly reason?: string };

const UNREADABLE: DayReading = { kind: 'unreadable' };

/**
 * The day of the year that a text names: `29 June`, `06-29`, `1962-06-29`, `tomorrow`, `next friday`. `today` is a
 * date whose local fields are the reader's day.
 *
 * @example readDayOfYear('29 June 1962', today, 'day-first') // { kind: 'day', day: { month: 6, day: 29 }, year: 1962 }
 * @example readDayOfYear('31 February', today, 'day-first').reason // 'February has no 31st'
 */
export function readDayOfYear(text: string, today: Date, order: DayMonthOrder): DayReading {
  if (text.length > LONGEST_DATE_TEXT) return UNREADABLE;
  const relative = relativeDay(text.trim().toLowerCase(), today);
  if (relative) return { kind: 'day', day: monthDayOf(relative) };
  const tokens = dateTokens(text, 'date').filter((token) => !isFiller(token) && !isMark(token, ','));
  const named = tokens[0]?.kind === 'weekday' ? tokens.slice(1) : tokens;
  const numbers = numericDay(named, text, order);
  return numbers ?? namedDay(named);
}

/** The day of the year of a date's local fields. */
export function monthDayOf(date: Date): MonthDay {
  return { month: date.getMonth() + 1, day: date.getDate() };
}

const OFFSETS: Readonly<Record<string, number>> = { today: 0, tomorrow: 1, yesterday: -1 };
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const RELATIVE =
  /^(?:on\s+)?(?:(?<offset>today|tomorrow|yesterday)|in\s+(?<ahead>\d{1,3})\s+days?|(?<ago>\d{1,3})\s+days?\s+ago|(?:(?<which>next|last|this)\s+)?(?<weekday>[a-z]+day))$/;

function relativeDay(text: string, today: Date): Date | undefined {
  const { offset, ahead, ago, which, weekday } = RELATIVE.exec(text)?.groups ?? {};
  if (offset !== undefined) return addDays(today, OFFSETS[offset] ?? 0);
  if (ahead !== undefined) return addDays(today, Number(ahead));
  if (ago !== undefined) return addDays(today, -Number(ago));
  const index = WEEKDAYS.indexOf(weekday ?? '');
  return index < 0 ? undefined : addDays(today, daysTo(index, today, which));
}

/** `friday` and `next friday` are the first one after today, `last friday` the last one before. */
function daysTo(weekday: number, today: Date, which: string | undefined): number {
  const ahead = (weekday - today.getDay() + 7) % 7;
  if (which === 'last') return ahead === 0 ? -7 : ahead - 7;
  return ahead === 0 && which !== 'this' ? 7 : ahead;
}

/** `29 June`, `June 29, 1962`, `1962 June 29`: day and month beside each other, and perhaps a year. */
function namedDay(tokens: readonly Token[]): DayReading {
  let [month, day, year]: (number | undefined)[] = [];
  for (const token of tokens) {
    if (token.kind === 'month' && month === undefined) month = token.month;
    else if (token.kind === 'number' && token.digits <= 2 && !token.short && day === undefined)
      day = token.value;
    else if (token.kind === 'number' && token.digits === 4 && year === undefined) year = token.value;
    else if (!isMark(token, '-', '/') || token.spaced) return UNREADABLE;
  }
  return month === undefined || day === undefined ? UNREADABLE : existing({ month, day }, year);
}

/** `06-29`, `29/6`, `29.6.`, `1962-06-29`, `29/6/1962`. */
function numericDay(tokens: readonly Token[], text: string, order: DayMonthOrder): DayReading | undefined {
  const two = /^(?<one>\d\d?)(?<mark>[-/.])(?<two>\d\d?)\.?$/.exec(text.trim())?.groups;
  if (two) return twoNumbers(Number(two.one), Number(two.two), two.mark === '-' ? 'month-first' : order);
  const [token, ...rest] = tokens;
  if (token?.kind !== 'numeric' || rest.some(({ kind }) => kind !== 'time')) return undefined;
  const inOrder = token.dates.find((date) => isInOrder(date, order));
  const { year, month, day } = inOrder?.from ?? {};
  if (inOrder?.to || month === undefined || day === undefined) return UNREADABLE;
  return existing({ month, day }, year);
}

function isInOrder({ order, isOnly }: NumericDate, wanted: DayMonthOrder): boolean {
  return isOnly === true || order === undefined || order === wanted;
}

/** The only way in which two numbers are a day and a month wins over the reader's order. */
function twoNumbers(one: number, two: number, order: DayMonthOrder): DayReading {
  const monthFirst = two > 12 || (order === 'month-first' && one <= 12);
  return existing(monthFirst ? { month: one, day: two } : { month: two, day: one }, undefined);
}

/** 29 February is a day of the year. */
const A_LEAP_YEAR = 2000;

function existing({ month, day }: MonthDay, year: number | undefined): DayReading {
  const name = MONTHS[month - 1];
  if (name === undefined || day < 1) return UNREADABLE;
  if (day > daysInMonth(A_LEAP_YEAR, month)) {
    return { kind: 'unreadable', reason: `${name} has no ${ordinal(day)}` };
  }
  return { kind: 'day', day: { month, day }, ...(year !== undefined && { year }) };
}
