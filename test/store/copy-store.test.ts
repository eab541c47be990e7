import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyStore } from '../../src/store/copy-store.ts';
import { openEmbeddedStore, STORE_FILE } from '../../src/store/embedded-store.ts';
import { openPostgresStore } from '../../src/store/postgres-store.ts';
import { docent } from '../support/cli.ts';
import { newDatabase } from '../support/new-database.ts';
import { makeFolder, removeFolder, temporaryFolder } from '../support/temporary-folder.ts';

const now = new Date('2026-03-10T09:00:00Z');
const SERVERS = 600;

let folder: string;
let original: Awaited<ReturnType<typeof fill>>;
beforeAll(async () => {
  folder = makeFolder();
  original = await fill(folder);
});
afterAll(() => removeFolder(folder));

/** A copy of the store that all tests begin with: filling it takes long, for every server is synced to the disk. */
function filled() {
  const dataDir = temporaryFolder();
  copyFileSync(join(folder, STORE_FILE), join(dataDir, STORE_FILE));
  return { dataDir, ...original };
}

/** A store in a folder, with more servers than are copied at a time, one with a post, and a long address. */
async function fill(dataDir: string) {
  const store = await openEmbeddedStore({ dataDir });
  for (let n = 0; n < SERVERS; n += 1) {
    await store.daily.save(
      {
        ...{ guildId: `${100_000 + n}`, channelId: '5', channelKind: 'text', time: '09:00', zone: 'UTC' },
        ...{ roleId: undefined, thread: true, publish: false, quietDays: 'nearest' },
      },
      () => ({ date: '2026-03-10', at: now }),
    );
  }
  const guildId = '100007';
  await store.daily.claim(
    { guildId, date: '2026-03-10', channelId: '5', channelKind: 'text', recordId: 'a-record' },
    { owner: 'a', until: now },
    now,
  );
  const [key = ''] = await store.addresses.keep(['search?query=Çela'], now);
  const before = { setting: await store.daily.find(guildId), posts: await store.daily.posts(guildId, 5) };
  await store.close();
  return { guildId, key, before };
}

/** Every file of a folder, by what is in it. */
function hashesIn(folder: string): string[][] {
  return readdirSync(folder).map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  ]);
}

describe('the embedded store copied to PostgreSQL', () => {
  test('is there whole, and is not copied twice', async () => {
    const { dataDir, guildId, key, before } = filled();
    const databaseUrl = await newDatabase();
    expect(await copyStore(dataDir, databaseUrl)).toEqual({
      addresses: 1,
      registrations: 0,
      daily_settings: SERVERS,
      daily_posts: 1,
    });
    const store = await openPostgresStore({ databaseUrl });
    expect(await store.daily.find(guildId)).toEqual(before.setting);
    expect(await store.daily.posts(guildId, 5)).toEqual(before.posts);
    expect(await store.addresses.find(key, now)).toBe('search?query=Çela');
    expect(await store.daily.guilds()).toHaveLength(SERVERS);
    await store.close();
    await expect(copyStore(dataDir, databaseUrl)).rejects.toThrow(
      /is not empty \(it has addresses\): copy into an empty/,
    );
  });

  test('needs a store to copy that nobody holds', async () => {
    const databaseUrl = await newDatabase();
    await expect(copyStore(temporaryFolder(), databaseUrl)).rejects.toThrow(/There is no store/);
    const dataDir = temporaryFolder();
    const store = await openEmbeddedStore({ dataDir });
    await expect(copyStore(dataDir, databaseUrl)).rejects.toThrow(/Another Docent uses/);
    await store.close();
  });

  test('leaves every byte of the old store as it was', async () => {
    const { dataDir } = filled();
    const before = hashesIn(dataDir);
    await copyStore(dataDir, await newDatabase());
    expect(hashesIn(dataDir)).toEqual(before);
  });

  test.each([
    [
      'the disk of the database is full',
      "RAISE EXCEPTION 'full' USING ERRCODE = '53100'",
      /is full: make room/,
    ],
    ['the connection is lost', 'PERFORM pg_terminate_backend(pg_backend_pid())', /does not answer/],
  ])('is cut half way when %s: nothing is copied, and the old store is as it was', async (_, act, why) => {
    const { dataDir } = filled();
    const before = hashesIn(dataDir);
    const databaseUrl = await newDatabase();
    await (await openPostgresStore({ databaseUrl })).close();
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${act}; RETURN NEW; END $$;
      CREATE TRIGGER act BEFORE INSERT ON daily_posts FOR EACH ROW EXECUTE FUNCTION act()`);

    const failure = await copyStore(dataDir, databaseUrl).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StoreError', message: expect.stringMatching(why) });
    expect(failure).toMatchObject({
      message: expect.stringMatching(
        /^The copy was interrupted\. .*\. Nothing was copied: solve the problem, then run the command again\. The store .*docent\.db is unchanged\.$/,
      ),
    });
    expect(hashesIn(dataDir)).toEqual(before);
    expect((await client.query('SELECT * FROM daily_settings')).rows).toEqual([]);

    await client.query('DROP TRIGGER act ON daily_posts');
    await client.end();
    expect(await copyStore(dataDir, databaseUrl)).toMatchObject({ daily_settings: SERVERS, daily_posts: 1 });
  });

  test('is a command, which says what it did and what to do next', async () => {
    const folder = temporaryFolder();
    const store = await openEmbeddedStore({ dataDir: `${folder}/var` });
    await store.registrations.remember('all', 'hash');
    await store.close();
    const databaseUrl = await newDatabase();
    const done = await docent(['store', 'copy', '--to', databaseUrl], folder);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toContain('Set DATABASE_URL to this address and start the bot');
    expect(await docent(['store', 'copy', '--to', 'nowhere'], folder)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^--to is not a valid PostgreSQL address/),
    });
  });
});
