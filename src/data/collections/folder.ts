import { join } from 'node:path';
import type { HistoricalDate } from '../dates/historical-date.ts';
import type { NameAuthority } from '../names/name-authority.ts';
import { readNames } from '../names/names-file.ts';
import { readRecordLine, type StoredRecord } from '../records/stored-record.ts';
import { type CollectionDescription, readDescription } from './description.ts';
import type { Fault } from './fault.ts';
import { filledLines, readTextFile } from './text-file.ts';

/** The files of a collection's folder. */
export const DESCRIPTION_FILE = 'collection.json';
export const RECORDS_FILE = 'records.jsonl';
export const NAMES_FILE = 'names.csv';

/** A record in its folder. */
export interface PlacedRecord {
  readonly stored: StoredRecord;
  readonly date?: HistoricalDate;
  /** Its line in `records.jsonl`, counted from 1. */
  readonly line: number;
  /** That line as it stands there. */
  readonly text: string;
}

/** What one folder holds, and all that is wrong with it. */
export interface CollectionFolder {
  /** Absent when `collection.json` is missing or at fault. */
  readonly description?: CollectionDescription;
  readonly names: readonly NameAuthority[];
  readonly records: readonly PlacedRecord[];
  readonly faults: readonly Fault[];
  /** Those of the faults that are only a file not being there. */
  readonly missing: readonly Fault[];
}

/** Reads a collection's folder. Faults are returned, not thrown, since an import can live with a missing file. */
export async function readCollectionFolder(folder: string): Promise<CollectionFolder> {
  const remedy = `expected it in the folder ${folder}: write it or run "docent import <file> --into ${folder}"`;
  const descriptionFile = join(folder, DESCRIPTION_FILE);
  const recordsFile = join(folder, RECORDS_FILE);
  const namesFile = join(folder, NAMES_FILE);
  const [descriptionText, recordsText, namesText] = await Promise.all([
    readTextFile(descriptionFile, remedy),
    readTextFile(recordsFile, remedy),
    readTextFile(namesFile, remedy),
  ]);
  const faults: Fault[] = [];
  const missing: Fault[] = [];
  for (const read of [descriptionText, recordsText, namesText]) {
    if ('text' in read || (read === namesText && read.missing)) continue;
    faults.push(...read.faults);
    if (read.missing) missing.push(...read.faults);
  }
  const placeIn = (file: string, found: readonly Omit<Fault, 'file'>[]) =>
    faults.push(...found.map((fault) => ({ file, ...fault })));

  const described = 'text' in descriptionText ? readDescription(descriptionText.text) : { faults: [] };
  if ('faults' in described) placeIn(descriptionFile, described.faults);

  const { records, faults: recordFaults } = readRecords('text' in recordsText ? recordsText.text : '');
  placeIn(recordsFile, recordFaults);

  const named = 'text' in namesText ? readNames(namesText.text) : { names: [] };
  if ('faults' in named) placeIn(namesFile, named.faults);

  return {
    ...('description' in described && { description: described.description }),
    names: 'names' in named ? named.names : [],
    records,
    faults,
    missing,
  };
}

function readRecords(text: string): { records: PlacedRecord[]; faults: Omit<Fault, 'file'>[] } {
  const records: PlacedRecord[] = [];
  const faults: Omit<Fault, 'file'>[] = [];
  const dates = new Map<string, HistoricalDate>();
  const lines = new Map<string, number>();
  for (const { line, text: content } of filledLines(text)) {
    const read = readRecordLine(content, dates);
    if ('faults' in read) {
      faults.push(...read.faults.map((fault) => ({ line, ...fault })));
      continue;
    }
    const { id } = read.stored;
    const first = lines.get(id);
    if (first === undefined) lines.set(id, line);
    else faults.push({ line, field: 'id', problem: repeatedId(id, `line ${first}`) });
    records.push({ ...read, line, text: content });
  }
  return { records, faults };
}

/** The problem of an id that another record has; `place` is where that one stands. */
export function repeatedId(id: string, place: string): string {
  return `"${id}" is the id of ${place} already, expected one that no other record has`;
}
