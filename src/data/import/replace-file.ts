import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { batches } from './text-batches.ts';

/** How much text is written at a time, in UTF-16 units. */
const WRITE = 1_048_576;

/**
 * Replaces a file by a text, or makes the file. Whatever happens, even a power failure, the file is either what it
 * was or has the whole new text. The text is on the disk when this settles. If the file is a link, the link stays and
 * the file that it leads to is replaced.
 *
 * @param pieces the text, in pieces of any length, so that it may be longer than a string can be
 * @param backup what is added to the name of the file before, to keep it: `.bak`; absent: it is not kept
 * @throws {Error} of the file system or of the pieces; then nothing half written is left
 */
export async function replaceFile(
  file: string,
  pieces: Iterable<string> | AsyncIterable<string>,
  backup?: string,
): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const folder = dirname(target);
  const temporary = temporaryName(target);
  try {
    await writeThrough(temporary, pieces);
    if (backup !== undefined) await keepBefore(target, target + backup);
    await rename(temporary, target);
  } catch (error) {
    // The caller needs to know why writing failed, not why the rest cannot be deleted.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  // Windows cannot open folders, and keeps the new name without this.
  if (process.platform !== 'win32') await syncFolder(folder);
}

function temporaryName(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
}

/** Gives the file as it is now a second name, which replaces an older file of that name. */
async function keepBefore(target: string, kept: string): Promise<void> {
  const temporary = temporaryName(kept);
  try {
    // Some file systems have no hard links.
    await link(target, temporary).catch(() => copyFile(target, temporary, constants.COPYFILE_FICLONE));
    await rename(temporary, kept);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

async function writeThrough(file: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    for await (const text of batches(pieces, WRITE)) await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
