import { join, resolve } from 'node:path';
import type { ArchivalRecord, Collection } from '../records/record.ts';
import { CollectionError, type Fault, printPlace } from './fault.ts';
import { RECORDS_FILE, readCollectionFolder } from './folder.ts';
import { type RecordLine, repeatedId } from './records-file.ts';

export { CollectionError } from './fault.ts';

/** Collections as read from disk, with all their records. */
export interface Holdings {
  readonly collections: readonly Collection[];
  readonly records: readonly ArchivalRecord[];
}

/**
 * The collections in these folders with all their records, in the order of the folders and of their files.
 *
 * @throws {CollectionError} with every fault of every file
 */
export async function loadCollections(folders: readonly string[]): Promise<Holdings> {
  const collections: Collection[] = [];
  const records: ArchivalRecord[] = [];
  const faults: Fault[] = [];
  const places = new Map<string, string>();
  const paths = new Set<string>();
  for (const folder of folders) {
    const path = resolve(folder);
    if (paths.has(path)) {
      faults.push({ file: folder, problem: 'is named twice, expected each folder once' });
      continue;
    }
    paths.add(path);
    const read = await readCollectionFolder(folder);
    const file = join(folder, RECORDS_FILE);
    for (const fault of read.faults) faults.push(fault);
    for (const fault of idsOfOthers(file, read.records, places)) faults.push(fault);
    for (const { stored, line } of read.records) places.set(stored.id, printPlace({ file, line }));
    if (!read.description) continue;
    const collection = { ...read.description, names: read.names };
    collections.push(collection);
    for (const placed of read.records) records.push(archivalRecord(placed, collection));
  }
  if (faults.length > 0) throw new CollectionError(faults);
  return { collections, records };
}

/** @param others where the ids of the collections before this one stand */
function idsOfOthers(
  file: string,
  records: readonly RecordLine[],
  others: ReadonlyMap<string, string>,
): Fault[] {
  return records.flatMap(({ stored: { id }, line }) => {
    const place = others.get(id);
    return place === undefined ? [] : [{ file, line, field: 'id', problem: repeatedId(id, place) }];
  });
}

function archivalRecord({ stored, date }: RecordLine, collection: Collection): ArchivalRecord {
  const { date: _edtf, people = [], places = [], topics = [], languages = [], ...rest } = stored;
  return { ...rest, ...(date && { date }), people, places, topics, languages, collection };
}
