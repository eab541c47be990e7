import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectionDescription } from '../collections/description.ts';
import { CollectionError } from '../collections/fault.ts';
import { DESCRIPTION_FILE, RECORDS_FILE, readCollectionFolder } from '../collections/folder.ts';
import { type IncomingRecord, type Merged, mergeRecords } from './merge.ts';
import { replaceFile } from './replace-file.ts';

/** What an import did, or would do. */
export interface Import extends Omit<Merged, 'lines'> {
  /** How many records the collection holds then. */
  readonly holds: number;
  /** The `collection.json` that had to be made. */
  readonly made?: string;
}

/**
 * Brings records into a collection's folder, as {@link mergeRecords} has it, and makes the folder and what is
 * missing in it. Nothing is written when nothing changes; what is written is never there in half.
 *
 * @param description what a `collection.json` says that has to be made
 * @param isTrial whether only to say what would be done, and write nothing
 * @throws {CollectionError} before anything is written, when a file of the folder is at fault; and when the
 *   folder cannot be written
 */
export async function importInto(
  folder: string,
  incoming: readonly IncomingRecord[],
  description: CollectionDescription,
  isTrial = false,
): Promise<Import> {
  const existing = await readCollectionFolder(folder);
  const faults = existing.faults.filter((fault) => !existing.missing.includes(fault));
  if (faults.length > 0) throw new CollectionError(faults);
  const { lines, ...counts } = mergeRecords(existing.records, incoming);
  const missing = new Set(existing.missing.map(({ file }) => file));
  const recordsFile = join(folder, RECORDS_FILE);
  const descriptionFile = join(folder, DESCRIPTION_FILE);
  const result = {
    ...counts,
    holds: lines.length,
    ...(missing.has(descriptionFile) && { made: descriptionFile }),
  };
  if (isTrial) return result;
  try {
    await mkdir(folder, { recursive: true });
    if (counts.added + counts.changed > 0 || missing.has(recordsFile)) {
      await replaceFile(recordsFile, lines.map((line) => `${line}\n`).join(''));
    }
    if (missing.has(descriptionFile)) {
      await replaceFile(descriptionFile, `${JSON.stringify(description, undefined, 2)}\n`);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const problem = `cannot be written (${error.code}), expected a folder that we may write to`;
    throw new CollectionError([{ file: folder, problem }], { cause: error });
  }
  return result;
}
