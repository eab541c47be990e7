import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { type Channel, type Loopback, startLoopback } from '../../src/loopback/loopback.ts';
import type { DailyPost } from '../../src/store/daily.ts';
import { openEmbeddedStore } from '../../src/store/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { posts, type RunningDaily, runDaily, server } from '../support/daily/running-daily.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type TestClock, testClock } from '../support/test-clock.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const POST = 'POST /channels/:channel/messages';

/** Discord's clock, and the stopwatch of everybody. */
let clock: TestClock;
let discord: Loopback;
let store: Store;
let running: RunningDaily[];

beforeEach(async () => {
  clock = testClock('2026-03-10T08:00:00Z');
  discord = await startLoopback({ clock });
  store = await openEmbeddedStore({ dataDir: temporaryFolder() });
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((daily) => daily.stop()));
  await discord.close();
  await store.close();
  expect(discord.violations).toEqual([]);
});

/** The clock of a machine whose calendar is wrong by so many milliseconds. */
const wrongBy = (milliseconds: number): TestClock => ({
  ...clock,
  now: () => new Date(clock.now().getTime() + milliseconds),
});
function start(its: Clock): RunningDaily {
  const daily = runDaily({ discord, store, clock: its as TestClock });
  running.push(daily);
  return daily;
}
async function stopped(daily: RunningDaily): Promise<void> {
  running.splice(running.indexOf(daily), 1);
  await daily.stop();
}
/** Lets so many minutes pass, a minute at a time, with all that follows. */
async function minutes(daily: RunningDaily, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    clock.advance(MINUTE);
    await daily.idle(clock);
  }
}
const entry = (guildId: string, date = '2026-03-10') => store.daily.entry(guildId, date);
const headings = (channel: Channel) => posts(discord, channel).map(({ embeds }) => embeds[0]?.title);
const attempts = () => discord.requests.filter(({ method, route }) => `${method} ${route}` === POST).length;

describe('a clock that differs from Discord’s', () => {
  const wrong = [12 * MINUTE, HOUR, 14 * HOUR, -12 * MINUTE, -HOUR, -8 * HOUR];

  test.each(wrong)('by %i ms: a post whose answer was lost is found after the restart', async (ahead) => {
    const its = wrongBy(ahead);
    const { channel, guild } = await server({ discord, store, clock: its });
    const due = (await store.daily.find(guild.id))?.due;
    if (!due) throw new Error('nothing is due');
    clock.advance(due.at.getTime() - its.now().getTime());
    discord.faults.cut(POST, 'after');
    const first = start(its);
    await first.idle(clock);
    await stopped(first);
    expect(posts(discord, channel)).toHaveLength(1);
    // By now Discord has forgotten the nonce.
    clock.advance(20 * MINUTE);
    const second = start(its);
    await minutes(second, 3);
    expect(posts(discord, channel)).toHaveLength(1);
    expect(await entry(guild.id, due.date)).toMatchObject({
      ...{ state: 'done', messageId: posts(discord, channel)[0]?.id },
    });
  });

  test.each(wrong)('by %i ms: a post that never arrived is sent after the restart', async (ahead) => {
    const its = wrongBy(ahead);
    const { channel, guild } = await server({ discord, store, clock: its });
    chatter(channel, 350);
    const due = (await store.daily.find(guild.id))?.due;
    if (!due) throw new Error('nothing is due');
    clock.advance(due.at.getTime() - its.now().getTime());
    discord.faults.cut(POST, 'before');
    const first = start(its);
    await first.idle(clock);
    await stopped(first);
    clock.advance(20 * MINUTE);
    const before = discord.requests.length;
    const second = start(its);
    await minutes(second, 3);
    expect(posts(discord, channel).slice(350)).toHaveLength(1);
    expect(second.counts()).toMatchObject({ 'settled-absent': 1, posted: 1 });
    // One page, because the messages on it are older than the claim; and one to see that the history may be read.
    const reads = discord.requests.slice(before).filter(({ method, path }) => {
      return method === 'GET' && path.endsWith('/messages');
    });
    expect(reads.length).toBeLessThanOrEqual(2);
  });

  /** So many messages of somebody else, one a second. */
  function chatter(channel: Channel, count: number): void {
    for (let n = 0; n < count; n += 1) {
      clock.advance(1000);
      const frame = { content: 'Hm.', embeds: [], components: [], attachments: [], mentions: [] };
      discord.world.post(channel, {
        ...{ ...frame, id: discord.world.nextId(), channel_id: channel.id, author: discord.ada.user },
      } as never);
    }
  }
});

describe('two processes whose clocks differ', () => {
  test.each([-3 * HOUR, -2 * MINUTE, 2 * MINUTE, 3 * HOUR])(
    'by %i ms: one leaves alone what the other is sending',
    async (ahead) => {
      const { channel } = await server({ discord, store, clock });
      const release = discord.faults.hold(POST, 'before');
      clock.set('2026-03-10T09:00:00Z');
      const one = start(clock);
      while (attempts() === 0) await new Promise((resolve) => setImmediate(resolve));
      const other = start(wrongBy(ahead));
      for (let seconds = 0; seconds < 30; seconds += 5) {
        clock.advance(5000);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(attempts()).toBe(1);
      release();
      await one.idle(clock);
      if (ahead > 0) await other.idle(clock);
      expect(posts(discord, channel)).toHaveLength(1);
      expect(attempts()).toBe(1);
    },
  );

  test.each([-3 * HOUR, 0, 3 * HOUR])(
    'by %i ms: what one had claimed when it died, the other settles within minutes',
    async (ahead) => {
      const { channel, guild } = await server({ discord, store, clock });
      clock.set('2026-03-10T09:00:00Z');
      const its = wrongBy(ahead).now().getTime();
      const wanted = { guildId: guild.id, date: '2026-03-10', channelId: channel.id, recordId: undefined };
      const lease = { owner: 'a process that has died', until: new Date(its + MINUTE) };
      await store.daily.claim({ ...wanted, channelKind: 'text' }, lease, new Date(its + DAY));
      const other = start(clock);
      await minutes(other, 3);
      expect(posts(discord, channel)).toHaveLength(1);
    },
  );
});

describe('a calendar that is set while the bot runs', () => {
  test('back by three hours: due posts and retries still come', async () => {
    const { channel, guild } = await server({ discord, store, clock });
    discord.faults.serverError(POST, { status: 502 });
    const daily = start(clock);
    clock.set('2026-03-10T09:00:00Z');
    await daily.idle(clock);
    expect(await entry(guild.id)).toMatchObject({ reason: 'unreachable' });
    clock.adjust(-3 * HOUR);
    const { channel: another } = await server({ discord, store, clock }, { time: '06:05' });
    await minutes(daily, 6);
    expect(posts(discord, channel)).toHaveLength(1);
    expect(posts(discord, another)).toHaveLength(1);
  });

  test('forty days ahead for three seconds: nothing is posted or skipped', async () => {
    const { channel, guild } = await server({ discord, store, clock });
    const daily = start(clock);
    await daily.idle(clock);
    clock.adjust(40 * DAY);
    for (let second = 0; second < 3; second += 1) {
      clock.advance(1000);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    clock.adjust(-40 * DAY);
    await minutes(daily, 1);
    expect((await store.daily.find(guild.id))?.due?.date).toBe('2026-03-10');
    clock.set('2026-03-10T09:00:00Z');
    await daily.idle(clock);
    expect(headings(channel)).toEqual(['On this day: 10 March']);
  });
});

describe('a bot that was started while the calendar was wrong', () => {
  /** Runs the bot for a few seconds on a wrong calendar, and starts it again on the right one. */
  async function startedOn(calendar: TestClock): Promise<RunningDaily> {
    const wrong = start(calendar);
    await wrong.idle(clock);
    await stopped(wrong);
    const right = start(clock);
    await right.idle(clock);
    return right;
  }

  test.each([
    ['before its time', '2026-03-10T08:30:00Z', 40 * DAY],
    ['just as it was due, so that it was skipped as late', '2026-03-10T09:00:00Z', 40 * DAY],
    ['just as it was due, by less than a day', '2026-03-10T09:00:00Z', 16 * HOUR],
    ['just as it was due, by three years', '2026-03-10T09:00:00Z', 3 * 365 * DAY],
  ])('%s: the post of the day and those of the next days come', async (_, instant, ahead) => {
    const { channel } = await server({ discord, store, clock });
    clock.set(instant);
    const daily = await startedOn(wrongBy(ahead));
    for (const day of ['10', '11', '12', '13']) {
      clock.set(`2026-03-${day}T09:00:10Z`);
      await daily.idle(clock);
    }
    expect(headings(channel).filter((title) => /: 1[0-3] March$/.test(title ?? ''))).toEqual(
      ['10', '11', '12', '13'].map((day) => `On this day: ${day} March`),
    );
  });

  test('after the post of the day: the day is not posted twice', async () => {
    const { channel } = await server({ discord, store, clock });
    const first = start(clock);
    clock.set('2026-03-10T09:00:00Z');
    await first.idle(clock);
    await stopped(first);
    for (const ahead of [40 * DAY, -40 * DAY, 400 * DAY]) {
      const daily = await startedOn(wrongBy(ahead));
      await minutes(daily, 1);
      await stopped(daily);
    }
    const daily = start(clock);
    clock.set('2026-03-11T09:00:30Z');
    await daily.idle(clock);
    const posted = headings(channel).filter((title) => / 1[01] March$/.test(title ?? ''));
    expect(posted).toEqual(['On this day: 10 March', 'On this day: 11 March']);
  });

  test('a server that was left yesterday is still known', async () => {
    const { guild } = await server({ discord, store, clock });
    await store.daily.depart([guild.id], clock.now());
    const daily = await startedOn(wrongBy(40 * DAY));
    expect(await store.daily.find(guild.id)).toMatchObject({ departed: true });
    clock.adjust(40 * DAY);
    await minutes(daily, 1);
    clock.adjust(-40 * DAY);
    await minutes(daily, 1);
    expect(await store.daily.find(guild.id)).toMatchObject({ departed: true });
  });
});

test('a post whose turn comes after its lease has ended does not count as failed', async () => {
  const servers = [];
  for (let n = 0; n < 4; n += 1) servers.push(await server({ discord, store, clock }));
  // Discord refuses the token once, and for a minute does not say whether it knows the bot: no turn comes.
  discord.faults.answer(POST, { status: 401, body: { message: '401: Unauthorized', code: 0 } });
  discord.faults.serverError('GET /users/@me', { times: 6 });
  const daily = start(clock);
  clock.set('2026-03-10T09:00:00Z');
  await daily.idle(clock);
  await minutes(daily, 3);
  const ended: (DailyPost | undefined)[] = [];
  for (const { guild } of servers) ended.push(await entry(guild.id));
  expect(ended.map((post) => post?.state)).toEqual(['done', 'done', 'done', 'done']);
  expect(daily.logged.join('')).toContain('waited too long for its turn');
  // One was refused, which is an attempt; the others only waited.
  expect(ended.map((post) => post?.attempts).toSorted()).toEqual([1, 1, 1, 2]);
});
