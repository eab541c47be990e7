import { firstDay, type HistoricalDate, lastDay } from './historical-date.ts';

/** A stretch of time, open at an end that is absent. Both ends belong to it. */
export interface Span {
  /** First day, as `YYYY-MM-DD`. */
  readonly from?: string;
  /** Last day, as `YYYY-MM-DD`. */
  readonly to?: string;
}

/** Whether a date may lie in a span: a year counts as soon as one of its days does. */
export function liesWithin(date: HistoricalDate, { from, to }: Span): boolean {
  return (
    (from === undefined || lastDay(date.end) >= from) && (to === undefined || firstDay(date.start) <= to)
  );
}
