import { Kysely, SqliteDialect } from 'kysely';
import type { DailyStore } from '../../src/store/daily.ts';
import { openLibsqlDatabase } from '../../src/store/libsql-database.ts';
import { migrate } from '../../src/store/migrations.ts';
import { storeOver } from '../../src/store/store-over.ts';
import type { Tables } from '../../src/store/tables.ts';

/** The database of a world: the real queries over SQLite in memory, shared by all processes. */
export interface WorldDatabase {
  readonly daily: DailyStore;
  /** The earliest instant at which a setting is to be looked at, in milliseconds since 1970. */
  nextWake(): number | undefined;
  close(): Promise<void>;
}

/** An empty database with its tables. */
export async function openWorldDatabase(): Promise<WorldDatabase> {
  const database = openLibsqlDatabase(':memory:', 500);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  await migrate(db);
  const { daily, close } = storeOver({ db, close: () => db.destroy() }, undefined);
  const earliest = database.prepare('select min(wake_at) as wake from daily_settings');
  return {
    daily,
    close,
    nextWake() {
      const [row] = earliest.all([]) as { wake: string | null }[];
      return row?.wake ? Date.parse(row.wake) : undefined;
    },
  };
}
