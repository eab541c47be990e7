import { type Fault, printPlace } from '../collections/fault.ts';
import type { RecordLine } from '../collections/records-file.ts';
import { recordId } from '../records/record-id.ts';
import { printRecordLine, type StoredRecord } from '../records/stored-record.ts';
import type { ImportedRecord } from './imported-record.ts';

/** A collection after a merge, and what the merge did. */
export interface Merged {
  /** The new texts of the lines of `records.jsonl` that change, by the lines' numbers. */
  readonly changedLines: ReadonlyMap<number, string>;
  /** The lines that are added at the end. */
  readonly addedLines: readonly string[];
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Records that come twice and differ, so that only the first was accepted. */
  readonly refused: readonly Fault[];
}

/** A record of the collection during the merge. */
interface Entry {
  stored: StoredRecord;
  /** Its line in `records.jsonl`; absent for a new record. */
  readonly line?: number;
  /** The imported record that was merged into it. */
  from?: ImportedRecord;
  hasChanged: boolean;
}

/**
 * Merges imported records into a collection. Two records are the same if they have the same id or, where only one of
 * them knows the source's own identifier, the same date and title. The fields of the imported record replace those
 * of the other, and its other fields stay. Records that are not imported stay too. The order stays, and new records
 * come last.
 */
export function mergeRecords(existing: readonly RecordLine[], imported: readonly ImportedRecord[]): Merged {
  const entries: Entry[] = existing.map(({ stored, line }) => ({ stored, line, hasChanged: false }));
  const byTitle = new Map(entries.map((entry) => [recordId(entry.stored.date, entry.stored.title), entry]));
  const byId = new Map(entries.map((entry) => [entry.stored.id, entry]));
  const refused: Fault[] = [];
  for (const record of imported) {
    const { id, date, title } = record.fields;
    const titleId = recordId(date, title);
    const entry =
      byId.get(id) ?? (id === titleId ? byTitle.get(id) : withoutIdentifier(byId.get(titleId), id));
    if (!entry) {
      const added = { stored: record.fields, from: record, hasChanged: false };
      entries.push(added);
      byId.set(id, added);
      continue;
    }
    const other = entry.from && contradiction(entry.from, record);
    if (entry.from && other !== undefined) refused.push(refusal(record, entry.from, other));
    else mergeInto(entry, record);
  }
  const touched = entries.filter(({ from }) => from);
  const known = touched.filter(({ line }) => line !== undefined);
  const changed = known.filter(({ hasChanged }) => hasChanged);
  return {
    changedLines: new Map(changed.map(({ line = 0, stored }) => [line, printRecordLine(stored)])),
    addedLines: touched.filter(({ line }) => line === undefined).map(({ stored }) => printRecordLine(stored)),
    added: touched.length - known.length,
    changed: changed.length,
    unchanged: known.length - changed.length,
    refused,
  };
}

/** An entry whose id is made of its title, unless this import has given it another record's identifier. */
function withoutIdentifier(entry: Entry | undefined, id: string): Entry | undefined {
  const { from } = entry ?? {};
  const isTaken = from !== undefined && from.fields.id !== id && from.fields.id !== entry?.stored.id;
  return isTaken ? undefined : entry;
}

function mergeInto(entry: Entry, record: ImportedRecord): void {
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

/** In which field two imported records contradict each other, so that they cannot be one; undefined when they agree. */
function contradiction(first: ImportedRecord, second: ImportedRecord): string | undefined {
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

function refusal({ file, line, fields }: ImportedRecord, first: ImportedRecord, other: string): Fault {
  const same = fields.id === recordId(fields.date, fields.title) ? 'date and title' : 'id';
  const problem = `has the ${same} of ${printPlace({ file: first.file, line: first.line })}, but another ${other}; only the first was accepted`;
  return { file, line, problem };
}
