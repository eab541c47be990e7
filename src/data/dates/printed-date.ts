import { type CalendarDate, MONTHS, printCalendarDate, printMonthDay, printYear } from './calendar-date.ts';
import type { HistoricalDate, Qualifier } from './historical-date.ts';

/**
 * A date in words: `5 October 1968`, `June 1966`, `c. 1960`, `1961?`, `16–28 October 1962`, `1960s`, `19th century`,
 * `from 1964`, `until 1945`. Reading these words gives the date back.
 *
 * @example printHistoricalDate(parseHistoricalDate('1920~/1930~')) // 'c. 1920–1930'
 * @example printHistoricalDate(parseHistoricalDate('1920/1930?')) // '1920 – [1930?]'
 */
export function printHistoricalDate({ form, start, end, qualifier, endQualifier }: HistoricalDate): string {
  if (form === 'decade') return qualified(printDecade(end?.year ?? 0), qualifier);
  if (form === 'century') {
    return qualified(`${ordinal(Math.floor((end?.year ?? 0) / 100) + 1)} century`, qualifier);
  }
  if (form === 'point' && start) return qualified(printCalendarDate(start), qualifier);
  if (!start) return end ? `until ${qualified(printCalendarDate(end), endQualifier)}` : '';
  if (!end) return `from ${qualified(printCalendarDate(start), qualifier)}`;
  if (qualifier === endQualifier) return qualified(printRange(start, end), qualifier);
  return `${bracketed(start, qualifier)} – ${bracketed(end, endQualifier)}`;
}

/** `1960s`; `1900s` alone might be a hundred years, so that decade says that it is one. */
function printDecade(year: number): string {
  const first = Math.floor(year / 10) * 10;
  const words = `${String(first).padStart(4, '0')}s`;
  return first % 100 === 0 ? `${words} (decade)` : words;
}

/** A number with its English ending: `1st`, `22nd`, `113th`. */
export function ordinal(number: number): string {
  const teens = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;
}

function qualified(words: string, qualifier: Qualifier): string {
  const about = qualifier === '~' || qualifier === '%' ? 'c. ' : '';
  const doubt = qualifier === '?' || qualifier === '%' ? '?' : '';
  return about + words + doubt;
}

/** One end of a range, in brackets where a mark belongs to that end only: `c. 1920–1930` marks both. */
function bracketed(date: CalendarDate, qualifier: Qualifier): string {
  const words = qualified(printCalendarDate(date), qualifier);
  return qualifier === '' ? words : `[${words}]`;
}

function printRange(start: CalendarDate, end: CalendarDate): string {
  const whole = `${printCalendarDate(start)} – ${printCalendarDate(end)}`;
  const samePrecision =
    (start.month === undefined) === (end.month === undefined) &&
    (start.day === undefined) === (end.day === undefined);
  if (!samePrecision) return whole;
  if (start.month === undefined) return `${printYear(start.year)}–${printYear(end.year)}`;
  if (start.year !== end.year) return whole;
  if (start.day === undefined) return `${MONTHS[start.month - 1]}–${printCalendarDate(end)}`;
  if (start.month === end.month) return `${start.day}–${printCalendarDate(end)}`;
  return `${printMonthDay({ month: start.month, day: start.day })} – ${printCalendarDate(end)}`;
}
