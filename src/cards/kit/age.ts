import type { HistoricalDate } from '../../data/historical-date.ts';

/** A day of the calendar, known in full. */
export interface Today {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * How long before today a date lies, in whole years: `63 years ago`. A date without a day, or a range, is
 * counted by the calendar's years.
 */
export function howLongAgo({ start, end }: HistoricalDate, today: Today): string {
  const isOneDay = start === end && start.month !== undefined && start.day !== undefined;
  if (isOneDay && isAhead({ year: start.year, month: start.month ?? 1, day: start.day ?? 1 }, today)) {
    return start.year === today.year ? 'later this year' : yearsAgo(today.year - start.year);
  }
  const isLater =
    isOneDay &&
    ((start.month ?? 1) - today.month || (start.day ?? 1) - today.day) > 0 &&
    start.year < today.year;
  return yearsAgo(today.year - start.year - (isLater ? 1 : 0));
}

function isAhead(a: Today, b: Today): boolean {
  return (a.year - b.year || a.month - b.month || a.day - b.day) > 0;
}

/** A number of whole years in words: `1 year ago`, `this year`, `in 2 years`. */
export function yearsAgo(years: number): string {
  if (years === 0) return 'less than a year ago';
  const count = `${Math.abs(years)} year${Math.abs(years) === 1 ? '' : 's'}`;
  return years > 0 ? `${count} ago` : `in ${count}`;
}
