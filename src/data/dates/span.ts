import { type CalendarDate, calendarDateOf, firstDay, lastDay, printCalendarDate } from './calendar-date.ts';
import type { HistoricalDate } from './historical-date.ts';

/** A stretch of time, open at an end that is absent. Both ends belong to it. */
export interface Span {
  /** First day, as `YYYY-MM-DD`. */
  readonly from?: string;
  /** Last day, as `YYYY-MM-DD`. */
  readonly to?: string;
}

/**
 * The days that a date may mean, from the first to the last.
 *
 * @example spanOf(parseHistoricalDate('1964-10/..')) // { from: '1964-10-01' }
 */
export function spanOf({ start, end }: Pick<HistoricalDate, 'start' | 'end'>): Span {
  return { ...(start && { from: firstDay(start) }), ...(end && { to: lastDay(end) }) };
}

/**
 * Whether a date may lie in a span: a year counts as soon as one of its days does, a date that is open at an end as
 * soon as its known end does or might. Without a date, nothing lies in a span, except in one that is open at both ends.
 */
export function liesWithin(date: HistoricalDate | undefined, { from, to }: Span): boolean {
  if (from === undefined && to === undefined) return true;
  if (!date) return false;
  const days = spanOf(date);
  const endsBefore = from !== undefined && days.to !== undefined && days.to < from;
  const startsAfter = to !== undefined && days.from !== undefined && days.from > to;
  return !endsBefore && !startsAfter;
}

/** The dates that a span begins and ends with, each a day, a month or a year. */
export interface Bounds {
  readonly from?: CalendarDate;
  readonly to?: CalendarDate;
}

/** The span from the first day of one date to the last day of another. */
export function spanBetween(from: CalendarDate | undefined, to: CalendarDate | undefined): Span {
  return {
    ...(from !== undefined && { from: firstDay(from) }),
    ...(to !== undefined && { to: lastDay(to) }),
  };
}

/**
 * A span's bounds as short as they mean the same.
 *
 * @example shortBounds({ from: '1964-01-01', to: '1964-10-31' }) // { from: { year: 1964 }, to: { year: 1964, month: 10 } }
 */
export function shortBounds({ from, to }: Span): Bounds {
  return {
    ...(from !== undefined && { from: shortest(from, firstDay) }),
    ...(to !== undefined && { to: shortest(to, lastDay) }),
  };
}

function shortest(iso: string, edge: (date: CalendarDate) => string): CalendarDate {
  const day = calendarDateOf(iso);
  const { year, month } = day;
  const wider: CalendarDate[] = month === undefined ? [{ year }] : [{ year }, { year, month }];
  return wider.find((date) => edge(date) === iso) ?? day;
}

/**
 * A span in words: `1964`, `October 1964`, `19 October 1964`, `from October 1964`, `1962 to 1968`; empty when it is
 * open at both ends. Both ends are shortened together: the first day of January alone is never called by its year.
 *
 * @example printSpan({ from: '1964-01-01', to: '1964-01-01' }) // '1 January 1964'
 * @example printSpan({ from: '1963-10-01', to: '1964-12-31' }) // 'October 1963 to December 1964'
 */
export function printSpan({ from, to }: Span): string {
  if (from === undefined && to === undefined) return '';
  if (from === undefined || to === undefined) {
    const bounds = shortBounds({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) });
    if (bounds.from) return `from ${printCalendarDate(bounds.from)}`;
    return bounds.to ? `until ${printCalendarDate(bounds.to)}` : '';
  }
  const short = shortBounds({ from, to });
  const exactness = Math.max(exactnessOf(short.from), exactnessOf(short.to));
  const [first, last] = [from, to].map((day) =>
    printCalendarDate(shortenedTo(exactness, calendarDateOf(day))),
  );
  return first === last || from === to ? (first ?? '') : `${first} to ${last}`;
}

/** 3 for a day, 2 for a month, 1 for a year. */
function exactnessOf(date: CalendarDate | undefined): number {
  return Object.keys(date ?? {}).length;
}

function shortenedTo(exactness: number, { year, month, day }: CalendarDate): CalendarDate {
  return {
    year,
    ...(exactness > 1 && month !== undefined && { month }),
    ...(exactness > 2 && day !== undefined && { day }),
  };
}
