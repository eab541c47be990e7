import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect } from 'kysely';
import type { AddressBounds } from './addresses.ts';
import { openLibsqlDatabase } from './libsql-database.ts';
import { migrate } from './migrations.ts';
import type { Store } from './store.ts';
import { StoreError, StoreInUseError } from './store-error.ts';
import { type OpenDatabase, storeOver } from './store-over.ts';
import type { Tables } from './tables.ts';

/** The file of the embedded store inside its folder. */
export const STORE_FILE = 'docent.db';

/** Long enough for another process to finish closing, short enough to say so at once. */
const BUSY_TIMEOUT = 500;

/** Where the embedded store is, and how much it keeps. */
export interface EmbeddedStoreOptions {
  /** The folder, made when it is not there. */
  readonly dataDir: string;
  readonly addresses?: AddressBounds;
}

/** The store in one file of this machine, as `openEmbeddedDatabase` opens it. */
export async function openEmbeddedStore({ dataDir, addresses }: EmbeddedStoreOptions): Promise<Store> {
  return storeOver(await openEmbeddedDatabase(dataDir), addresses);
}

/**
 * The database in one file of this machine, `docent.db`, held by this process alone until it is closed, or until
 * nothing refers to it any more: libsql then closes it. While it is open nothing else in this process may open that
 * file, not even to read it: POSIX drops a process's locks on a file as soon as it closes any of its descriptors.
 * @throws {StoreInUseError} when another process holds it.
 * @throws {StoreError} when it cannot be written or read, or was written by a newer program.
 */
export async function openEmbeddedDatabase(dataDir: string): Promise<OpenDatabase> {
  const file = join(dataDir, STORE_FILE);
  let database: SqliteDatabase | undefined;
  try {
    mkdirSync(dataDir, { recursive: true });
    database = openLibsqlDatabase(file, BUSY_TIMEOUT);
    const db = new Kysely<Tables>({ dialect: embeddedDialect(database) });
    await migrate(db);
    return {
      db,
      // The connection is to be had only between transactions; `destroy` alone would cut one off.
      close: () =>
        db
          .connection()
          .execute(async () => undefined)
          .then(() => db.destroy()),
    };
  } catch (error) {
    database?.close();
    throw asStoreError(error, file, dataDir);
  }
}

/** SQLite takes changes of tables back with a transaction; kysely's own dialect does not use that. */
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

function asStoreError(error: unknown, file: string, dataDir: string): StoreError {
  const { code = '', message }: NodeJS.ErrnoException =
    error instanceof Error ? error : new Error(String(error));
  if (error instanceof StoreError) return new StoreError(`The store ${file} cannot be used: ${message}.`);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new StoreInUseError(`Another Docent uses ${file}: stop it, or set DATA_DIR to another folder.`);
  }
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) {
    return new StoreError(
      `The store ${file} is damaged, or no store at all: bring back a copy, or move it away to begin anew.`,
    );
  }
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC') {
    return new StoreError(`The disk that holds the store ${file} is full: make room on it, or set DATA_DIR.`);
  }
  if (isRefusedByTheDisk(code, message)) {
    return new StoreError(
      `The store ${file} cannot be written: let this user write the folder ${dataDir}, or set DATA_DIR to another.`,
    );
  }
  return new StoreError(`The store ${file} cannot be opened: ${message}`, { cause: error });
}

/** libsql gives a failure to open a file no code, only SQLite's number (14, SQLITE_CANTOPEN) in its message. */
function isRefusedByTheDisk(code: string, message: string): boolean {
  return (
    /^(E[A-Z]+|SQLITE_(READONLY|CANTOPEN|PERM).*)$/.test(code) || /ConnectionFailed\(.*: 14"\)/s.test(message)
  );
}
