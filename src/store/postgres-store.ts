import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { AddressBounds } from './addresses.ts';
import { migrate } from './migrations.ts';
import type { Store } from './store.ts';
import { StoreError, StoreUnavailable } from './store-error.ts';
import { type OpenDatabase, storeOver } from './store-over.ts';
import type { Tables } from './tables.ts';

/** Connections to the database; more than the bot has questions under way at a time. */
const CONNECTIONS = 10;

/** How long to wait, in milliseconds, for a connection, also for one that others use: a reader's patience. */
const CONNECT_WITHIN = 5000;

/** How long one statement may take, in milliseconds. */
const ANSWER_WITHIN = 10_000;

/** Which PostgreSQL database, and how much of it to use. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:5432/database` */
  readonly databaseUrl: string;
  readonly addresses?: AddressBounds;
}

/** The store in a PostgreSQL database, as `openPostgresDatabase` opens it. */
export async function openPostgresStore({ databaseUrl, addresses }: PostgresStoreOptions): Promise<Store> {
  return storeOver(await openPostgresDatabase(databaseUrl), addresses);
}

/**
 * A PostgreSQL database, which any number of processes may share. When the database goes away
 * questions fail with `StoreUnavailable`; when it is back they are answered again.
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
  // A connection that breaks while it is idle; the next question gets another one.
  pool.on('error', () => undefined);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: withTypedErrors(pool) }) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw asStoreError(error);
  }
  return { db, close: () => db.destroy() };
}

/** The pool as kysely sees it, whose failures to reach the database are told apart from all others. */
function withTypedErrors(pool: pg.Pool): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect().catch(rethrown);
      // A client whose connection breaks must not end the process; its question fails by itself.
      if (client.listenerCount('error') === 0) client.on('error', () => undefined);
      let broken = false;
      const query = (...asked: Parameters<pg.PoolClient['query']>) =>
        (client.query(...asked) as unknown as Promise<unknown>).catch((error: unknown) => {
          broken ||= isUnavailable(error);
          return rethrown(error);
        });
      return { query, release: () => client.release(broken) } as PostgresPoolClient;
    },
    end: () => pool.end(),
  };
}

function rethrown(error: unknown): never {
  if (!isUnavailable(error)) throw error;
  throw new StoreUnavailable('The database does not answer', { cause: error });
}

/**
 * Whether an error says that the database is not there now: of the socket (`ECONNREFUSED`), of the driver, which
 * gives no code, or of PostgreSQL: class 08 (connection), 53 (out of resources), 57P (shutting down or starting).
 */
function isUnavailable(error: unknown): boolean {
  const { code = '', message }: NodeJS.ErrnoException =
    error instanceof Error ? error : new Error(String(error));
  return (
    /^(E[A-Z]{4,}|08\w{3}|53\w{3}|57P\w\w|25006)$/.test(code) ||
    /connection terminated|timeout exceeded|read timeout|client was closed|not queryable|Cannot use a pool/i.test(
      message,
    )
  );
}

function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreUnavailable) {
    const { code = '', message = '' } = (error.cause ?? {}) as NodeJS.ErrnoException;
    return new StoreError(
      `The database of DATABASE_URL cannot be reached (${code || message}): start it, or correct the address.`,
    );
  }
  const { code, message }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  if (code === '28P01' || code === '28000') {
    return new StoreError('The database of DATABASE_URL does not accept the user or the password in it.');
  }
  if (code === '3D000')
    return new StoreError('The database that DATABASE_URL names does not exist: create it.');
  if (code === '42501') {
    return new StoreError('The user in DATABASE_URL may not create tables: grant it CREATE on the schema.');
  }
  if (error instanceof StoreError)
    return new StoreError(`The database of DATABASE_URL cannot be used: ${message}.`);
  return new StoreError(`The database of DATABASE_URL cannot be used: ${message}`, { cause: error });
}
