import type { SqliteDatabase, SqliteStatement } from 'kysely';
import Database from 'libsql';
import { createCache } from '../cache.ts';
import { createStatements, type StatementDependencies } from './libsql-statements.ts';
import { sqliteTroubleOf } from './sqlite-failure.ts';
import { StoreUnavailable } from './store-error.ts';

/**
 * How many prepared statements are kept. libsql frees a statement only when the event loop turns after a
 * garbage collection (200,000 of them prepared in one go took 1 GB), and preparing costs four times the query.
 */
const STATEMENTS_KEPT = 256;

/** Options for opening a database file. */
export interface LibsqlOptions extends Omit<StatementDependencies, 'file'> {
  /** Gets the names of the tables before anything is written. When it throws, the file is left unchanged. */
  readonly inspect?: (tables: readonly string[]) => void;
  /**
   * `wal` unless given. `kept` leaves the kind of journal unchanged, so that reading changes no byte of the file.
   * `none` is for a file that is thrown away if the process ends: nothing is synced to the disk.
   */
  readonly journal?: 'wal' | 'kept' | 'none';
}

/** A database for kysely, whose log can be renewed. */
export interface LibsqlDatabase extends SqliteDatabase {
  /** Writes the log (`-wal`) into the database and begins a new one. Not possible inside a transaction: false. */
  renewLog(): boolean;
}

/**
 * Opens a database file, which no other process can use until it is closed: WAL alone would let several in, so the
 * file is locked exclusively. Every commit is on the disk when it returns.
 * @param busyTimeout How long to wait for another process to let go of the file, in milliseconds.
 * @throws {Error} of libsql, with SQLite's result code in `code` where there is one.
 */
export function openLibsqlDatabase(
  file: string,
  busyTimeout: number,
  options: LibsqlOptions = {},
): LibsqlDatabase {
  const database = new Database(file, { timeout: busyTimeout });
  try {
    begin(database, options);
  } catch (error) {
    unlockIfPossible(database);
    database.close();
    throw error;
  }
  const prepare = createStatements(database, { file, ...options });
  const statements = createCache<string, SqliteStatement>({ capacity: STATEMENTS_KEPT });
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known) return known;
      const statement = prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
    renewLog() {
      if (database.inTransaction) return false;
      database.exec('PRAGMA journal_mode = DELETE');
      database.exec('PRAGMA journal_mode = WAL');
      // The log is made by the first transaction, not by the pragma.
      database.exec('BEGIN IMMEDIATE; COMMIT');
      return true;
    },
    close() {
      statements.clear();
      try {
        // When another file is at the path now, leaving WAL would delete the log of that store.
        options.assertThere?.();
        release(database);
      } catch (error) {
        // The disk is full or unreachable. Everything committed is in the log beside the file.
        if (!(error instanceof StoreUnavailable) && !sqliteTroubleOf(error)) throw error;
      } finally {
        database.close();
      }
    },
  };
}

/** Locks the file, and checks that it is a database that may be written. */
function begin(database: Database.Database, { inspect, journal = 'wal' }: LibsqlOptions): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE');
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  inspect?.((tables as { name: string }[]).map(({ name }) => name));
  if (journal !== 'kept') database.exec(`PRAGMA journal_mode = ${journal === 'wal' ? 'WAL' : 'MEMORY'}`);
  database.exec(`PRAGMA synchronous = ${journal === 'none' ? 'OFF' : 'FULL'}`);
  // The pragma alone takes no lock.
  database.exec('BEGIN IMMEDIATE; COMMIT');
}

/**
 * Releases the lock, and leaves one plain file behind, without a log beside it. libsql's `close` alone does
 * neither while statements wait for the garbage collector. Leaving WAL comes first: a connection that entered it
 * exclusively cannot leave the exclusive lock before (SQLite, "Use of WAL Without Shared-Memory").
 */
function release(database: Database.Database): void {
  database.exec('PRAGMA journal_mode = DELETE');
  database.exec('PRAGMA locking_mode = NORMAL');
  // The first read releases the lock, not the pragma.
  database.exec('SELECT count(*) FROM sqlite_master');
}

/** Releases the lock on a file that could not be opened, as far as possible. */
function unlockIfPossible(database: Database.Database): void {
  try {
    database.exec('PRAGMA locking_mode = NORMAL');
    database.exec('SELECT count(*) FROM sqlite_master');
  } catch {
    // The caller gets the first error.
  }
}
