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

/** Statements that write when they change any row; a pragma gives rows and changes none. */
const CHANGES = /^\s*(insert|update|delete)\b/i;

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

  function typed(error: unknown, ability: 'reading' | 'writing', sql: string): unknown {
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
  function answered<T>(sql: string, ask: () => T, changesIn: (answer: T) => number): T {
    const ability = abilityFor(sql);
    try {
      if (!database.inTransaction) {
        hasWritten = false;
        assertThere?.();
      }
      const answer = ask();
      if (ability === 'reading') outage?.worked('reading', sql);
      else if (CHANGES.test(sql) && changesIn(answer) > 0) hasWritten = true;
      if (hasWritten && !database.inTransaction) {
        // A file deleted before the commit has taken the change with it.
        assertThere?.();
        outage?.worked('writing', sql);
      }
      return answer;
    } catch (error) {
      throw typed(error, ability, sql);
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
    const statement = prepared(sql);
    const all = (parameters: readonly unknown[]) =>
      answered(
        sql,
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
          sql,
          () => (isRollback ? rollBack(() => run(parameters)) : run(parameters)),
          ({ changes }) => changes,
        ),
      // Read whole, because a statement that is shared must not be left half read.
      iterate: (parameters) => all(parameters)[Symbol.iterator](),
    };
  };

  function prepared(sql: string) {
    try {
      return database.prepare(sql);
    } catch (error) {
      throw typed(error, abilityFor(sql), sql);
    }
  }
}

function abilityFor(sql: string): 'reading' | 'writing' {
  return /^\s*(select|with)\b/i.test(sql) ? 'reading' : 'writing';
}
