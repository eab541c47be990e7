import {
  type CalendarDate,
  calendarDateOf,
  firstDay,
  type HistoricalDate,
  isoDate,
  lastDay,
  printCalendarDate,
} from './historical-date.ts';

/** A stretch of time, open at an end that is absent. Both ends belong to it. */
export interface Span {
  /** First day, as `YYYY-MM-DD`. */
  readonly from?: string;
  /** Last day, as `YYYY-MM-DD`. */
  readonly to?: string;
}

/**
 * Whether a date may lie in a span: a year counts as soon as one of its days does. No date lies only in a span
 * that is open at both ends.
 */
export function liesWithin(date: HistoricalDate | undefined, { from, to }: Span): boolean {
  if (from === undefined && to === undefined) return true;
  if (!date) return false;
  return (
    (from === undefined || lastDay(date.end) >= from) && (to === undefined || firstDay(date.start) <= to)
  );
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

/** A span in words: `October 1964`, `from October 1964`, `1962 to 1968`; empty when it is open at both ends. */
export function printSpan(span: Span): string {
  const { from, to } = shortBounds(span);
  const [first, last] = [from, to].map((bound) => bound && printCalendarDate(calendarDateOf(bound)));
  if (first && last) return first === last ? first : `${first} to ${last}`;
  if (first) return `from ${first}`;
  return last ? `until ${last}` : '';
}
