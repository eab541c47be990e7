import type { SqliteStatement } from 'kysely';
import type Database from 'libsql';
import { bindable } from './bindable.ts';
import type { Outage } from './outage.ts';
import { sqliteTroubleOf, sqliteUnavailable } from './sqlite-failure.ts';
import { StoreUnavailable } from './store-error.ts';

/** Who is asked and told around each question to a database. */
export interface StatementDependencies {
  /** The file of the database, for sentences. */
  readonly file: string;
  /** Called before each question and after each commit; throws when the file is not where it was. */
  readonly assertThere?: (() => void) | undefined;
  readonly outage?: Outage | undefined;
}

/** What has to be known of a statement around each asking: found out once, for statements are asked again and again. */
interface Kind {
  readonly sql: string;
  readonly ability: 'reading' | 'writing';
  /** Whether it writes when it changes any row; a pragma gives rows and changes none. */
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
 * Prepares statements of a connection. What fails because of the file or its disk fails with `StoreUnavailable`, any
 * other failure with libsql's error.
 */
export function createStatements(
  database: Database.Database,
  { file, assertThere, outage }: StatementDependencies,
): (sql: string) => SqliteStatement {
  /** Whether the transaction under way has changed anything. */
  let hasWritten = false;

  function typed(error: unknown, { sql, ability }: Kind): unknown {
    // The file is not where it was: that is there again as soon as anything can be read.
    if (error instanceof StoreUnavailable) {
      outage?.failed(error, 'reading');
      return error;
    }
    const trouble = sqliteTroubleOf(error);
    if (!trouble) return error;
    const unavailable = sqliteUnavailable(trouble, error, file);
    // Damage lies in one place, and questions about another are answered.
    outage?.failed(unavailable, trouble === 'damaged' ? `question: ${sql}` : ability);
    return unavailable;
  }

  /** Asks, with a look at the file before every transaction and after every change that was committed. */
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
        // A file deleted before the commit has taken the change with it.
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
      // Read whole, because a statement that is shared must not be left half read.
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
