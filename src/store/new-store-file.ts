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
 * Makes the file of a store where there is none. It is completed under another name first, so that a killed process
 * leaves no half-made store behind. The next process deletes what was left.
 * @param make makes the file with its tables, and has closed it when it settles.
 * @returns whether the file was made; false when it exists.
 * @throws {StoreError} when the file exists but is empty, or was lost. Starting with an empty store would hide the loss.
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
  // Windows cannot open folders, and stores the new name by itself.
  if (process.platform !== 'win32') sync(folder);
  return true;
}

/** Whether there is a file that may be a store. */
function isUsable(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return false;
  // SQLite would treat such a file as a new database.
  if (found.isFile() && found.size < HEADER) throw new StoreError(`is empty. ${RESTORE}`);
  return true;
}

const RESTORE = 'Restore a backup, or move the file away to start with an empty store';

/** Refuses to make a store where there are signs that one existed, although its file is missing. */
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

/** Gives a file its name, unless another process has made a file with that name meanwhile. */
function putInPlace(fresh: string, path: string): void {
  try {
    linkSync(fresh, path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    // Some file systems have no hard links.
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
