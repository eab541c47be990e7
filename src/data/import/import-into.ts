import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectionDescription } from '../collections/description.ts';
import { CollectionError } from '../collections/fault.ts';
import { DESCRIPTION_FILE, RECORDS_FILE, readCollectionFolder } from '../collections/folder.ts';
import { readLines } from '../collections/line-reader.ts';
import type { ImportedRecord } from './imported-record.ts';
import { type Merged, mergeRecords } from './merge.ts';
import { replaceFile } from './replace-file.ts';

/** What is added to the name of the `records.jsonl` that an import replaces. */
const BACKUP = '.bak';

/** What an import did, or would do. */
export interface Import extends Omit<Merged, 'changedLines' | 'addedLines'> {
  /** How many records the collection has afterwards. */
  readonly holds: number;
  /** The `collection.json` that was missing and so was written. */
  readonly made?: string;
}

/**
 * Imports records into a collection's folder, by {@link mergeRecords}, and makes the folder and its files if they
 * are missing. Nothing is written when nothing changes. A file is never left half written, and the `records.jsonl`
 * before stays as `records.jsonl.bak`.
 *
 * @param description for a `collection.json` that is missing
 * @param isTrial whether to write nothing and only report what would be done
 * @throws {CollectionError} before anything is written, when a file of the folder has a fault; and when the folder
 *   cannot be written
 */
export async function importInto(
  folder: string,
  imported: readonly ImportedRecord[],
  description: CollectionDescription,
  isTrial = false,
): Promise<Import> {
  const existing = await readCollectionFolder(folder);
  const faults = existing.faults.filter((fault) => !existing.missing.includes(fault));
  if (faults.length > 0) throw new CollectionError(faults);
  const { changedLines, addedLines, ...counts } = mergeRecords(existing.records, imported);
  const holds = existing.records.length + counts.added;
  const missing = new Set(existing.missing.map(({ file }) => file));
  const recordsFile = join(folder, RECORDS_FILE);
  const descriptionFile = join(folder, DESCRIPTION_FILE);
  const result = {
    ...counts,
    holds,
    ...(missing.has(descriptionFile) && { made: descriptionFile }),
  };
  if (isTrial) return result;
  try {
    await mkdir(folder, { recursive: true });
    if (counts.added + counts.changed > 0 || missing.has(recordsFile)) {
      const before = missing.has(recordsFile) ? undefined : recordsFile;
      await replaceFile(recordsFile, linesAfter(before, changedLines, addedLines, holds), BACKUP);
    }
    if (missing.has(descriptionFile)) {
      await replaceFile(descriptionFile, [`${JSON.stringify(description, undefined, 2)}\n`]);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const problem = `cannot be written (${error.code}), expected a folder that we may write to`;
    throw new CollectionError([{ file: folder, problem }], { cause: error });
  }
  return result;
}

/**
 * The new `records.jsonl`. The lines that do not change are read again from the file, so that they stay as they are
 * and need not be held.
 *
 * @param before the file as it is; absent when there is none
 * @param holds how many records it must have
 * @throws {CollectionError} when records would be lost, because the file is no longer what it was
 */
async function* linesAfter(
  before: string | undefined,
  changed: ReadonlyMap<number, string>,
  added: readonly string[],
  holds: number,
): AsyncGenerator<string> {
  let count = added.length;
  if (before !== undefined) {
    for await (const read of readLines(before)) {
      if ('problem' in read) throw new CollectionError([read]);
      count++;
      yield `${changed.get(read.line) ?? read.text}\n`;
    }
  }
  for (const line of added) yield `${line}\n`;
  if (before !== undefined && count !== holds) {
    const problem = `has changed during the import (${count} records instead of ${holds}), expected no other program to write it`;
    throw new CollectionError([{ file: before, problem }]);
  }
}
