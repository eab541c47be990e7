import type { CalendarDate } from '../../data/dates/calendar-date.ts';
import { firstYear, type HistoricalDate } from '../../data/dates/historical-date.ts';

/** A day of the calendar, known in full. */
export interface Today {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * How long before today a date lies, in whole years: `63 years ago`. A date without a day, or a range, is
 * counted by the calendar's years, from the first that is known.
 */
export function howLongAgo(date: HistoricalDate, today: Today): string {
  const day = date.form === 'point' ? dayOf(date.start) : undefined;
  if (!day) return yearsAgo(today.year - firstYear(date));
  if (isAhead(day, today))
    return day.year === today.year ? 'later this year' : yearsAgo(today.year - day.year);
  const isLater = (day.month - today.month || day.day - today.day) > 0 && day.year < today.year;
  return yearsAgo(today.year - day.year - (isLater ? 1 : 0));
}

function dayOf({ year, month, day }: Partial<CalendarDate> = {}): Today | undefined {
  return year === undefined || month === undefined || day === undefined ? undefined : { year, month, day };
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
