import {
  type CalendarDate,
  calendarDateOf,
  firstDay,
  isoDate,
  lastDay,
  printCalendarDate,
} from './calendar-date.ts';
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

/**
 * The span from the first day of one date to the last day of another, each `1964`, `1964-10` or `1964-10-19` and
 * known to be of the calendar.
 */
export function spanBetween(from: string | undefined, to: string | undefined): Span {
  return {
    ...(from !== undefined && { from: firstDay(calendarDateOf(from)) }),
    ...(to !== undefined && { to: lastDay(calendarDateOf(to)) }),
  };
}

/** A span's bounds as short as they mean the same: from `1964-01-01` is from `1964`, to `1964-10-31` is to `1964-10`. */
export function shortBounds({ from, to }: Span): Span {
  return {
    ...(from !== undefined && { from: shortest(from, firstDay) }),
    ...(to !== undefined && { to: shortest(to, lastDay) }),
  };
}

function shortest(day: string, edge: (date: CalendarDate) => string): string {
  const { year, month } = calendarDateOf(day);
  const wider: CalendarDate[] = month === undefined ? [{ year }] : [{ year }, { year, month }];
  const same = wider.find((date) => edge(date) === day);
  return same ? isoDate(same) : day;
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
    return from === undefined ? `until ${printed(bounds.to)}` : `from ${printed(bounds.from)}`;
  }
  if (from === to) return printed(from);
  const short = shortBounds({ from, to });
  const length = Math.max(short.from?.length ?? 0, short.to?.length ?? 0);
  const [first, last] = [printed(from.slice(0, length)), printed(to.slice(0, length))];
  return first === last ? first : `${first} to ${last}`;
}

function printed(iso: string | undefined): string {
  return iso === undefined ? '' : printCalendarDate(calendarDateOf(iso));
}
