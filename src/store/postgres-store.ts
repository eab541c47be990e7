import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { migrate } from './migrations.ts';
import { type Ability, createOutage, type Outage } from './outage.ts';
import { DATABASE_AWAY, postgresUnavailable } from './postgres-failure.ts';
import type { Store } from './store.ts';
import { StoreError, StoreUnavailable } from './store-error.ts';
import { type OpenDatabase, storeOver } from './store-over.ts';
import type { Tables } from './tables.ts';

/** Connections to the database; more than the bot has queries under way at a time. */
const CONNECTIONS = 10;

/** How long a query waits for a connection, in milliseconds: about as long as a reader does. */
const CONNECT_WITHIN = 5000;

/** How long one statement may take, in milliseconds. */
const ANSWER_WITHIN = 10_000;

/**
 * The store in a PostgreSQL database, as `openPostgresDatabase` opens it.
 * @param options.databaseUrl `postgres://user:password@host:5432/database`
 */
export async function openPostgresStore(options: { readonly databaseUrl: string }): Promise<Store> {
  return storeOver(await openPostgresDatabase(options.databaseUrl));
}

/**
 * Opens a PostgreSQL database, which any number of processes may share. While the database is unavailable, queries fail
 * with `StoreUnavailable`; when it is back, they are answered again.
 * @throws {StoreError} when it cannot be reached, or was written by a newer program. The address is not in it.
 */
export async function openPostgresDatabase(databaseUrl: string): Promise<OpenDatabase> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN,
    query_timeout: ANSWER_WITHIN,
    application_name: 'docent',
  });
  // An idle connection broke. The next query gets another one.
  pool.on('error', () => undefined);
  const outage = createOutage();
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: withTypedErrors(pool, outage) }) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw asStoreError(error);
  }
  return {
    db,
    watch(watch) {
      outage.watch(watch);
      // A database may come back at any time, so it is never lost for good.
      return new Promise(() => undefined);
    },
    close: () => db.destroy(),
  };
}

/** The pool for kysely. It throws `StoreUnavailable` when the database or the connection is at fault. */
function withTypedErrors(pool: pg.Pool, outage: Outage): PostgresPool {
  const typed = (error: unknown, ability: Ability): unknown => {
    const unavailable = postgresUnavailable(error);
    if (unavailable) outage.failed(unavailable, ability);
    return unavailable ?? error;
  };
  return {
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw typed(error, 'reading');
      });
      // A broken connection must not end the process; its query fails anyway.
      if (client.listenerCount('error') === 0) client.on('error', () => undefined);
      let isBroken = false;
      const report = reporterFor(outage);
      const query = async (...asked: Parameters<pg.PoolClient['query']>) => {
        const [question] = asked as unknown[];
        try {
          const answer = (await client.query(...asked)) as unknown as pg.QueryResult;
          report(answer, textOf(question));
          return answer;
        } catch (error) {
          const told = typed(error, abilityFor(textOf(question), error));
          isBroken ||= told instanceof StoreUnavailable;
          throw told;
        }
      };
      return { query, release: () => client.release(isBroken) } as unknown as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

/** Reports to the outage what each answer on a connection proves. A change counts once it is committed. */
function reporterFor(outage: Outage): (answer: pg.QueryResult, question: string) => void {
  let isOpen = false;
  let hasWritten = false;
  return ({ command, rowCount }, question) => {
    if (command === 'BEGIN') {
      isOpen = true;
      hasWritten = false;
    } else if (command === 'SELECT') outage.worked('reading', question);
    else if (command === 'COMMIT') isOpen = false;
    else if (command === 'ROLLBACK') {
      isOpen = false;
      hasWritten = false;
    } else if ((rowCount ?? 0) > 0) hasWritten = true;
    if (isOpen || !hasWritten) return;
    hasWritten = false;
    outage.worked('writing', question);
  };
}

/** The text of one of kysely's queries. */
function textOf(question: unknown): string {
  return typeof question === 'string' ? question : ((question as { text?: string }).text ?? '');
}

/** The ability that a failed query needed. Class 42 is about a table or a right that the query needs. */
function abilityFor(text: string, error: unknown): Ability {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && code.startsWith('42')) return `query: ${text}`;
  return /^\s*(select|with|begin|start transaction)\b/i.test(text) ? 'reading' : 'writing';
}

/** Why the database cannot be opened, in a sentence for the host. */
function asStoreError(error: unknown): StoreError {
  const cause = error instanceof StoreUnavailable ? error.cause : error;
  const { code = '', message }: NodeJS.ErrnoException =
    cause instanceof Error ? cause : new Error(String(cause));
  if (code === '28P01' || code === '28000') {
    return new StoreError('The database of DATABASE_URL does not accept the user or the password in it.');
  }
  if (code === '3D000')
    return new StoreError('The database that DATABASE_URL names does not exist: create it.');
  if (code === '42501') {
    return new StoreError('The user in DATABASE_URL may not create tables: grant it CREATE on the schema.');
  }
  if (code === '42P07') {
    return new StoreError(
      'The database of DATABASE_URL has tables of another program with the names of ours: use a database of its own.',
    );
  }
  if (error instanceof StoreUnavailable) {
    if (error.message !== DATABASE_AWAY) return new StoreError(`${error.message}.`);
    return new StoreError(
      `The database of DATABASE_URL cannot be reached (${code || message}): start it, or correct the address.`,
    );
  }
  if (error instanceof StoreError) return new StoreError(`The database of DATABASE_URL ${message}.`);
  return new StoreError(`The database of DATABASE_URL cannot be used: ${message}`, { cause: error });
}
