import type { SqliteDatabase, SqliteStatement } from 'kysely';
import Database from 'libsql';
import { bindable } from './bindable.ts';
import { StoreUnavailable } from './store-error.ts';

/**
 * Prepared statements kept, by their text. libsql frees a statement only when the event loop turns after a
 * garbage collection (200,000 of them prepared in one go took 1 GB), and preparing costs four times the query.
 */
const STATEMENTS_KEPT = 256;

/**
 * A database file, held by this process alone until it is closed: WAL lets any number of processes in, an
 * exclusive lock one. Every commit is on the disk when it returns.
 * @param busyTimeout How long to wait for another process to let go of the file, in milliseconds.
 * @throws {Error} of libsql, with SQLite's result code in `code` where there is one.
 */
export function openLibsqlDatabase(file: string, busyTimeout: number): SqliteDatabase {
  const database = new Database(file, { timeout: busyTimeout });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    // Takes the lock, which the pragma alone does not, and finds out whether the file may be written.
    database.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const statement = statements.get(sql) ?? prepareStatement(database, sql);
      statements.delete(sql);
      statements.set(sql, statement);
      const [oldest] = statements.keys();
      if (statements.size > STATEMENTS_KEPT && oldest !== undefined) statements.delete(oldest);
      return statement;
    },
    close() {
      statements.clear();
      try {
        release(database);
      } finally {
        database.close();
      }
    },
  };
}

function prepareStatement(database: Database.Database, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  const all = (parameters: readonly unknown[]) => told(() => statement.all(parameters.map(bindable)));
  return {
    reader: statement.reader,
    all,
    run: (parameters) => told(() => statement.run(parameters.map(bindable))),
    // Read whole, because a statement that is shared must not be left half read.
    iterate: (parameters) => all(parameters)[Symbol.iterator](),
  };
}

/** What the disk refuses now it may take later. */
function told<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!/^SQLITE_(FULL|IOERR)/.test(code)) throw error;
    throw new StoreUnavailable('The disk does not take what is written', { cause: error });
  }
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
