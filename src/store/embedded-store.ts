import { lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Dialect, Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect } from 'kysely';
import { openLibsqlDatabase } from './libsql-database.ts';
import { untilLost } from './lost-store.ts';
import { mayBeStore, migrate } from './migrations.ts';
import { makeStoreFile } from './new-store-file.ts';
import { createOutage } from './outage.ts';
import { lockPath, type PathLock } from './path-lock.ts';
import { sqliteTroubleOf } from './sqlite-failure.ts';
import type { Store } from './store.ts';
import { StoreError, StoreInUseError, StoreUnavailable } from './store-error.ts';
import { storeFile } from './store-file.ts';
import { type OpenDatabase, storeOver } from './store-over.ts';
import type { Tables } from './tables.ts';

/** The file of the embedded store inside its folder. */
export const STORE_FILE = 'docent.db';

/** In milliseconds: long enough for another process to finish closing, short enough to report it at once. */
const BUSY_TIMEOUT = 500;

/**
 * The store in one file of this machine, as `openEmbeddedDatabase` opens it.
 * @param options.dataDir The folder of the file; it is made when it is not there.
 */
export async function openEmbeddedStore(options: { readonly dataDir: string }): Promise<Store> {
  return storeOver(await openEmbeddedDatabase(options.dataDir));
}

/**
 * Opens the database in `docent.db`, which no other process can use until it is closed. While it is open, nothing else in
 * this process may open that file, not even to read it, because POSIX drops a process's locks on a file as soon as the
 * process closes any of its descriptors.
 * @param onlyReads Whether nothing will be written. A store that needs no migration then keeps every byte.
 * @throws {StoreInUseError} when another process uses it.
 * @throws {StoreError} when it cannot be written or read, is no store, or was written by a newer program.
 */
export async function openEmbeddedDatabase(
  dataDir: string,
  { onlyReads = false } = {},
): Promise<OpenDatabase> {
  const path = join(dataDir, STORE_FILE);
  const locks: PathLock[] = [];
  const release = () => Promise.all(locks.map((lock) => lock.release()));
  try {
    await hold(resolve(dataDir), locks);
    refuseUnlessFolder(dataDir);
    mkdirSync(dataDir, { recursive: true });
    // The same folder may have another name too. A link may become a folder when the folder is made again.
    const real = realpathSync.native(dataDir);
    if (real !== resolve(dataDir)) await hold(real, locks);
    const isNew = await makeStoreFile(path, makeTables);
    const database = await openFile(path, onlyReads);
    return {
      db: database.db,
      watch: (watch) => {
        if (isNew) watch.onMade(path);
        return database.watch(watch);
      },
      close: () => database.close().finally(release),
    };
  } catch (error) {
    await release();
    throw asStoreError(error, path, dataDir);
  }
}

async function hold(path: string, locks: PathLock[]): Promise<void> {
  const lock = await lockPath(path);
  if (!lock) throw new HeldError();
  locks.push(lock);
}

/** The path is locked already. */
class HeldError extends Error {}

async function openFile(path: string, onlyReads: boolean): Promise<OpenDatabase> {
  const outage = createOutage();
  const file = storeFile(path);
  const { assertThere } = file;
  const database = openLibsqlDatabase(path, BUSY_TIMEOUT, {
    ...{ assertThere, outage, journal: onlyReads ? 'kept' : 'wal' },
    inspect(tables) {
      if (!mayBeStore(tables)) throw new StoreError(NOT_OURS);
    },
  });
  const closing = new AbortController();
  try {
    const db = kyselyOver(database);
    await migrate(db);
    return {
      db,
      watch(watch) {
        outage.watch(watch);
        return untilLost({ database, file, path, outage, clock: watch.clock, over: closing.signal });
      },
      async close() {
        closing.abort();
        // The connection is free only between transactions; `destroy` alone would break one off.
        await db.connection().execute(async () => undefined);
        await db.destroy();
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Makes the tables in a new file that no other process uses yet. */
async function makeTables(path: string): Promise<void> {
  const db = kyselyOver(openLibsqlDatabase(path, 0, { journal: 'none' }));
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

function kyselyOver(database: SqliteDatabase): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: embeddedDialect(database) });
}

/** SQLite rolls back changes of tables with their transaction, but kysely's own dialect does not use that. */
function embeddedDialect(database: SqliteDatabase): Dialect {
  const sqlite = new SqliteDialect({ database });
  return {
    createDriver: () => sqlite.createDriver(),
    createQueryCompiler: () => sqlite.createQueryCompiler(),
    createIntrospector: (db) => sqlite.createIntrospector(db),
    createAdapter: () =>
      new (class extends SqliteAdapter {
        override get supportsTransactionalDdl() {
          return true;
        }
      })(),
  };
}

/** Why a path cannot be a folder for a store: a file is there, or a link that leads nowhere. */
function refuseUnlessFolder(dataDir: string): void {
  const found = lstatSync(dataDir, { throwIfNoEntry: false });
  if (!found) return;
  const target = statSync(dataDir, { throwIfNoEntry: false });
  if (target?.isDirectory()) return;
  const what = target
    ? `${dataDir} is not a folder. Move it away`
    : `${dataDir} is a link to a folder that is not there. Make or mount that folder`;
  throw new StoreError(`cannot be written: ${what}, or set DATA_DIR to another folder`);
}

const NOT_OURS =
  'is a database of another program. Move it away to start with an empty store, or set DATA_DIR to another folder';

function asStoreError(error: unknown, file: string, dataDir: string): StoreError {
  const cause = error instanceof StoreUnavailable ? error.cause : error;
  if (cause instanceof StoreError) return new StoreError(`The store ${file} ${cause.message}.`);
  const trouble = cause instanceof HeldError ? 'busy' : sqliteTroubleOf(cause);
  if (trouble === undefined) {
    return new StoreError(`The store ${file} cannot be opened: ${messageOf(cause)}`, { cause: error });
  }
  const sentences = {
    busy: `Another Docent uses ${file}: stop it, or set DATA_DIR to another folder.`,
    damaged: `The store ${file} is damaged or is not a Docent store. Restore a backup, or move the file away to start empty.`,
    full: `The disk that holds the store ${file} is full: make room on it, or set DATA_DIR to another folder.`,
    refused: `The store ${file} cannot be written: let this user write the folder ${dataDir}, or set DATA_DIR to another.`,
    failing: `The disk that holds the store ${file} fails (${messageOf(cause)}): check the disk, or set DATA_DIR to another folder.`,
  };
  const sentence = sentences[trouble];
  return trouble === 'busy' ? new StoreInUseError(sentence) : new StoreError(sentence);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
