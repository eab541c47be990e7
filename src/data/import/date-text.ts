import type { HistoricalDate } from '../dates/historical-date.ts';
import { printHistoricalDate } from '../dates/printed-date.ts';
import type { DateReading } from '../dates/read-date.ts';

/**
 * What a source wrote for a date, if that says more than the date that was read: all of what was read as something,
 * and of what is certain that which our own words for the date do not say. `October 5, 1968` says no more than
 * 1968-10-05, `before 1945` and `[1964?]` do.
 */
export function dateTextOf(
  text: string,
  reading: Extract<DateReading, { kind: 'certain' | 'read as' }>,
): string | undefined {
  const { date } = reading;
  if (!date || text === date.edtf) return undefined;
  if (reading.kind === 'read as') return text;
  return isPlain(date) || isSame(text, date) ? undefined : text;
}

/** Days, months and years, and from one to the other: whoever writes them says just that. */
function isPlain({ form, start, end, qualifier, endQualifier }: HistoricalDate): boolean {
  const isExact = form === 'point' || (form === 'interval' && start !== undefined && end !== undefined);
  return isExact && qualifier === '' && endQualifier === '';
}

/** A text in digits and dashes, as `196-`, or our own words, whatever the dashes, the case and the abbreviation. */
function isSame(text: string, date: HistoricalDate): boolean {
  if (/^[\dX\s\p{Dash}]+$/u.test(text)) return true;
  const folded = folding(date.form === 'point' ? text.replace(/^(?:circa|ca?\.?)\s+/i, 'c. ') : text);
  return folded === folding(printHistoricalDate(date));
}

function folding(text: string): string {
  return text
    .toLowerCase()
    .replace(/^the /, '')
    .replace(/\s*\p{Dash}\s*/gu, '-')
    .replace(/\s+/g, ' ');
}
