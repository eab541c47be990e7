import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StoreError } from './store-error.ts';

/** Bytes of a SQLite file's header (sqlite.org/fileformat2.html): a shorter file is not a database. */
const HEADER = 100;

/**
 * Makes the file of a store where there is none: whole under another name first, so that a process killed on the way
 * leaves no half store behind. What it leaves is deleted here by the next one.
 * @param make makes the file with its tables, closed when it settles.
 * @returns whether the file was made; false when it is there.
 * @throws {StoreError} when the file is there but holds nothing, or has been lost: starting empty would be silent loss.
 */
export async function makeStoreFile(path: string, make: (path: string) => Promise<void>): Promise<boolean> {
  if (isUsable(path)) return false;
  refuseIfLost(path);
  const folder = dirname(path);
  const prefix = `${basename(path)}.new-`;
  for (const name of readdirSync(folder))
    if (name.startsWith(prefix)) rmSync(join(folder, name), { force: true });
  const fresh = join(folder, `${prefix}${randomUUID()}`);
  try {
    await make(fresh);
    sync(fresh);
    putInPlace(fresh, path);
  } finally {
    rmSync(fresh, { force: true });
  }
  // Windows opens no folders, and keeps the new name by itself.
  if (process.platform !== 'win32') sync(folder);
  return true;
}

/** Whether there is a file that may be a store; nothing there may become one. */
function isUsable(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return false;
  // SQLite takes such a file for a new database.
  if (found.isFile() && found.size < HEADER) throw new StoreError(`is empty. ${RESTORE}`);
  return true;
}

const RESTORE = 'Restore a backup, or move the file away to start with an empty store';

/** What shows that there was a store, although its file is missing. */
function refuseIfLost(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) {
    throw new StoreError(
      'is a link to a file that is not there. Mount or restore that file, or delete the link',
    );
  }
  for (const log of [`${path}-wal`, `${path}-journal`]) {
    if (!((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 0)) continue;
    // SQLite would write the pages in it into a new file.
    throw new StoreError(
      `is missing, but its log ${log} is there. Restore the file beside it, or move the log away to start with an empty store`,
    );
  }
}

/** Gives a file its name, and never takes that of a file which another process has made meanwhile. */
function putInPlace(fresh: string, path: string): void {
  try {
    linkSync(fresh, path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    // Some file systems have no second names for a file.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES'].includes(code)) throw error;
    renameSync(fresh, path);
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
