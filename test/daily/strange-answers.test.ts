import { afterEach, beforeEach, expect, test } from 'vitest';
import { dailyRest } from '../../src/channels/daily-rest.ts';
import { createLog } from '../../src/log.ts';
import { type Loopback, startLoopback } from '../../src/loopback/loopback.ts';
import { openEmbeddedStore } from '../../src/store/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { posts, type RunningDaily, runDaily, server } from '../support/daily/running-daily.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type TestClock, testClock } from '../support/test-clock.ts';

const POST = 'POST /channels/:channel/messages';
const PAGE = '<!doctype html><title>Attention required! | Cloudflare</title>';

let clock: TestClock;
let discord: Loopback;
let store: Store;
let daily: RunningDaily;

beforeEach(async () => {
  clock = testClock('2026-03-10T08:00:00Z');
  discord = await startLoopback({ clock });
  store = await openEmbeddedStore({ dataDir: temporaryFolder() });
  daily = runDaily({ discord, store, clock });
});
afterEach(async () => {
  await daily.stop();
  await discord.close();
  await store.close();
});

const attempts = () =>
  discord.requests.filter(({ method, route }) => `${method} ${route}` === POST).map(({ at }) => at.getTime());

async function postsAfter(minutes: number) {
  const { channel, guild } = await server({ discord, store, clock });
  clock.set('2026-03-10T09:00:00Z');
  for (let minute = 0; minute < minutes; minute += 1) {
    await daily.idle(clock);
    clock.advance(60_000);
  }
  await daily.idle(clock);
  return { posts: posts(discord, channel), trouble: (await store.daily.find(guild.id))?.trouble };
}

test.each([200, 400, 403, 404, 429, 500, 503])(
  'a page of HTML with status %i is not blamed on the server: the post comes, once',
  async (status) => {
    discord.faults.answer(POST, { status, body: PAGE }, { times: 2 });
    expect(await postsAfter(5)).toMatchObject({ posts: { length: 1 }, trouble: undefined });
    const [first = 0, second = 0] = attempts();
    expect(second - first).toBeGreaterThanOrEqual(1000);
  },
);

test('a page of HTML in place of a list of messages is not an empty channel', async () => {
  discord.faults.cut(POST, 'after');
  discord.faults.answer('GET /users/@me', { status: 200, body: PAGE }, { times: 2 });
  const pages = { status: 200, body: PAGE };
  // The first is the look at the channel before the post is sent.
  discord.faults.answer('GET /channels/:channel/messages', pages, { times: 3 });
  expect(await postsAfter(8)).toMatchObject({ posts: { length: 1 }, trouble: undefined });
});

test.each([
  ['none', {}],
  ['0', { 'Retry-After': '0' }],
  ['negative', { 'Retry-After': '-5' }],
  ['no number', { 'Retry-After': 'soon' }],
])('a 429 whose Retry-After is %s: the next attempt is a second later', async (_, headers) => {
  const body = { message: 'You are being rate limited.', global: false };
  discord.faults.answer(POST, { status: 429, headers, body }, { times: 2 });
  expect((await postsAfter(2)).posts).toHaveLength(1);
  const times = attempts();
  expect(times).toHaveLength(3);
  for (const [n, time] of times.slice(1).entries()) {
    expect(time - (times[n] ?? 0)).toBeGreaterThanOrEqual(1000);
  }
});

test('a 429 with a Retry-After of years is tried again within a quarter of an hour', async () => {
  const headers = { 'Retry-After': '99999999' };
  discord.faults.answer(POST, { status: 429, headers, body: {} });
  await postsAfter(1);
  expect((await store.daily.open()).map(({ wakeAt }) => wakeAt < new Date('2026-03-10T09:15:00Z'))).toEqual([
    true,
  ]);
});

test('a limit that the client keeps for itself ends when the calendar is set back', async () => {
  const rest = dailyRest(discord, createLog({ level: 'error' }), clock);
  const ask = () => rest.get('/users/@me', { auth: false });
  const headers = { 'Retry-After': '3600', 'X-RateLimit-Global': 'true' };
  discord.faults.answer('GET /users/@me', { status: 429, headers, body: {} });
  await expect(ask()).rejects.toMatchObject({ global: true });
  await expect(ask()).rejects.toMatchObject({ global: true });
  clock.adjust(-3 * 3_600_000);
  expect(await ask()).toMatchObject({ id: discord.world.bot.id });
  expect(discord.requests).toHaveLength(2);
});
