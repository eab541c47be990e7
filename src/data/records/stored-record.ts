import { z } from 'zod';
import type { Fault } from '../collections/fault.ts';
import { type HistoricalDate, parseHistoricalDate } from '../dates/historical-date.ts';
import { faultsFound, shortened, textField, webAddress } from './checked-fields.ts';

const idField = textField.refine((id) => /^[a-z0-9-]{1,40}$/.test(id), {
  error: (issue) => `"${shortened(String(issue.input))}" is no id, expected 1 to 40 of a–z, 0–9 and -`,
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
  { error: 'is no record, expected one JSON object {…} a line' },
);

/** A record as a line of `records.jsonl` holds it: its date an EDTF string, empty lists left out. */
export type StoredRecord = z.infer<typeof recordFields>;

/** A line of `records.jsonl` as read. */
export type RecordLine =
  | { readonly stored: StoredRecord; readonly date?: HistoricalDate }
  | { readonly faults: readonly Omit<Fault, 'file' | 'line'>[] };

/**
 * What a line of `records.jsonl` says.
 *
 * @param dates the dates met so far by their EDTF, added to: a file holds the same days again and again
 */
export function readRecordLine(text: string, dates: Map<string, HistoricalDate>): RecordLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? shortened(error.message) : '';
    return { faults: [{ problem: `is not JSON (${reason}), expected one JSON object {…} a line` }] };
  }
  const checked = recordFields.safeParse(value);
  const date = dateIn(value, dates);
  const faults = [
    ...(checked.success ? [] : faultsFound(checked.error, Object.keys(recordFields.shape))),
    ...(typeof date === 'string' ? [{ field: 'date', problem: date }] : []),
  ];
  if (!checked.success || typeof date === 'string') return { faults };
  return date ? { stored: checked.data, date } : { stored: checked.data };
}

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

/** A record as one line of `records.jsonl`, without the line feed; the fields always in the same order. */
export function printRecordLine(record: StoredRecord): string {
  const filled = Object.keys(recordFields.shape).flatMap((field) => {
    const value = record[field as keyof StoredRecord];
    return value === undefined || value.length === 0 ? [] : [[field, value]];
  });
  return JSON.stringify(Object.fromEntries(filled));
}
