import { z } from 'zod';
import type { Fault, Place } from '../collections/fault.ts';
import { type HistoricalDate, parseHistoricalDate } from '../dates/historical-date.ts';
import { faultsFound, jsonProblem, shortened, textField, webAddress } from './checked-fields.ts';

const idField = textField.refine((id) => /^[a-z0-9-]{1,40}$/.test(id), {
  error: (issue) =>
    `"${shortened(String(issue.input))}" is not a valid id, expected 1 to 40 of a–z, 0–9 and -`,
});

const listField = z.array(textField, { error: 'is not a list, expected ["…", "…"]' }).exactOptional();

const recordFields = z.strictObject(
  {
    id: idField,
    date: textField.exactOptional(),
    dateText: textField.exactOptional(),
    title: textField,
    abstract: textField.exactOptional(),
    url: webAddress.exactOptional(),
    people: listField,
    places: listField,
    topics: listField,
    languages: listField,
    rights: textField.exactOptional(),
  },
  { error: 'is not a record, expected one JSON object {…} a line' },
);

const FIELDS = Object.keys(recordFields.shape) as readonly (keyof StoredRecord)[];

/** A record as a line of `records.jsonl` holds it: its date is an EDTF string, empty lists are left out. */
export type StoredRecord = z.infer<typeof recordFields>;

/** A record that passed the check, with its date parsed; or what is wrong with it. */
export type CheckedRecord =
  | { readonly stored: StoredRecord; readonly date?: HistoricalDate }
  | { readonly faults: readonly Fault[] };

/**
 * Checks the text of a line of `records.jsonl`.
 *
 * @param place where the line stands, for the faults
 * @param dates the dates met so far by their EDTF, added to: a file holds the same days again and again
 */
export function readRecordLine(
  text: string,
  place: Place,
  dates: Map<string, HistoricalDate>,
): CheckedRecord {
  try {
    return checkRecord(JSON.parse(text), place, dates);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const problem = `is not JSON (${jsonProblem(error)}), expected one JSON object {…} a line`;
    return { faults: [{ ...place, problem }] };
  }
}

/**
 * Checks a value as a stored record. Every record passes this check: when its collection is loaded, and when it is
 * imported.
 *
 * @param place where the record stands, for the faults
 * @param dates as in {@link readRecordLine}
 * @example checkRecord({ id: 'a', title: 'Letter', date: '1964' }, { file: 'records.jsonl', line: 1 }, new Map())
 */
export function checkRecord(value: unknown, place: Place, dates: Map<string, HistoricalDate>): CheckedRecord {
  const checked = recordFields.safeParse(value);
  const date = dateIn(value, dates);
  const faults = [
    ...(checked.success ? [] : faultsFound(checked.error, FIELDS, place)),
    ...(typeof date === 'string' ? [{ ...place, field: 'date', problem: date }] : []),
  ];
  if (!checked.success || typeof date === 'string') return { faults };
  return date ? { stored: checked.data, date } : { stored: checked.data };
}

/** The date of a record, or the problem with it; undefined for an undated record. */
function dateIn(value: unknown, dates: Map<string, HistoricalDate>): HistoricalDate | string | undefined {
  const hasDate = typeof value === 'object' && value !== null && 'date' in value;
  if (!hasDate || typeof value.date !== 'string' || value.date.trim() === '') return undefined;
  try {
    const date = dates.get(value.date) ?? parseHistoricalDate(value.date);
    dates.set(value.date, date);
    return date;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/**
 * A record as one line of `records.jsonl`, without the line feed. The fields are always in the same order, and
 * empty ones are left out.
 *
 * @example printRecordLine({ title: 'Letter', id: 'a' }) // '{"id":"a","title":"Letter"}'
 */
export function printRecordLine(record: StoredRecord): string {
  const filled = FIELDS.flatMap((field) => {
    const value = record[field];
    return value === undefined || value.length === 0 ? [] : [[field, value]];
  });
  return JSON.stringify(Object.fromEntries(filled));
}
