import type { SqliteStatement } from 'kysely';
import type Database from 'libsql';
import { bindable } from './bindable.ts';
import type { Outage } from './outage.ts';
import { sqliteTroubleOf, sqliteUnavailable } from './sqlite-failure.ts';
import { StoreUnavailable } from './store-error.ts';

/** Dependencies of statements. */
export interface StatementDependencies {
  /** The file of the database, named in error messages. */
  readonly file: string;
  /** Called before each transaction and after each commit; throws when the file is no longer at its path. */
  readonly assertThere?: (() => void) | undefined;
  readonly outage?: Outage | undefined;
}

/** What a statement does. It is worked out once, because a statement runs again and again. */
interface Kind {
  readonly sql: string;
  readonly ability: 'reading' | 'writing';
  /** Whether it can change rows. A pragma gives rows but changes none. */
  readonly changes: boolean;
}

function kindOf(sql: string): Kind {
  return {
    sql,
    ability: /^\s*(select|with)\b/i.test(sql) ? 'reading' : 'writing',
    changes: /^\s*(insert|update|delete)\b/i.test(sql),
  };
}

/**
 * Prepares the statements of a connection. They throw `StoreUnavailable` when the file or its disk is at fault, and
 * libsql's error otherwise.
 */
export function createStatements(
  database: Database.Database,
  { file, assertThere, outage }: StatementDependencies,
): (sql: string) => SqliteStatement {
  /** Whether the transaction under way has changed anything. */
  let hasWritten = false;

  function typed(error: unknown, { sql, ability }: Kind): unknown {
    // The file is no longer at its path. It is back as soon as anything can be read.
    if (error instanceof StoreUnavailable) {
      outage?.failed(error, 'reading');
      return error;
    }
    const trouble = sqliteTroubleOf(error);
    if (!trouble) return error;
    const unavailable = sqliteUnavailable(trouble, error, file);
    // Only one page may be damaged, and other queries still work.
    outage?.failed(unavailable, trouble === 'damaged' ? `query: ${sql}` : ability);
    return unavailable;
  }

  /** Runs a statement. The file is checked before every transaction and after every committed change. */
  function answered<T>(kind: Kind, ask: () => T, changesIn: (answer: T) => number): T {
    try {
      if (!database.inTransaction) {
        hasWritten = false;
        assertThere?.();
      }
      const answer = ask();
      if (kind.ability === 'reading') outage?.worked('reading', kind.sql);
      else if (kind.changes && changesIn(answer) > 0) hasWritten = true;
      if (hasWritten && !database.inTransaction) {
        // When the file was deleted before the commit, the change is lost.
        assertThere?.();
        outage?.worked('writing', kind.sql);
      }
      return answer;
    } catch (error) {
      throw typed(error, kind);
    }
  }

  function rollBack(run: () => { changes: number }) {
    // After some failures, a full disk among them, SQLite has rolled back by itself (sqlite.org/lang_transaction.html).
    // A second rollback would fail, with an error that hides the first.
    hasWritten = false;
    if (database.inTransaction) run();
    return { changes: 0, lastInsertRowid: 0 };
  }

  return (sql) => {
    const kind = kindOf(sql);
    const statement = prepared(kind);
    const all = (parameters: readonly unknown[]) =>
      answered(
        kind,
        () => statement.all(parameters.map(bindable)),
        (rows) => rows.length,
      );
    const run = (parameters: readonly unknown[]) => statement.run(parameters.map(bindable));
    const isRollback = /^rollback$/i.test(sql);
    return {
      reader: statement.reader,
      all,
      run: (parameters) =>
        answered(
          kind,
          () => (isRollback ? rollBack(() => run(parameters)) : run(parameters)),
          ({ changes }) => changes,
        ),
      // All rows are read at once, because a shared statement must not be left half read.
      iterate: (parameters) => all(parameters)[Symbol.iterator](),
    };
  };

  function prepared(kind: Kind) {
    try {
      return database.prepare(kind.sql);
    } catch (error) {
      throw typed(error, kind);
    }
  }
}
