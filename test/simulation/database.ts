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
  /** Whether any post is under way, or was when its process died. */
  isAnyOpen(): boolean;
  /** Whether a subscription is due after an instant, or a date from this one on was skipped as late. */
  isAnyDueAfter(instant: Date): boolean;
  isAnyMissedSince(date: string): boolean;
  close(): Promise<void>;
}

/** An empty database with its tables. */
export async function openWorldDatabase(): Promise<WorldDatabase> {
  const database = openLibsqlDatabase(':memory:', 500);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  await migrate(db);
  const { daily, close } = storeOver({
    db,
    watch: () => new Promise(() => undefined),
    close: () => db.destroy(),
  });
  const first = (sql: string) => {
    const statement = database.prepare(sql);
    return (...given: readonly string[]) => (statement.all(given) as { found: string | null }[])[0]?.found;
  };
  const earliest = first('select min(wake_at) as found from daily_settings');
  const anyOpen = first(
    `select p.guild_id as found from daily_posts p join daily_settings s
      on s.guild_id = p.guild_id and s.due_date = p.local_date and s.wake_at is not null
      where p.state in ('sending', 'unsent', 'posted', 'threaded') limit 1`,
  );
  const anyDueAfter = first('select guild_id as found from daily_settings where due_at > ? limit 1');
  const anyMissed = first(
    "select guild_id as found from daily_posts where state = 'skipped' and reason = 'late' and local_date >= ? limit 1",
  );
  return {
    daily,
    close,
    nextWake() {
      const wake = earliest();
      return wake ? Date.parse(wake) : undefined;
    },
    isAnyOpen: () => anyOpen() !== undefined,
    isAnyDueAfter: (instant) => anyDueAfter(instant.toISOString()) !== undefined,
    isAnyMissedSince: (date) => anyMissed(date) !== undefined,
  };
}
