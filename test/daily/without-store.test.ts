import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startDocent } from '../../src/discord/start-docent.ts';
import { createLog } from '../../src/log.ts';
import { startLoopback } from '../../src/loopback/loopback.ts';
import { openEmbeddedDatabase, STORE_FILE } from '../../src/store/embedded-store.ts';
import { storeOver } from '../../src/store/store-over.ts';
import { bundledArchive } from '../support/archives.ts';
import { textOf } from '../support/messages.ts';
import { smallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testClock } from '../support/test-clock.ts';

const archive = await bundledArchive();
const OUT_OF_REACH = 'I can’t reach this server’s settings';

/** The real bot, over a store whose disk and folder the test has in its hands. */
async function run() {
  const dataDir = join(temporaryFolder(), 'var');
  const clock = testClock('2026-11-24T12:00:00Z');
  const discord = await startLoopback({ clock });
  const database = await openEmbeddedDatabase(dataDir);
  const store = storeOver(database);
  const disk = await smallDisk(database.db);
  const logged: { level: string; msg: string; error?: { message: string } }[] = [];
  const { apiUrl, token } = discord;
  const bot = await startDocent({
    settings: { apiUrl, token, guildId: undefined, shardCount: undefined, shardIds: undefined },
    services: { archive, clock, chance: () => 0, defaultTimeZone: 'UTC', contactUrl: undefined },
    store,
    log: createLog({ level: 'info', stream: { write: (line) => logged.push(JSON.parse(line)) } }),
  });
  onTestFinished(async () => {
    await bot.stop();
    await store.close();
    await discord.close();
  });
  await discord.ready();
  const channel = discord.world.addChannel(discord.world.guild('Reading Room'), 'daily');
  const daily = (sub: string, options = {}) => discord.command(discord.ada, `daily ${sub}`, options);
  return {
    ...{ bot, clock, disk, dataDir, discord, daily },
    set: () => daily('set', { channel: channel.id, time: '9:00' }),
    /** What was logged of the store, with its level. */
    saidOfStore: () =>
      logged
        .filter(({ msg }) => msg.startsWith('the store'))
        .map(({ level, error, msg }) => `${level}: ${error?.message ?? msg}`),
    errors: () => logged.filter(({ level }) => level === 'error'),
  };
}

test('while the disk is full, settings are refused in one private sentence, and all else goes on', async () => {
  const { disk, dataDir, set, daily, discord, saidOfStore, errors } = await run();
  await disk.fill();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const answer = await set();
    expect(answer.private).toBe(true);
    expect(textOf(answer)).toContain(OUT_OF_REACH);
    expect(textOf(await daily('status'))).not.toContain(OUT_OF_REACH);
  }
  expect(textOf(await discord.command(discord.ada, 'doc search', { query: 'bomb' }))).toContain('1–3 of 3');
  const full = `warn: The disk that holds the store is full: make room on it (${join(dataDir, STORE_FILE)})`;
  expect(saidOfStore()).toEqual([full]);

  await disk.makeRoom();
  expect(textOf(await set())).toContain('The daily post is set');
  expect(saidOfStore()).toEqual([full, 'info: the store answers again']);
  expect(errors()).toEqual([]);
});

test('when DATA_DIR is deleted, nothing is saved any more, and the bot is lost within a minute', async () => {
  const { bot, clock, dataDir, set, daily, discord, saidOfStore, errors } = await run();
  await set();
  rmSync(dataDir, { recursive: true });
  expect(textOf(await set())).toContain(OUT_OF_REACH);
  const answer = await daily('status');
  expect(answer.private).toBe(true);
  expect(textOf(answer)).toContain(OUT_OF_REACH);

  // The hour of the post comes, and passes without one.
  clock.set('2026-11-25T09:00:00Z');
  for (let second = 0; second < 60; second += 1) {
    clock.advance(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const lost = await bot.lost;
  expect(lost).toMatchObject({
    name: 'StoreError',
    message: expect.stringContaining(
      `The store ${join(dataDir, STORE_FILE)} was deleted, moved or replaced while`,
    ),
  });
  expect(discord.requests.filter(({ route }) => route === '/channels/:channel/messages')).toEqual([]);
  expect(saidOfStore()).toEqual([
    `warn: The store ${join(dataDir, STORE_FILE)} was deleted, moved or replaced: put it back at once`,
  ]);
  expect(errors()).toEqual([]);
});
