import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createCounts } from '../../src/daily/counts.ts';
import { nextDue } from '../../src/daily/schedule/next-due.ts';
import { startScheduler } from '../../src/daily/schedule/scheduler.ts';
import { createSteadyCalendar } from '../../src/daily/schedule/steady-calendar.ts';
import { createLog } from '../../src/log.ts';
import { openEmbeddedDatabase, STORE_FILE } from '../../src/store/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { StoreUnavailable } from '../../src/store/store-error.ts';
import { type OpenDatabase, storeOver } from '../../src/store/store-over.ts';
import { builtFile } from '../support/built-file.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testClock } from '../support/test-clock.ts';

const NOW = '2026-03-10T09:00:00Z';

let dataDir: string;
let database: OpenDatabase;
let store: Store;
let disk: SmallDisk;
let told: string[];

beforeEach(async () => {
  dataDir = temporaryFolder();
  database = await openEmbeddedDatabase(dataDir);
  store = storeOver(database);
  onTestFinished(() => store.close());
  disk = await smallDisk(database.db);
  told = [];
  void store.watch({
    clock: testClock(NOW),
    onMade: () => undefined,
    onAway: ({ message }) => told.push(message),
    onBack: () => told.push('back'),
  });
});

/** A daily post of a server, due at once. */
const save = (guildId: string) =>
  store.daily.save(
    {
      ...{ guildId, channelId: '5', channelKind: 'text', time: '09:00', zone: 'UTC' },
      ...{ roleId: undefined, thread: false, publish: false, quietDays: 'nearest' },
    },
    () => ({ date: '2026-03-10', at: new Date(NOW) }),
  );

describe('on a full disk the store', () => {
  test('is away for whatever writes, not at fault, and still answers what it holds', async () => {
    await save('1');
    await disk.fill();
    const failure = await save('2').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(failure).toMatchObject({ cause: { code: 'SQLITE_FULL' } });
    for (const writing of [
      () => save('1'),
      () => store.daily.depart(['1'], new Date(NOW)),
      () => store.registrations.remember('all', 'hash'),
      () => store.addresses.keep(['search?query=bomb'], new Date(NOW)),
      () =>
        store.daily.comeBack(['1'], () => ({ date: '2026-03-10', at: new Date(NOW) })).then(() => save('3')),
    ]) {
      await expect(writing()).rejects.toThrow(StoreUnavailable);
    }
    expect(await store.daily.find('1')).toMatchObject({ guildId: '1' });
    expect(await store.daily.find('2')).toBeUndefined();
  });

  test('is away also where SQLite has rolled back by itself, and a second rollback fails', async () => {
    await disk.fill();
    const writing = database.db
      .transaction()
      .execute((transaction) => sql`INSERT INTO ballast VALUES (zeroblob(20000))`.execute(transaction));
    await expect(writing).rejects.toMatchObject({ name: 'StoreUnavailable', cause: { code: 'SQLITE_FULL' } });
  });

  test('says so once, names the file and what to do, and says when there is room again', async () => {
    await disk.fill();
    for (const guildId of ['1', '2', '3']) {
      await expect(save(guildId)).rejects.toThrow(StoreUnavailable);
      expect(await store.daily.find(guildId)).toBeUndefined();
    }
    const full = `The disk that holds the store is full: make room on it (${join(dataDir, STORE_FILE)})`;
    expect(told).toEqual([full]);
    await disk.makeRoom();
    expect(await store.daily.find('1')).toBeUndefined();
    expect(told).toEqual([full]);
    await save('1');
    expect(told).toEqual([full, 'back']);
    expect(await store.daily.find('1')).toMatchObject({ guildId: '1' });
  });

  test('closes all the same, and keeps what it held', async () => {
    await save('1');
    await disk.fill();
    await expect(save('2')).rejects.toThrow(StoreUnavailable);
    await store.close();
    const again = storeOver(await openEmbeddedDatabase(dataDir));
    onTestFinished(() => again.close());
    expect(await again.daily.guilds()).toEqual([{ guildId: '1', departed: false }]);
  });
});

describe('the scheduler on a full disk', () => {
  test('tries one post each second, leaves no server alone, and goes on with all when there is room', async () => {
    for (let n = 0; n < 50; n += 1) await save(`${100 + n}`);
    await disk.fill();
    const clock = testClock(NOW);
    const counts = createCounts();
    const logged: string[] = [];
    let posted = 0;
    const lease = () => ({ owner: 'a', until: new Date(clock.now().getTime() + 60_000) });
    const scheduler = startScheduler({
      store: store.daily,
      ...{ clock, counts, calendar: createSteadyCalendar(clock), ready: Promise.resolve() },
      log: createLog({ level: 'debug', stream: { write: (line) => logged.push(line) } }),
      async post({ guildId }) {
        const wanted = {
          guildId,
          date: '2026-03-10',
          channelId: '5',
          channelKind: 'text',
          recordId: undefined,
        } as const;
        const post = await store.daily.claim(wanted, lease(), clock.now());
        if (!post) return false;
        await store.daily.finish(post, { state: 'done' }, 'a', (settings, taken) =>
          nextDue(settings, { now: clock.now(), taken }),
        );
        posted += 1;
        return true;
      },
    });
    /** Everything that the store is asked is answered within the turn. */
    const second = async () => {
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      clock.advance(1000);
    };
    for (let seconds = 0; seconds < 10; seconds += 1) await second();
    const failed = counts.all()['store-unavailable'];
    // The first second, before anything is known, begins as many as may be under way.
    expect(failed).toBeLessThanOrEqual(50 + 10);
    expect(failed).toBeGreaterThanOrEqual(10);
    expect(posted).toBe(0);
    await disk.makeRoom();
    await second();
    await second();
    await second();
    expect(posted).toBe(50);
    await scheduler.stop();
    expect(logged).toEqual([]);
    expect(told).toEqual([expect.stringContaining('full'), 'back']);
  });
});

describe.skipIf(process.platform === 'win32')('where the system refuses to write', () => {
  test('the store is away, and is back as soon as writing is possible', async () => {
    // Files of this process may not grow beyond 256 blocks: write(2) fails with EFBIG, SQLite with SQLITE_IOERR_WRITE.
    const child = spawn(
      '/bin/sh',
      [
        '-c',
        'ulimit -S -f 256; exec "$0" "$@"',
        process.execPath,
        builtFile('limited-writer.mjs'),
        temporaryFolder(),
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    const said = async () => String((await once(child.stdout, 'data'))[0]).trim();
    expect(JSON.parse(await said())).toEqual({
      name: 'StoreUnavailable',
      cause: 'SQLITE_IOERR_WRITE',
      told: [expect.stringMatching(/^The disk fails to read or write the store: check the disk/)],
    });
    if (process.platform !== 'linux') return;
    execFileSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:']);
    child.stdin.write('again\n');
    expect(JSON.parse(await said())).toEqual({ kept: true, told: [expect.any(String), 'back'] });
  });
});
