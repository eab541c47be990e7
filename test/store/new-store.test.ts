import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openEmbeddedDatabase, openEmbeddedStore, STORE_FILE } from '../../src/store/embedded-store.ts';
import { openLibsqlDatabase } from '../../src/store/libsql-database.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { builtFile } from '../support/built-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testClock } from '../support/test-clock.ts';

let dataDir: string;
let file: string;

beforeEach(() => {
  dataDir = temporaryFolder();
  file = join(dataDir, STORE_FILE);
});

async function open() {
  const store = await openEmbeddedStore({ dataDir });
  onTestFinished(() => store.close());
  return store;
}

/** A store with something in it, closed. */
async function filled(): Promise<void> {
  const store = await open();
  await store.registrations.remember('all', 'kept');
  await store.close();
}

/** Expects that the folder is refused twice in a sentence, and that not a byte in it is changed. */
async function refused(message: RegExp): Promise<void> {
  const bytes = () => readdirSync(dataDir).map((name) => [name, readFileSync(join(dataDir, name), 'base64')]);
  const before = bytes();
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const failure = await openEmbeddedStore({ dataDir }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreError);
    expect((failure as StoreError).message).toMatch(message);
    expect((failure as StoreError).message).toContain(file);
  }
  expect(bytes()).toEqual(before);
}

describe('a file that is there but is no store is refused, and left as it is:', () => {
  test.each([0, 1, 99])('%i bytes', async (size) => {
    writeFileSync(file, Buffer.alloc(size));
    await refused(/is empty\. Restore a backup, or move the file away to start with an empty store\.$/);
  });

  test.each([100, 4096, 61_440])('%i zeros', async (size) => {
    writeFileSync(file, Buffer.alloc(size));
    await refused(
      /is damaged or is not a Docent store\. Restore a backup, or move the file away to start empty\.$/,
    );
  });

  test('a store that was cut to nothing', async () => {
    await filled();
    truncateSync(file, 0);
    await refused(/is empty\. Restore a backup/);
  });

  test.each([
    ['another program', ['CREATE TABLE bookmarks (url TEXT)']],
    [
      'another program that uses the same library for its migrations',
      [
        'CREATE TABLE kysely_migration (name TEXT, timestamp TEXT)',
        "INSERT INTO kysely_migration VALUES ('0001-bookmarks', '2020-01-01')",
        'CREATE TABLE bookmarks (url TEXT)',
      ],
    ],
  ])('a database of %s', async (_, statements) => {
    const database = openLibsqlDatabase(file, 0);
    for (const statement of statements) database.prepare(statement).run([]);
    database.close();
    await refused(/is a database of another program\. Move it away .*, or set DATA_DIR to another folder\.$/);
  });

  test('a store that has lost a table', async () => {
    await filled();
    const database = openLibsqlDatabase(file, 0);
    database.prepare('DROP TABLE daily_settings').run([]);
    database.close();
    await expect(openEmbeddedStore({ dataDir })).rejects.toThrow(
      /cannot be used: its table daily_settings is missing: restore a backup\.$/,
    );
  });
});

describe('a missing file', () => {
  test('is a new store, and the bot is told that it is one', async () => {
    const made: string[] = [];
    for (let start = 0; start < 2; start += 1) {
      const database = await openEmbeddedDatabase(dataDir);
      void database.watch({
        clock: testClock('2026-03-10T09:00:00Z'),
        onMade: (path) => made.push(path),
        onAway: () => undefined,
        onBack: () => undefined,
      });
      await database.close();
    }
    expect(made).toEqual([file]);
    expect(readdirSync(dataDir)).toEqual([STORE_FILE]);
  });

  test.each(['-wal', '-journal'])(
    'whose %s is still there was lost, and is not made anew over it',
    async (end) => {
      writeFileSync(`${file}${end}`, 'pages of a store');
      await refused(/is missing, but its log .* is there\. Restore the file beside it, or move the log away/);
    },
  );

  test.each(['-wal', '-journal'])('with an empty %s beside it is a new store', async (end) => {
    writeFileSync(`${file}${end}`, '');
    const store = await open();
    expect(await store.registrations.hash('all')).toBeUndefined();
  });

  test.skipIf(process.platform === 'win32')(
    'behind a link is not there for now, and no new store',
    async () => {
      const elsewhere = join(temporaryFolder(), 'unmounted.db');
      symlinkSync(elsewhere, file);
      await expect(openEmbeddedStore({ dataDir })).rejects.toThrow(
        /is a link to a file that is not there\. Mount or restore that file, or delete the link\.$/,
      );
    },
  );

  test.skipIf(process.platform === 'win32')(
    'in a folder behind a link that leads nowhere makes none there',
    async () => {
      const link = join(dataDir, 'var');
      symlinkSync(join(dataDir, 'unmounted'), link);
      await expect(openEmbeddedStore({ dataDir: link })).rejects.toThrow(
        /cannot be written: .* is a link to a folder that is not there\. Make or mount that folder, or set DATA_DIR/,
      );
      expect(readdirSync(dataDir)).toEqual(['var']);
    },
  );

  test.skipIf(process.platform === 'win32')('may be opened through links once it is there', async () => {
    await filled();
    const other = temporaryFolder();
    renameSync(file, join(other, 'elsewhere.db'));
    symlinkSync(join(other, 'elsewhere.db'), file);
    const store = await open();
    expect(await store.registrations.hash('all')).toBe('kept');
  });
});

describe('a first start that is killed', () => {
  test('leaves no file of that name before its tables are there, and the next start clears up', async () => {
    const run = () =>
      execFileSync(process.execPath, [builtFile('killed-first-start.mjs'), dataDir], { stdio: 'ignore' });
    expect(run).toThrow(expect.objectContaining({ signal: 'SIGKILL' }));
    const left = readdirSync(dataDir);
    expect(left).not.toContain(STORE_FILE);
    expect(left.length).toBeGreaterThan(0);
    await filled();
    expect(readdirSync(dataDir)).toEqual([STORE_FILE]);
  });

  test('of version 0.1.0, which made the file first, does not lock the host out', async () => {
    const database = openLibsqlDatabase(file, 0);
    database.prepare('CREATE TABLE kysely_migration (name TEXT, timestamp TEXT)').run([]);
    database.prepare('CREATE TABLE kysely_migration_lock (id TEXT, is_locked INTEGER)').run([]);
    database.close();
    const store = await open();
    await store.registrations.remember('all', 'kept');
    expect(await store.registrations.hash('all')).toBe('kept');
  });
});

test('a folder that is there is used, with what else is in it', async () => {
  mkdirSync(join(dataDir, 'docent.db.old'));
  writeFileSync(join(dataDir, 'backup.db'), 'mine');
  await filled();
  expect(readdirSync(dataDir).sort()).toEqual(['backup.db', STORE_FILE, 'docent.db.old']);
});
