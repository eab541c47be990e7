import { join } from 'node:path';
import type { NameAuthority } from '../names/name-authority.ts';
import { readNames } from '../names/names-file.ts';
import { type CollectionDescription, readDescription } from './description.ts';
import type { Fault } from './fault.ts';
import { type RecordLine, readRecordsFile } from './records-file.ts';
import { readTextFile } from './text-file.ts';

/** The files of a collection's folder. */
export const DESCRIPTION_FILE = 'collection.json';
export const RECORDS_FILE = 'records.jsonl';
const NAMES_FILE = 'names.csv';

/** What one folder holds, and all that is wrong with it. */
export interface CollectionFolder {
  /** Absent when `collection.json` is missing or has a fault. */
  readonly description?: CollectionDescription;
  readonly names: readonly NameAuthority[];
  readonly records: readonly RecordLine[];
  readonly faults: readonly Fault[];
  /** Those of the faults that only say that a file is missing. */
  readonly missing: readonly Fault[];
}

/** Reads a collection's folder. Faults are returned, not thrown, because an import can do with a missing file. */
export async function readCollectionFolder(folder: string): Promise<CollectionFolder> {
  const remedy = `expected it in the folder ${folder}: write it or run "docent import <file> --into ${folder}"`;
  const descriptionFile = join(folder, DESCRIPTION_FILE);
  const namesFile = join(folder, NAMES_FILE);
  const [descriptionText, recordsFile, namesText] = await Promise.all([
    readTextFile(descriptionFile, remedy),
    readRecordsFile(join(folder, RECORDS_FILE), remedy),
    readTextFile(namesFile, remedy),
  ]);
  const described =
    'text' in descriptionText ? readDescription(descriptionFile, descriptionText.text) : descriptionText;
  const named = 'text' in namesText ? readNames(namesFile, namesText.text) : namesText;
  const isWithoutNames = 'missing' in named && named.missing;
  const descriptionFaults = 'faults' in described ? described.faults : [];
  return {
    ...('description' in described && { description: described.description }),
    names: 'names' in named ? named.names : [],
    records: recordsFile.records,
    faults: [
      ...descriptionFaults,
      ...recordsFile.faults,
      ...('faults' in named && !isWithoutNames ? named.faults : []),
    ],
    missing: [
      ...('missing' in described && described.missing ? descriptionFaults : []),
      ...(recordsFile.missing ? recordsFile.faults : []),
    ],
  };
}
