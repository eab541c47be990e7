import type { Fault } from '../collections/fault.ts';
import type { PlacedRecord } from '../collections/folder.ts';
import { recordId } from '../records/record-id.ts';
import { printRecordLine, type StoredRecord } from '../records/stored-record.ts';

/** A record to be brought into a collection, in the fields that its source gives. */
export interface IncomingRecord {
  readonly file: string;
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  readonly fields: StoredRecord;
  /** The source's own, as given, whether or not the id is made of it. */
  readonly identifier?: string;
  /** Whether the file ends in the middle of the abstract. */
  readonly cutOff?: true;
}

/** What merging comes to. */
export interface Merged {
  /** The lines of the new `records.jsonl`; those of unchanged records as they stood. */
  readonly lines: readonly string[];
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Records that come twice, differently, and of which only the first is taken. */
  readonly refused: readonly Fault[];
}

interface Entry {
  stored: StoredRecord;
  text: string;
  readonly isNew: boolean;
  /** The incoming record that was merged into it. */
  from?: IncomingRecord;
  hasChanged: boolean;
}

/**
 * Merges incoming records into those of a collection. The same record is the one with the same id or, where only
 * one of the two knows the source's own identifier, with the same date and title. Given fields replace,
 * others are kept; records that are not among the incoming stay; order is kept and new records come last.
 */
export function mergeRecords(existing: readonly PlacedRecord[], incoming: readonly IncomingRecord[]): Merged {
  const entries: Entry[] = existing.map(({ stored, text }) => ({
    stored,
    text,
    isNew: false,
    hasChanged: false,
  }));
  const byTitle = new Map(entries.map((entry) => [recordId(entry.stored.date, entry.stored.title), entry]));
  const byId = new Map(entries.map((entry) => [entry.stored.id, entry]));
  const refused: Fault[] = [];
  for (const record of incoming) {
    const { id, date, title } = record.fields;
    const titleId = recordId(date, title);
    const entry =
      byId.get(id) ?? (id === titleId ? byTitle.get(id) : withoutIdentifier(byId.get(titleId), id));
    if (!entry) {
      const added = { stored: record.fields, text: '', isNew: true, from: record, hasChanged: false };
      entries.push(added);
      byId.set(id, added);
      continue;
    }
    const other = entry.from && contradiction(entry.from, record);
    if (entry.from && other !== undefined) refused.push(refusal(record, entry.from, other));
    else take(entry, record);
  }
  const touched = entries.filter(({ from }) => from);
  return {
    lines: entries.map((entry) =>
      entry.isNew || entry.hasChanged ? printRecordLine(entry.stored) : entry.text,
    ),
    added: touched.filter(({ isNew }) => isNew).length,
    changed: touched.filter(({ isNew, hasChanged }) => !isNew && hasChanged).length,
    unchanged: touched.filter(({ isNew, hasChanged }) => !isNew && !hasChanged).length,
    refused,
  };
}

/** An entry whose id is made of its title, unless a record with another identifier has become it just now. */
function withoutIdentifier(entry: Entry | undefined, id: string): Entry | undefined {
  const { from } = entry ?? {};
  const isTaken = from !== undefined && from.fields.id !== id && from.fields.id !== entry?.stored.id;
  return isTaken ? undefined : entry;
}

function take(entry: Entry, record: IncomingRecord): void {
  const { id: _id, ...given } = record.fields;
  const { abstract } = entry.stored;
  const isBeginning = record.cutOff && given.abstract !== undefined && abstract?.startsWith(given.abstract);
  // The words of a date go with the date that they were written for.
  const { dateText, ...undescribed } = entry.stored;
  const isSameDate = given.date === undefined || given.date === entry.stored.date;
  const before = isSameDate && dateText !== undefined ? { ...undescribed, dateText } : undescribed;
  const merged = { ...before, ...given, ...(isBeginning && abstract !== undefined && { abstract }) };
  entry.hasChanged ||= printRecordLine(merged) !== printRecordLine(entry.stored);
  entry.stored = merged;
  entry.from = { ...record, fields: { ...entry.from?.fields, ...record.fields } };
}

/** In what two incoming records contradict each other, so that they cannot be one; undefined when they agree. */
function contradiction(first: IncomingRecord, second: IncomingRecord): string | undefined {
  const differ = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a !== b;
  if (differ(first.identifier, second.identifier)) return 'identifier';
  if (differ(first.fields.url, second.fields.url)) return 'link';
  const [a, b] = [first.fields.abstract, second.fields.abstract];
  if (a === undefined || b === undefined || a === b) return undefined;
  const isBeginning =
    (second.cutOff === true && a.startsWith(b)) || (first.cutOff === true && b.startsWith(a));
  return isBeginning ? undefined : 'abstract';
}

function refusal({ file, line, fields }: IncomingRecord, first: IncomingRecord, other: string): Fault {
  const same = fields.id === recordId(fields.date, fields.title) ? 'date and title' : 'id';
  const problem = `has the ${same} of ${first.file}:${first.line}, but another ${other}; only the first was taken`;
  return { file, line, problem };
}
