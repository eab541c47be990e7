import type { SqliteDatabase, SqliteStatement } from 'kysely';
import Database from 'libsql';
import { createCache } from '../cache.ts';
import { createStatements, type StatementDependencies } from './libsql-statements.ts';
import { sqliteTroubleOf } from './sqlite-failure.ts';
import { StoreUnavailable } from './store-error.ts';

/**
 * Prepared statements kept, by their text. libsql frees a statement only when the event loop turns after a
 * garbage collection (200,000 of them prepared in one go took 1 GB), and preparing costs four times the query.
 */
const STATEMENTS_KEPT = 256;

/** How a database file is opened, and who is asked and told around each question. */
export interface LibsqlOptions extends Omit<StatementDependencies, 'file'> {
  /** Looks at the names of the tables before anything is written; what it throws leaves the file as it was. */
  readonly inspect?: (tables: readonly string[]) => void;
  /**
   * `wal` unless given. `kept` leaves the kind of journal as it is, so that reading alone changes no byte of the file.
   * `none` is for a file that is thrown away if the process ends: nothing is synced to the disk.
   */
  readonly journal?: 'wal' | 'kept' | 'none';
}

/** A database as kysely uses it, and what else there is to do with its files. */
export interface LibsqlDatabase extends SqliteDatabase {
  /** Writes the log (`-wal`) into the database and begins a new one. Not possible inside a transaction: false. */
  renewLog(): boolean;
}

/**
 * A database file, held by this process alone until it is closed: WAL lets any number of processes in, an
 * exclusive lock one. Every commit is on the disk when it returns.
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
    letGo(database);
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
        // What now lies at the path is not ours: leaving WAL would delete the log of another store.
        options.assertThere?.();
        release(database);
      } catch (error) {
        // A disk that is full or away: all that was committed is in the log beside the file.
        if (!(error instanceof StoreUnavailable) && !sqliteTroubleOf(error)) throw error;
      } finally {
        database.close();
      }
    },
  };
}

/** Takes the lock, and finds out whether the file is a database that may be written. */
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
 * Lets go of the lock, and leaves one plain file behind, without a log beside it. libsql's `close` alone does
 * neither while statements wait for the garbage collector. Leaving WAL comes first: a connection that entered it
 * exclusively cannot leave the exclusive lock before (SQLite, "Use of WAL Without Shared-Memory").
 */
function release(database: Database.Database): void {
  database.exec('PRAGMA journal_mode = DELETE');
  database.exec('PRAGMA locking_mode = NORMAL');
  // The lock is let go of by the first read, not by the pragma.
  database.exec('SELECT count(*) FROM sqlite_master');
}

/** Lets go of the lock on a file that could not be opened, as far as that is possible. */
function letGo(database: Database.Database): void {
  try {
    database.exec('PRAGMA locking_mode = NORMAL');
    database.exec('SELECT count(*) FROM sqlite_master');
  } catch {
    // What was wrong with the file is what the caller gets to know.
  }
}
