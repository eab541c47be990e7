import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { StoreError } from './store-error.ts';
import type { Tables } from './tables.ts';

/**
 * The steps that bring a store to the shape of `Tables`, in the order of their names. A step that was released
 * is never changed; a new one gets a name that sorts last.
 */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-addresses-and-registrations': {
    async up(db) {
      await db.schema
        .createTable('addresses')
        .addColumn('key', 'text', (column) => column.primaryKey().notNull())
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('used_at', 'text', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('addresses_by_use').on('addresses').columns(['used_at', 'key']).execute();
      await db.schema
        .createTable('registrations')
        .addColumn('scope', 'text', (column) => column.primaryKey().notNull())
        .addColumn('hash', 'text', (column) => column.notNull())
        .execute();
    },
  },
  '0002-daily-posts': {
    async up(db) {
      await db.schema
        .createTable('daily_settings')
        .addColumn('guild_id', 'text', (column) => column.primaryKey().notNull())
        .addColumn('channel_id', 'text', (column) => column.notNull())
        .addColumn('channel_kind', 'text', (column) => column.notNull())
        .addColumn('time', 'text', (column) => column.notNull())
        .addColumn('zone', 'text', (column) => column.notNull())
        .addColumn('role_id', 'text')
        .addColumn('thread', 'integer', (column) => column.notNull())
        .addColumn('publish', 'integer', (column) => column.notNull())
        .addColumn('quiet_days', 'text', (column) => column.notNull())
        .addColumn('paused', 'integer', (column) => column.notNull())
        .addColumn('due_date', 'text')
        .addColumn('due_at', 'text')
        .addColumn('wake_at', 'text')
        .addColumn('trouble', 'text')
        .addColumn('trouble_at', 'text')
        .addColumn('trouble_told', 'integer', (column) => column.notNull())
        .addColumn('departed_at', 'text')
        .execute();
      await db.schema
        .createIndex('daily_settings_by_wake')
        .on('daily_settings')
        .columns(['wake_at'])
        .execute();
      await db.schema
        .createTable('daily_posts')
        .addColumn('guild_id', 'text', (column) => column.notNull())
        .addColumn('local_date', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('owner', 'text', (column) => column.notNull())
        .addColumn('lease_until', 'text', (column) => column.notNull())
        .addColumn('claimed_at', 'text', (column) => column.notNull())
        .addColumn('channel_id', 'text', (column) => column.notNull())
        .addColumn('channel_kind', 'text', (column) => column.notNull())
        .addColumn('record_id', 'text')
        .addColumn('message_id', 'text')
        .addColumn('thread_id', 'text')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addPrimaryKeyConstraint('daily_posts_key', ['guild_id', 'local_date'])
        .execute();
    },
  },
  '0003-claims-by-discord-ids': {
    async up(db) {
      await db.schema.alterTable('daily_posts').addColumn('after_message_id', 'text').execute();
      // Small, because few posts are under way at a time and few are ever missed.
      await sql`create index daily_posts_open on daily_posts (guild_id)
        where state in ('sending', 'unsent', 'posted', 'threaded')`.execute(db);
      await sql`create index daily_posts_missed on daily_posts (local_date)
        where state = 'skipped' and reason = 'late'`.execute(db);
    },
  },
};

/** Every table of a store. */
const TABLES = Object.keys({
  addresses: true,
  registrations: true,
  daily_settings: true,
  daily_posts: true,
} satisfies Record<keyof Tables, true>);

/** Tables in which kysely records the steps taken. */
const NOTES = ['kysely_migration', 'kysely_migration_lock'];

/**
 * Whether a file with these tables is a store or may become one: it has no tables, or has ours. The database of another
 * program has other tables.
 */
export function mayBeStore(tables: readonly string[]): boolean {
  const own = tables.filter((name) => !NOTES.includes(name) && !name.startsWith('sqlite_'));
  return own.length === 0 || (tables.includes('kysely_migration') && own.includes('addresses'));
}

/**
 * Brings a store to the shape that this program knows. A store that has this shape is left unchanged.
 * @throws {StoreError} when the store was written by a newer program, or has lost a table.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const unknown = (await stepsTaken(db)).filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new StoreError(
      `cannot be used: it was written by a newer Docent (this one does not know ${unknown.join(', ')}): ` +
        'run the newer version again, or restore the backup from before the upgrade',
    );
  }
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    // By code units, because the default depends on the machine's language.
    nameComparator: (a, b) => (a < b ? -1 : Number(a > b)),
  }).migrateToLatest();
  if (error) throw error;
  const tables = await db.introspection.getTables();
  const missing = TABLES.filter((name) => !tables.some((table) => table.name === name));
  if (missing.length > 0) {
    throw new StoreError(`cannot be used: its table ${missing.join(', ')} is missing: restore a backup`);
  }
}

async function stepsTaken(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map((row) => row.name);
}
