import { afterEach, beforeEach, expect, test } from 'vitest';
import { createArchive } from '../../src/data/archive.ts';
import { startDocent } from '../../src/discord/start-docent.ts';
import { createLog } from '../../src/log.ts';
import { type Loopback, startLoopback } from '../../src/loopback/loopback.ts';
import { openEmbeddedStore } from '../../src/store/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { posts, runDaily, server } from '../support/daily/running-daily.ts';
import { collection, records } from '../support/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type TestClock, testClock } from '../support/test-clock.ts';

const POST = 'POST /channels/:channel/messages';
const REFUSED = { status: 401, body: { message: '401: Unauthorized', code: 0 } };
const always = { times: Number.POSITIVE_INFINITY };

let clock: TestClock;
let discord: Loopback;
let store: Store;

beforeEach(async () => {
  clock = testClock('2026-03-10T08:00:00Z');
  discord = await startLoopback({ clock });
  store = await openEmbeddedStore({ dataDir: temporaryFolder() });
});
afterEach(async () => {
  await discord.close();
  await store.close();
});

const refused = () => discord.requests.filter(({ status }) => status === 401).length;
const errorsIn = (lines: readonly string[]) => lines.filter((line) => line.includes('"level":"error"'));

test('a token that is reset ends the posts, with one error line and a handful of refused calls', async () => {
  for (let n = 0; n < 100; n += 1) await server({ discord, store, clock });
  const daily = runDaily({ discord, store, clock });
  discord.faults.answer(/^(GET|POST) \/(channels|guilds|users)/, REFUSED, always);
  clock.set('2026-03-10T09:00:00Z');
  expect(await daily.lost).toMatchObject({ status: 401 });
  const atTheEnd = refused();
  expect(atTheEnd).toBeLessThanOrEqual(100);
  clock.advance(600_000);
  await daily.stop();
  expect(refused()).toBe(atTheEnd);
  expect(errorsIn(daily.logged)).toHaveLength(1);
  // Nothing is held against the servers.
  for (const settings of await store.daily.due(new Date('2026-03-10T12:00:00Z'), 200)) {
    expect(settings).toMatchObject({ due: { date: '2026-03-10' }, trouble: undefined });
  }
});

test.each([1, 3])('a token that is refused %i times by mistake: every post comes', async (times) => {
  const servers = [await server({ discord, store, clock }), await server({ discord, store, clock })];
  const daily = runDaily({ discord, store, clock });
  let lost = false;
  void daily.lost.then(() => {
    lost = true;
  });
  discord.faults.answer(POST, REFUSED, { times });
  clock.set('2026-03-10T09:00:00Z');
  for (let minute = 0; minute < 5; minute += 1) {
    await daily.idle(clock);
    clock.advance(60_000);
  }
  for (const { channel } of servers) expect(posts(discord, channel)).toHaveLength(1);
  await daily.stop();
  expect(lost).toBe(false);
  expect(errorsIn(daily.logged)).toEqual([]);
});

test('a bot whose token is reset says so to its host', async () => {
  const logged: string[] = [];
  const log = createLog({ level: 'debug', stream: { write: (line) => logged.push(line) } });
  const { apiUrl, token } = discord;
  const settings = { apiUrl, token, guildId: undefined, shardCount: undefined, shardIds: undefined };
  const archive = createArchive({
    collections: [collection],
    records: records({ title: 'A', date: '1976-03-10' }),
  });
  const services = { archive, clock, chance: () => 0, defaultTimeZone: 'UTC', contactUrl: undefined };
  await server({ discord, store, clock });
  const bot = await startDocent({ settings, services, store, log });
  await discord.ready();
  discord.faults.answer(/^(GET|POST) \/(channels|guilds|users)/, REFUSED, always);
  clock.set('2026-03-10T09:00:00Z');
  expect((await bot.lost).message).toContain('DISCORD_TOKEN is not accepted by Discord');
  await bot.stop();
});
