import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectionDescription } from '../collections/description.ts';
import { CollectionError } from '../collections/fault.ts';
import { DESCRIPTION_FILE, RECORDS_FILE, readCollectionFolder } from '../collections/folder.ts';
import type { ImportedRecord } from './imported-record.ts';
import { type Merged, mergeRecords } from './merge.ts';
import { replaceFile } from './replace-file.ts';

/** What is added to the name of the `records.jsonl` that an import replaces. */
const BACKUP = '.bak';

/** What an import did, or would do. */
export interface Import extends Omit<Merged, 'lines'> {
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
  const { lines, ...counts } = mergeRecords(existing.records, imported);
  if (lines.length !== existing.records.length + counts.added) {
    throw new Error(
      `merging ${counts.added} new records into ${existing.records.length} gave ${lines.length}`,
    );
  }
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
      await replaceFile(recordsFile, withLineFeeds(lines), BACKUP);
    }
    if (missing.has(descriptionFile)) {
      await replaceFile(descriptionFile, [`${JSON.stringify(description, undefined, 2)}\n`]);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const problem = `cannot be written (${error.code}), expected a folder that we may write to`;
    throw new CollectionError([{ file: folder, problem }]);
  }
  return result;
}

function* withLineFeeds(lines: readonly string[]): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}
