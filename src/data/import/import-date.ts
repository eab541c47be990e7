import { findDate } from '../dates/find-date.ts';
import type { HistoricalDate } from '../dates/historical-date.ts';
import { type DateReading, readDate } from '../dates/read-date.ts';
import { dateTextOf } from './date-text.ts';

/** A date as an import understands it, or why it cannot be read. */
export type ImportDate =
  | {
      /** Absent for "undated". */
      readonly date?: HistoricalDate;
      /** What the source wrote, where that says more. */
      readonly dateText?: string;
      /** What was taken for granted, for the report. */
      readonly doubt?: string;
    }
  | { readonly problem: string };

const EXPECTED = 'expected EDTF (1968-10-05, 1966-06, 1957, 1960~) or a date such as October 5, 1968';

/** How much of a text that is not a date is shown. */
const MOST_SHOWN = 60;

/**
 * Reads a date in any of the forms that sources give. One that may mean several dates, as `3/4/1968`, is refused,
 * because nobody is there to ask; one that was read as something comes with a doubt.
 *
 * @example readImportDate('late 1964') // 1964-09/1964-12, with the text and a doubt
 */
export function readImportDate(given: string): ImportDate {
  const text = given.trim();
  if (text === '') return {};
  const shown = `"${text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}"`;
  const reading = readDate(text);
  switch (reading.kind) {
    case 'ambiguous': {
      const readings = reading.dates.map(({ edtf }) => edtf);
      return { problem: `${shown} may be ${eitherOf(readings)}, expected one of these` };
    }
    case 'unreadable': {
      const isLikeDate = findDate(text, 'day-first').unread !== undefined;
      return {
        problem: `${shown} is not a ${isLikeDate ? 'date of the calendar' : 'valid date'}, ${EXPECTED}`,
      };
    }
    default:
      return taken(text, reading);
  }
}

function taken(text: string, reading: Extract<DateReading, { kind: 'certain' | 'read as' }>): ImportDate {
  const { date } = reading;
  if (!date) return {};
  const dateText = dateTextOf(text, reading);
  return {
    date,
    ...(dateText !== undefined && { dateText }),
    ...(reading.kind === 'read as' && { doubt: reading.sentence }),
  };
}

function eitherOf(readings: readonly string[]): string {
  return `${readings.slice(0, -1).join(', ')} or ${readings.at(-1)}`;
}
