import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely, Transaction } from 'kysely';
import { openEmbeddedDatabase, STORE_FILE } from './embedded-store.ts';
import { openPostgresDatabase } from './postgres-store.ts';
import { StoreError, StoreUnavailable } from './store-error.ts';
import type { Tables } from './tables.ts';

/** Every table, with the columns that order its rows. */
const TABLES = {
  addresses: ['key'],
  registrations: ['scope'],
  daily_settings: ['guild_id'],
  daily_posts: ['guild_id', 'local_date'],
} as const satisfies { readonly [T in keyof Tables]: readonly (keyof Tables[T])[] };

type TableName = keyof Tables;

/** How many rows one statement writes. */
const BATCH = 500;

/** How many rows of each table were copied. */
export type Copied = Readonly<Record<TableName, number>>;

/**
 * Copies the embedded store in a folder into an empty PostgreSQL database, all of it or nothing. No process may use the
 * embedded store, which is left unchanged.
 * @throws {StoreError} when one of them cannot be used or becomes unavailable, or the database is not empty.
 */
export async function copyStore(dataDir: string, databaseUrl: string): Promise<Copied> {
  const file = join(dataDir, STORE_FILE);
  if (!existsSync(file))
    throw new StoreError(`There is no store ${file} to copy: set DATA_DIR to its folder.`);
  const from = await openEmbeddedDatabase(dataDir, { onlyReads: true });
  try {
    const to = await openPostgresDatabase(databaseUrl);
    try {
      return await copyAll(from.db, to.db, file);
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function copyAll(from: Kysely<Tables>, to: Kysely<Tables>, file: string): Promise<Copied> {
  const copied = { addresses: 0, registrations: 0, daily_settings: 0, daily_posts: 0 };
  let isRead = false;
  try {
    await to.transaction().execute(async (transaction) => {
      await refuseUnlessEmpty(transaction);
      for (const table of Object.keys(TABLES) as TableName[]) {
        copied[table] = await copyTable(from, transaction, table);
      }
      isRead = true;
    });
    return copied;
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    // When the connection is lost during the commit, the commit may have succeeded.
    const outcome = isRead
      ? 'Run the command again: if it then says that the database is not empty, the copy is complete'
      : 'Nothing was copied: solve the problem, then run the command again';
    throw new StoreError(
      `The copy was interrupted. ${error.message}. ${outcome}. The store ${file} is unchanged.`,
      {
        cause: error,
      },
    );
  }
}

async function refuseUnlessEmpty(to: Transaction<Tables>): Promise<void> {
  for (const table of Object.keys(TABLES) as TableName[]) {
    const row = await to.selectFrom(table).selectAll().limit(1).executeTakeFirst();
    if (row) {
      throw new StoreError(
        `The database is not empty (it has ${table.replace('_', ' ')}): copy into an empty one.`,
      );
    }
  }
}

async function copyTable(from: Kysely<Tables>, to: Transaction<Tables>, table: TableName): Promise<number> {
  let ordered = from.selectFrom(table).selectAll();
  for (const column of TABLES[table]) ordered = ordered.orderBy(column as never);
  for (let copied = 0; ; ) {
    const rows = await ordered.limit(BATCH).offset(copied).execute();
    if (rows.length > 0) await to.insertInto(table).values(rows).execute();
    copied += rows.length;
    if (rows.length < BATCH) return copied;
  }
}
