import { chmodSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openEmbeddedStore, STORE_FILE } from '../../src/store/embedded-store.ts';
import { openLibsqlDatabase } from '../../src/store/libsql-database.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { StoreError, StoreInUseError } from '../../src/store/store-error.ts';
import { builtFile } from '../support/built-file.ts';
import { type Child, startChild } from '../support/child-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const now = new Date('2026-01-01T00:00:00Z');

async function open(dataDir: string): Promise<Store> {
  const store = await openEmbeddedStore({ dataDir });
  onTestFinished(() => store.close());
  return store;
}

/** A process that holds the store of a folder, or was refused it; its first line says which. */
async function hold(dataDir: string, address: string): Promise<{ holder: Child; said: string }> {
  const child = startChild(process.execPath, [builtFile('store-holder.mjs'), dataDir, address]);
  const [said] = await child.says(/.+(?=\n)/);
  return { holder: child, said };
}

describe('the embedded store', () => {
  test('makes its folder, and keeps what it was given across a restart', async () => {
    const dataDir = join(temporaryFolder(), 'a', 'b');
    const first = await open(dataDir);
    const [key = ''] = await first.addresses.keep(['search?query=bomb'], now);
    await first.registrations.remember('all', 'abc');
    await first.close();

    const second = await open(dataDir);
    expect(await second.addresses.find(key, now)).toBe('search?query=bomb');
    expect(await second.registrations.hash('all')).toBe('abc');
  });

  test('remembers the last hash of each scope', async () => {
    const { registrations } = await open(temporaryFolder());
    expect(await registrations.hash('all')).toBeUndefined();
    await registrations.remember('all', 'one');
    await registrations.remember('80351110224678912', 'two');
    await registrations.remember('all', 'three');
    expect(await registrations.hash('all')).toBe('three');
    expect(await registrations.hash('80351110224678912')).toBe('two');
  });

  test('leaves one plain file behind when it is closed, whatever was asked before', async () => {
    const dataDir = temporaryFolder();
    const store = await open(dataDir);
    for (let n = 0; n < 50; n++) await store.registrations.remember(`scope ${n}`, 'hash');
    await store.close();
    expect(readdirSync(dataDir)).toEqual([STORE_FILE]);
  });

  test('finishes what is under way before it closes, and closes once', async () => {
    const dataDir = temporaryFolder();
    const store = await open(dataDir);
    const keeping = store.addresses.keep(['search?query=bomb'], now);
    await Promise.all([store.close(), store.close()]);
    const [key = ''] = await keeping;
    expect(await (await open(dataDir)).addresses.find(key, now)).toBe('search?query=bomb');
  });

  test('refuses a store written by a newer program, and leaves it as it is', async () => {
    const dataDir = temporaryFolder();
    await (await open(dataDir)).close();
    const database = openLibsqlDatabase(join(dataDir, STORE_FILE), 0);
    database.prepare("INSERT INTO kysely_migration VALUES ('9999-future', '2030-01-01')").run([]);
    database.close();

    for (let attempt = 0; attempt < 2; attempt++) {
      const opening = openEmbeddedStore({ dataDir });
      await expect(opening).rejects.toThrow(StoreError);
      await expect(opening).rejects.toThrow(/newer Docent.*9999-future.*newer version/);
    }
  });
});

describe('a second opener', () => {
  test('is refused in another process, with what to do about it', async () => {
    const dataDir = temporaryFolder();
    await open(dataDir);
    const { said } = await hold(dataDir, 'search?query=other');
    expect(said).toBe(
      `StoreInUseError: Another Docent uses ${join(dataDir, STORE_FILE)}: stop it, or set DATA_DIR to another folder.`,
    );
  });

  test('is refused in the same process', async () => {
    const dataDir = temporaryFolder();
    await open(dataDir);
    await expect(openEmbeddedStore({ dataDir })).rejects.toThrow(StoreInUseError);
  });

  test('gets in when the holder is killed, and finds what it had committed', async () => {
    const dataDir = temporaryFolder();
    const { holder, said } = await hold(dataDir, 'search?query=bomb');
    await expect(openEmbeddedStore({ dataDir })).rejects.toThrow(StoreInUseError);

    await holder.kill();
    const key = said.replace('kept ', '');
    expect(await (await open(dataDir)).addresses.find(key, now)).toBe('search?query=bomb');
  });

  test('gets in after the first has closed', async () => {
    const dataDir = temporaryFolder();
    await (await open(dataDir)).close();
    const { said } = await hold(dataDir, 'search?query=bomb');
    expect(said).toMatch(/^kept @/);
  });
});

describe('a store that cannot be used is refused in a sentence', () => {
  test('when the folder is a file', async () => {
    const dataDir = join(temporaryFolder(), 'file');
    writeFileSync(dataDir, '');
    await expect(openEmbeddedStore({ dataDir })).rejects.toThrow(/cannot be written: .*set DATA_DIR/);
  });

  test('when the file is a folder', async () => {
    const dataDir = temporaryFolder();
    mkdirSync(join(dataDir, STORE_FILE));
    await expect(openEmbeddedStore({ dataDir })).rejects.toThrow(/cannot be written: .*set DATA_DIR/);
  });

  const isRoot = process.getuid?.() === 0;
  test.skipIf(isRoot && process.platform !== 'linux')('when the folder may not be written', async () => {
    // Modes do not stop root, but not even root can make a file in /proc.
    const dataDir = isRoot ? '/proc/self' : temporaryFolder();
    if (!isRoot) chmodSync(dataDir, 0o555);
    await expect(openEmbeddedStore({ dataDir })).rejects.toThrow(/cannot be written: .*set DATA_DIR/);
  });

  test('when the file is no database', async () => {
    const dataDir = temporaryFolder();
    writeFileSync(join(dataDir, STORE_FILE), 'These are not the bytes of a database. '.repeat(200));
    await expect(openEmbeddedStore({ dataDir })).rejects.toThrow(
      /is damaged or is not a Docent store\. Restore a backup, or move the file away/,
    );
  });

  test('when the file was cut short', async () => {
    const dataDir = temporaryFolder();
    await (await open(dataDir)).close();
    truncateSync(join(dataDir, STORE_FILE), 5000);
    await expect(openEmbeddedStore({ dataDir })).rejects.toThrow(
      /is damaged or is not a Docent store\. Restore a backup, or move the file away/,
    );
  });
});

describe('the store that the settings ask for', () => {
  test('is the embedded one', async () => {
    const dataDir = temporaryFolder();
    const store = await openStore({ dataDir, databaseUrl: undefined });
    await store.close();
    expect(readdirSync(dataDir)).toEqual([STORE_FILE]);
  });
});
