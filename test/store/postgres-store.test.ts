import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { openPostgresStore } from '../../src/store/postgres-store.ts';
import { StoreError, StoreUnavailable } from '../../src/store/store-error.ts';
import { type RunningPostgres, runPostgres } from '../support/running-postgres.ts';

const now = new Date('2026-01-01T00:00:00Z');

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await runPostgres();
});
afterAll(() => postgres.close());

async function asked(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}

describe('the PostgreSQL store', () => {
  test('may be opened by several processes at once, the first time too', async () => {
    const databaseUrl = await postgres.database();
    const stores = await Promise.all(
      Array.from({ length: 6 }, () => openStore({ dataDir: '', databaseUrl })),
    );
    onTestFinished(() => Promise.all(stores.map((store) => store.close())).then(() => undefined));
    const keys = await Promise.all(
      stores.map((store) => store.addresses.keep(['search?query=b', 'search?query=a'], now)),
    );
    expect(new Set(keys.map(String)).size).toBe(1);
  });

  test('fails by type while the database is away, and answers when it is back', async () => {
    const store = await openPostgresStore({ databaseUrl: await postgres.database() });
    onTestFinished(() => store.close());
    await store.registrations.remember('all', 'one');
    await postgres.stop();
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(store.registrations.hash('all')).rejects.toThrow(StoreUnavailable);
      await expect(store.daily.due(now, 1)).rejects.toThrow(StoreUnavailable);
    }
    await expect(store.addresses.keep(['search?query=a'], now)).rejects.toThrow(StoreUnavailable);
    await postgres.start();
    expect(await store.registrations.hash('all')).toBe('one');
  });

  test('refuses a database written by a newer program', async () => {
    const databaseUrl = await postgres.database();
    await (await openPostgresStore({ databaseUrl })).close();
    await asked(databaseUrl, "INSERT INTO kysely_migration VALUES ('9999-future', '2030-01-01')");
    await expect(openPostgresStore({ databaseUrl })).rejects.toThrow(/newer Docent.*9999-future/);
  });

  test.each([
    ['no server', (url: string) => url.replace(/:\d+\//, ':9/'), /cannot be reached \(ECONNREFUSED\)/],
    ['no such database', (url: string) => url.replace(/docent_\d+$/, 'none'), /does not exist: create it/],
    ['a wrong password', (url: string) => url.replace(':docent@', ':secret@'), /user or the password/],
  ])('%s is said without the address', async (_, wrong, message) => {
    const databaseUrl = wrong(await postgres.database());
    const opening = openPostgresStore({ databaseUrl });
    await expect(opening).rejects.toThrow(StoreError);
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.not.toThrow(/secret|127\.0\.0\.1/);
  });
});
