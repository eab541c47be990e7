import { findDate } from '../../../dates/find-date.ts';
import { firstYear, lastYear } from '../../../dates/historical-date.ts';
import { readDate } from '../../../dates/read-date.ts';

/** A line that holds a date and nothing else. */
export interface DateLine {
  /** Absent for "Date unknown". */
  readonly edtf?: string;
  /** `5 October 1968`, as titles have it too; the archive's own lists say `October 5, 1968`. */
  readonly dayFirst: boolean;
  /** What is wrong with a date that has the form of one, such as February 30. */
  readonly fault?: string;
}

const UNKNOWN = /^[[(]?(?:date unknown|unknown date|undated|no date|n\. ?d\.)[\])]?\.?$/i;
const ABOUT = /^(?:circa|ca\.?|c\.|about|approximately)\s+/i;

/** The longest line that could be a date: "Approximately September 30, 1962 to November 30, 1962". */
const LONGEST = 60;

/** The years of the dates of a listing: other numbers of four digits are not years there. */
const YEARS = [1000, 2099] as const;

/**
 * What a line says when all of it is a date, for certain; nothing for any other line. What must first be read as a
 * date, such as `Spring 1968`, is a title in a listing.
 */
export function readDateLine(text: string): DateLine | undefined {
  if (text.length > LONGEST) return undefined;
  if (UNKNOWN.test(text)) return { dayFirst: false };
  if (!/\d{4}/.test(text) || /^\d{5,}$/.test(text)) return undefined;
  const dayFirst = /^\d{1,2}\D/.test(text.replace(ABOUT, ''));
  const reading = readDate(text);
  if (reading.kind === 'unreadable') {
    return isNotOfTheCalendar(text)
      ? { fault: `"${text}" is not a date of the calendar`, dayFirst }
      : undefined;
  }
  if (reading.kind !== 'certain' || !reading.date) return undefined;
  const { date } = reading;
  const isOfListing = firstYear(date) >= YEARS[0] && lastYear(date) <= YEARS[1];
  return isOfListing ? { edtf: date.edtf, dayFirst } : undefined;
}

/** Whether all of a line looks like a date, but cannot be read as one. */
function isNotOfTheCalendar(text: string): boolean {
  const bare = text.replace(ABOUT, '').replace(/[?.]$/, '').trim();
  return findDate(bare, 'month-first').unread === bare;
}
