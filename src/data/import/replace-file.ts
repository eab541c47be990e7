import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Puts a text in the place of a file, or makes the file: whatever happens, even the power going, the file is
 * either what it was or the whole of the new text. The text is on the disk when this settles. Where the file is a
 * link, the link stays and the file that it leads to is replaced.
 * @throws {Error} of the file system; nothing half written is left.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    await writeThrough(temporary, text);
    await rename(temporary, target);
  } catch (error) {
    // Why the writing failed is what the caller gets to know, not why the rest of it cannot be deleted.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  // Windows opens no folders, and keeps the renaming by itself.
  if (process.platform !== 'win32') await syncFolder(folder);
}

async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text, 'utf8');
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
