import { type CalendarDate, MONTHS, printCalendarDate, printMonthDay, printYear } from './calendar-date.ts';
import type { HistoricalDate, Qualifier } from './historical-date.ts';

/**
 * A date in words: `5 October 1968`, `June 1966`, `c. 1960`, `1961?`, `16–28 October 1962`, `1960s`, `19th century`,
 * `from 1964`, `until 1945`. Reading it gives the date again.
 */
export function printHistoricalDate(date: HistoricalDate): string {
  const { form, start, end, qualifier, endQualifier } = date;
  if (form === 'decade') return qualified(`${decadeOf(end?.year ?? 0)}s`, qualifier);
  if (form === 'century')
    return qualified(`${ordinal(Math.floor((end?.year ?? 0) / 100) + 1)} century`, qualifier);
  if (form === 'point' && start) return qualified(printCalendarDate(start), qualifier);
  if (!start) return end ? `until ${qualified(printCalendarDate(end), endQualifier)}` : '';
  if (!end) return `from ${qualified(printCalendarDate(start), qualifier)}`;
  if (qualifier === endQualifier) return qualifiedRange(printRange(start, end), qualifier);
  return `${qualified(printCalendarDate(start), qualifier)} – ${qualified(printCalendarDate(end), endQualifier)}`;
}

function decadeOf(year: number): string {
  return String(Math.floor(year / 10) * 10).padStart(4, '0');
}

function ordinal(number: number): string {
  const teens = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;
}

function qualified(words: string, qualifier: Qualifier): string {
  const about = qualifier === '~' || qualifier === '%' ? 'c. ' : '';
  const doubt = qualifier === '?' || qualifier === '%' ? '?' : '';
  return about + words + doubt;
}

/** Marks around a range are of both its ends: `c. 1920–1930`, `1920–1930?`. */
function qualifiedRange(words: string, qualifier: Qualifier): string {
  return qualified(words, qualifier);
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
