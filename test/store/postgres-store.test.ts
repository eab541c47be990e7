import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { openPostgresStore } from '../../src/store/postgres-store.ts';
import { StoreError, StoreUnavailable } from '../../src/store/store-error.ts';
import { type RunningPostgres, runPostgres } from '../support/running-postgres.ts';
import { testClock } from '../support/test-clock.ts';

const now = new Date('2026-01-01T00:00:00Z');

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await runPostgres();
});
afterAll(() => postgres.close());

async function asked(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
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
    ['no such database', (url: string) => url.replace(/docent_\w+$/, 'none'), /does not exist: create it/],
    ['a wrong password', (url: string) => url.replace(':docent@', ':secret@'), /user or the password/],
  ])('%s is said without the address', async (_, wrong, message) => {
    const databaseUrl = wrong(await postgres.database());
    const opening = openPostgresStore({ databaseUrl });
    await expect(opening).rejects.toThrow(StoreError);
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.not.toThrow(/secret|127\.0\.0\.1/);
  });
});

/** A store of its own, what it has told, and how to ask its database something beside it. */
async function watchedStore() {
  const databaseUrl = await postgres.database();
  const store = await openPostgresStore({ databaseUrl });
  onTestFinished(() => store.close());
  const told: string[] = [];
  void store.watch({
    clock: testClock(now),
    onMade: () => undefined,
    onAway: ({ message }) => told.push(message),
    onBack: () => told.push('back'),
  });
  const [, name = ''] = /(docent_\w+)$/.exec(databaseUrl) ?? [];
  return { store, told, name, ask: (sql: string) => asked(databaseUrl, sql), databaseUrl };
}

/** Lets every change of a table end as PostgreSQL says that it ended. */
const raising = (table: string, code: string) => `
  CREATE FUNCTION raise() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'postgres://docent:secret@10.0.0.1/x' USING ERRCODE = '${code}'; END $$;
  CREATE TRIGGER raise BEFORE INSERT OR UPDATE ON ${table} EXECUTE FUNCTION raise()`;

describe('what the database refuses to write', () => {
  test.each([
    ['53100', /disk of the database is full: make room/],
    ['53200', /out of resources/],
    ['53300', /no free connection: raise max_connections/],
    ['57014', /too busy to answer in time/],
    ['40P01', /too busy to answer in time/],
    ['58030', /disk of the database is failing/],
    ['XX001', /files are damaged/],
    ['42501', /not allowed to use the tables/],
  ])('%s: is away, said once, and is back when it can be written', async (code, sentence) => {
    const { store, told, ask } = await watchedStore();
    await ask(raising('registrations', code));
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(store.registrations.remember('all', 'one')).rejects.toThrow(StoreUnavailable);
      // It can still be read, which is not taken for being back.
      expect(await store.registrations.hash('all')).toBeUndefined();
    }
    expect(told).toEqual([expect.stringMatching(sentence)]);
    expect(told.join()).not.toMatch(/secret|10\.0\.0\.1/);
    await ask('DROP TRIGGER raise ON registrations');
    await store.registrations.remember('all', 'one');
    expect(told).toEqual([expect.stringMatching(sentence), 'back']);
  });

  test('a mistake in a question is not taken for an outage', async () => {
    const { store, told, ask } = await watchedStore();
    await ask(raising('registrations', '23505'));
    const failure = await store.registrations.remember('all', 'one').catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(StoreUnavailable);
    expect(told).toEqual([]);
  });
});

describe('a database that changes under the store', () => {
  test('becomes read-only, and writable again', async () => {
    const { store, told, name, ask } = await watchedStore();
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`;
    await ask(`ALTER DATABASE ${name} SET default_transaction_read_only = on; ${cut}`);
    const readOnly = 'The database accepts no writes because it is read-only or a standby';
    await expect(store.registrations.remember('all', 'one')).rejects.toThrow(StoreUnavailable);
    await expect(store.registrations.remember('all', 'one')).rejects.toThrow(readOnly);
    expect(await store.registrations.hash('all')).toBeUndefined();
    await ask(
      `SET TRANSACTION READ WRITE; ALTER DATABASE ${name} RESET default_transaction_read_only; ${cut}`,
    );
    await store.registrations.remember('all', 'one').catch(() => store.registrations.remember('all', 'one'));
    expect(told.at(-1)).toBe('back');
    expect(told.filter((message) => message === readOnly)).toHaveLength(1);
  });

  test('loses a table, and has it again', async () => {
    const { store, told, ask } = await watchedStore();
    await ask('ALTER TABLE daily_posts RENAME TO moved');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(store.daily.posts('1', 5)).rejects.toThrow(StoreUnavailable);
      // Other tables are there, which is not taken for being back.
      expect(await store.daily.due(now, 5)).toEqual([]);
      await store.registrations.remember('all', `${attempt}`);
    }
    const lost = 'Tables or columns of Docent are missing from the database: restore a backup';
    expect(told).toEqual([lost]);
    await ask('ALTER TABLE moved RENAME TO daily_posts');
    expect(await store.daily.posts('1', 5)).toEqual([]);
    expect(told).toEqual([lost, 'back']);
  });

  test('lets nobody in any more', async () => {
    const { databaseUrl, ask } = await watchedStore();
    const address = databaseUrl.replace('docent:docent@', 'guest:guest@');
    await ask(
      "CREATE ROLE guest LOGIN PASSWORD 'guest' CONNECTION LIMIT 1; GRANT ALL ON SCHEMA public TO guest",
    );
    await ask('GRANT ALL ON ALL TABLES IN SCHEMA public TO guest');
    const store = await openPostgresStore({ databaseUrl: address });
    onTestFinished(() => store.close());
    // Both need a connection at the same moment, and there is one.
    const answers = await Promise.allSettled([
      store.daily.forget(now, '2020-01-01'),
      store.registrations.hash('all'),
    ]);
    const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(failures).toEqual([expect.any(StoreUnavailable)]);
    expect(failures[0]).toMatchObject({ message: expect.stringContaining('no free connection') });
    await ask("ALTER ROLE guest PASSWORD 'another' CONNECTION LIMIT 9");
    await expect(openPostgresStore({ databaseUrl: address })).rejects.toThrow(/user or the password/);
  });
});
