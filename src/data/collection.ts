import { join, resolve } from 'node:path';
import { CollectionError, type Fault } from './collection-fault.ts';
import { type PlacedRecord, RECORDS_FILE, readCollectionFolder } from './collection-folder.ts';
import type { ArchivalRecord } from './record.ts';

export { CollectionError } from './collection-fault.ts';

/** One name of a person, place or organization, and the other ways in which it is written. */
export interface NameAuthority {
  readonly canonical: string;
  readonly variants: readonly string[];
  readonly kind: 'person' | 'place' | 'organization';
}

/** A set of records from one source: what its `collection.json` and `names.csv` say. */
export interface Collection {
  /** As readers know it: `Wilson Center Digital Archive`. */
  readonly name: string;
  /** Who publishes the records. */
  readonly publisher: string;
  /** The source's home page. */
  readonly homePage: string;
  /** Link into the source's own search, `{title}` standing for the words looked for. */
  readonly searchLink: string;
  /** Under which terms the records may be used. */
  readonly rights: string;
  /** How to cite a record: `{title}`, `{date}` and `{link}` stand for the record's own. */
  readonly citation: string;
  /** Whose words the abstracts are, where that needs saying. */
  readonly abstracts?: string;
  readonly names: readonly NameAuthority[];
}

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
  const real = new Map<string, string>();
  for (const folder of folders) {
    const path = resolve(folder);
    const twin = real.get(path);
    if (twin !== undefined) {
      faults.push({ file: folder, problem: `is named twice, expected each folder once` });
      continue;
    }
    real.set(path, folder);
    const read = await readCollectionFolder(folder);
    faults.push(...read.faults, ...repeatedIds(folder, read.records, places));
    if (!read.description) continue;
    const collection = { ...read.description, names: read.names };
    collections.push(collection);
    for (const placed of read.records) records.push(archivalRecord(placed, collection));
  }
  if (faults.length > 0) throw new CollectionError(faults);
  return { collections, records };
}

/** @param places where each id was first met, added to */
function repeatedIds(folder: string, records: readonly PlacedRecord[], places: Map<string, string>): Fault[] {
  const file = join(folder, RECORDS_FILE);
  const faults: Fault[] = [];
  for (const { stored, line } of records) {
    const first = places.get(stored.id);
    if (first === undefined) places.set(stored.id, `${file}:${line}`);
    else {
      const problem = `"${stored.id}" is the id of ${first} already, expected one that no other record has`;
      faults.push({ file, line, field: 'id', problem });
    }
  }
  return faults;
}

function archivalRecord({ stored, date }: PlacedRecord, collection: Collection): ArchivalRecord {
  const { date: _edtf, people = [], places = [], topics = [], languages = [], ...rest } = stored;
  return { ...rest, ...(date && { date }), people, places, topics, languages, collection };
}
