import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openEmbeddedStore, STORE_FILE } from '../../src/store/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { type StoreError, StoreInUseError, StoreUnavailable } from '../../src/store/store-error.ts';
import { builtFile } from '../support/built-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type TestClock, testClock } from '../support/test-clock.ts';

const now = new Date('2026-03-10T09:00:00Z');

let dataDir: string;
let file: string;
let clock: TestClock;
let store: Store;
let told: string[];
let lost: StoreError | undefined;

beforeEach(async () => {
  dataDir = join(temporaryFolder(), 'var');
  file = join(dataDir, STORE_FILE);
  clock = testClock(now);
  told = [];
  lost = undefined;
  store = await openEmbeddedStore({ dataDir });
  onTestFinished(() => store.close());
  await store.registrations.remember('all', 'before');
  void store
    .watch({
      clock,
      onMade: (path) => told.push(`made ${path}`),
      onAway: ({ message }) => told.push(message),
      onBack: () => told.push('back'),
    })
    .then((error) => {
      lost = error;
    });
});

/** Lets the clock go on second by second; whatever the store does about it ends within the turn. */
async function seconds(count: number): Promise<void> {
  for (let second = 0; second < count; second += 1) {
    clock.advance(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const away = () => `The store ${file} was deleted, moved or replaced: put it back at once`;
const outside = () => join(dataDir, '..', 'moved.db');

describe('a store whose file goes away while it is open', () => {
  test.each([
    ['the folder is deleted', () => rmSync(dataDir, { recursive: true })],
    ['the file is deleted', () => unlinkSync(file)],
    ['the folder is moved', () => renameSync(dataDir, join(dataDir, '..', 'moved'))],
    [
      'a copy is put in its place',
      () => {
        copyFileSync(file, outside());
        renameSync(outside(), file);
      },
    ],
    [
      'the folder is made again',
      () => {
        rmSync(dataDir, { recursive: true });
        mkdirSync(dataDir);
      },
    ],
  ])('%s: neither saves nor reads, says so once, and is lost within a minute', async (_, goAway) => {
    goAway();
    await expect(store.registrations.remember('all', 'after')).rejects.toThrow(StoreUnavailable);
    await expect(store.registrations.hash('all')).rejects.toThrow(StoreUnavailable);
    await expect(store.daily.due(now, 1)).rejects.toThrow(StoreUnavailable);
    await expect(store.addresses.keep(['search?query=bomb'], now)).rejects.toThrow(StoreUnavailable);
    expect(lost).toBeUndefined();
    await seconds(60);
    expect(told).toEqual([`made ${file}`, away()]);
    expect(lost?.message).toBe(
      `The store ${file} was deleted, moved or replaced while the bot was running, so the bot has stopped. ` +
        'Restore a backup of it, then start the bot again. Without a backup the bot starts with an empty store.',
    );
  });

  test('is noticed also when nobody asks it anything', async () => {
    rmSync(dataDir, { recursive: true });
    await seconds(60);
    expect(told).toEqual([`made ${file}`, away()]);
    expect(lost).toBeDefined();
  });

  test('a change of the calendar alone loses nothing', async () => {
    renameSync(file, outside());
    await expect(store.registrations.hash('all')).rejects.toThrow(StoreUnavailable);
    await seconds(5);
    clock.adjust(86_400_000);
    await seconds(5);
    expect(lost).toBeUndefined();
  });

  test('goes on when the very file is put back at once', async () => {
    renameSync(file, outside());
    await expect(store.registrations.remember('all', 'meanwhile')).rejects.toThrow(StoreUnavailable);
    await seconds(6);
    renameSync(outside(), file);
    await seconds(60);
    expect(lost).toBeUndefined();
    expect(await store.registrations.hash('all')).toBe('before');
    expect(told).toEqual([`made ${file}`, away(), 'back']);
  });

  test('closes without a word, and touches nothing of the store that lies there now', async () => {
    unlinkSync(file);
    const log = `${file}-wal`;
    rmSync(log, { force: true });
    appendFileSync(file, 'another store');
    appendFileSync(log, 'and its log');
    await store.close();
    expect(readdirSync(dataDir).sort()).toEqual([STORE_FILE, `${STORE_FILE}-wal`]);
  });

  test('a log that was deleted is begun anew, so that a crash loses nothing', async () => {
    const log = `${file}-wal`;
    expect(existsSync(log)).toBe(true);
    unlinkSync(log);
    await store.registrations.remember('all', 'after');
    await seconds(60);
    expect(existsSync(log)).toBe(true);
    await store.registrations.remember('all', 'later');
    // What a killed process leaves: the file and the log as they are now.
    const crashed = temporaryFolder();
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, join(crashed, `${STORE_FILE}${end}`));
    const again = await openEmbeddedStore({ dataDir: crashed });
    onTestFinished(() => again.close());
    expect(await again.registrations.hash('all')).toBe('later');
    expect(told).toEqual([`made ${file}`]);
  });
});

/** A process that opens the store of a folder, and what it said: `kept …`, or why not. */
async function hold(folder: string): Promise<{ process: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [builtFile('store-holder.mjs'), folder, 'search?query=other'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = await once(child.stdout, 'data');
  return { process: child, said: String(said).trim() };
}

describe('the path of a store that is open', () => {
  test('is refused to another process, whatever has become of the folder', async () => {
    rmSync(dataDir, { recursive: true });
    const { said } = await hold(dataDir);
    expect(said).toBe(
      `StoreInUseError: Another Docent uses ${file}: stop it, or set DATA_DIR to another folder.`,
    );
    expect(existsSync(dataDir)).toBe(false);
  });

  test.skipIf(process.platform === 'win32')('is refused by any other name', async () => {
    const link = join(dataDir, '..', 'link');
    symlinkSync(dataDir, link);
    unlinkSync(file);
    await expect(openEmbeddedStore({ dataDir: link })).rejects.toThrow(StoreInUseError);
    await expect(openEmbeddedStore({ dataDir: join(dataDir, '..', 'var', '.') })).rejects.toThrow(
      StoreInUseError,
    );
    expect(readdirSync(dataDir)).not.toContain(STORE_FILE);
  });

  test('is free again when the holder is killed, and nothing is left of it', async () => {
    const folder = join(temporaryFolder(), 'var');
    const holder = await hold(folder);
    expect(holder.said).toMatch(/^kept @/);
    rmSync(folder, { recursive: true });
    await expect(openEmbeddedStore({ dataDir: folder })).rejects.toThrow(StoreInUseError);
    holder.process.kill('SIGKILL');
    await once(holder.process, 'exit');
    const next = await openEmbeddedStore({ dataDir: folder });
    await next.close();
    expect(readdirSync(folder)).toEqual([STORE_FILE]);
  });

  test('is free again when the store is closed, also after it was lost', async () => {
    rmSync(dataDir, { recursive: true });
    await store.close();
    const next = await openEmbeddedStore({ dataDir });
    onTestFinished(() => next.close());
    expect(await next.registrations.hash('all')).toBeUndefined();
  });
});
