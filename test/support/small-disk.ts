import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../src/store/tables.ts';

/** A disk below an embedded store that has only as much room as a test leaves it. */
export interface SmallDisk {
  /** From now on the disk has no room for any change. */
  fill(): Promise<void>;
  /** There is room again. */
  makeRoom(): Promise<void>;
}

/**
 * Lets SQLite itself refuse: every change of these tables also needs several pages, and the file may not grow. What fails
 * is a real SQLITE_FULL.
 */
export async function smallDisk(db: Kysely<Tables>): Promise<SmallDisk> {
  await sql`CREATE TABLE ballast (bytes)`.execute(db);
  for (const table of ['addresses', 'registrations', 'daily_settings', 'daily_posts']) {
    for (const change of ['INSERT', 'UPDATE', 'DELETE']) {
      await sql`CREATE TEMP TRIGGER ${sql.ref(`${table}_${change}`)} BEFORE ${sql.raw(change)} ON ${sql.table(table)}
        BEGIN INSERT INTO ballast VALUES (zeroblob(20000)); END`.execute(db);
    }
  }
  const mayGrowTo = (pages: number) => sql`PRAGMA max_page_count = ${sql.raw(String(pages))}`.execute(db);
  return {
    // SQLite does not go below what the file has already.
    fill: () => mayGrowTo(1).then(() => undefined),
    makeRoom: () => mayGrowTo(1_000_000).then(() => undefined),
  };
}
