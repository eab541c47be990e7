import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Loopback, startLoopback } from '../../src/loopback/loopback.ts';
import { openEmbeddedStore } from '../../src/store/embedded-store.ts';
import type { Store } from '../../src/store/store.ts';
import { posts, type RunningDaily, runDaily, server } from '../support/daily/running-daily.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type TestClock, testClock } from '../support/test-clock.ts';

let clock: TestClock;
let discord: Loopback;
let store: Store;
let daily: RunningDaily;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const POST = 'POST /channels/:channel/messages';

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
  expect(discord.violations).toEqual([]);
});

const place = () => ({ discord, store, clock });
const calls = (route: string) =>
  discord.requests.filter((each) => `${each.method} ${each.route}` === route).length;
async function at(instant: string): Promise<void> {
  clock.set(instant);
  await daily.idle(clock);
}

describe('the daily post', () => {
  test('comes at its time, once, and again the next day', async () => {
    const { channel, guild } = await server(place());
    await at('2026-03-10T08:59:50Z');
    expect(posts(discord, channel)).toHaveLength(0);
    await at('2026-03-10T09:00:00Z');
    const [post] = posts(discord, channel);
    expect(post?.embeds.map(({ title }) => title)).toEqual([
      'On this day: 10 March',
      // Fifty years ago comes before the older one.
      'A telegram',
      'A conversation',
    ]);
    expect(post?.content).toBe('');
    await at('2026-03-10T23:00:00Z');
    expect(posts(discord, channel)).toHaveLength(1);
    await at('2026-03-11T09:00:00Z');
    expect(posts(discord, channel)).toHaveLength(2);
    expect(await store.daily.posts(guild.id, 5)).toMatchObject([
      { date: '2026-03-11', state: 'done' },
      { date: '2026-03-10', state: 'done', messageId: post?.id },
    ]);
  });

  test('mentions the role, and nothing else', async () => {
    const guild = discord.world.addGuild('With a role');
    const role = discord.world.addRole(guild, 'history', 0n, true);
    const { channel } = await server(place(), { roleId: role.id }, discord.world.addChannel(guild, 'daily'));
    await at('2026-03-10T09:00:00Z');
    expect(posts(discord, channel)[0]).toMatchObject({ content: `<@&${role.id}>`, mention_roles: [role.id] });
    discord.world.removeRole(guild, role.id);
    await at('2026-03-11T09:00:00Z');
    expect(posts(discord, channel)).toHaveLength(2);
    expect((await store.daily.find(guild.id))?.trouble?.reason).toBe('role-not-mentioned');
  });

  test('opens a thread and is published where asked', async () => {
    const guild = discord.world.addGuild('News');
    const news = discord.world.addChannel(guild, 'news', ChannelType.GuildAnnouncement);
    await server(place(), { channelKind: 'announcement', thread: true, publish: true }, news);
    await at('2026-03-10T09:00:00Z');
    const [post] = posts(discord, news);
    expect((post?.flags ?? 0) & 1).toBe(1);
    expect(discord.world.channel(post?.id ?? '')).toMatchObject({
      name: 'On this day: 10 March 2026',
      parent: news,
    });
  });

  test('is a post of its own in a forum', async () => {
    const guild = discord.world.addGuild('Forum');
    const forum = discord.world.addChannel(guild, 'forum', ChannelType.GuildForum);
    await server(place(), { channelKind: 'forum' }, forum);
    await at('2026-03-10T09:00:00Z');
    const threads = [...discord.world.channels.values()].filter(({ parent }) => parent === forum);
    expect(threads.map(({ name }) => name)).toEqual(['On this day: 10 March 2026']);
  });
});

describe('a quiet day', () => {
  const titles = (channel: Parameters<typeof posts>[1]) =>
    posts(discord, channel).map(({ embeds }) => embeds[1]?.title);

  test('shows the nearest record, says so, and never repeats it within a year', async () => {
    const { channel } = await server(place());
    const everyDay = ['12', '13', '14', '15', '16', '17'];
    for (const day of everyDay) await at(`2026-03-${day}T09:00:00Z`);
    const [first] = posts(discord, channel);
    expect(first?.embeds[0]?.description).toContain(
      'The archive has no record for 12 March. This one is from 11 March, the day before.',
    );
    const posted = titles(channel);
    expect(new Set(posted).size).toBe(posted.length);
    // Five records are all there are: on the sixth quiet day there is nothing left.
    expect(posted).toHaveLength(5);
  });

  test.each([
    ['month', 'A letter of the month'],
    ['skip', undefined],
  ] as const)('%s', async (quietDays, title) => {
    clock.set('2026-03-11T10:00:00Z');
    const { channel, guild } = await server(place(), { quietDays });
    await at('2026-03-12T09:00:00Z');
    expect(titles(channel)).toEqual(title ? [title] : []);
    const [entry] = await store.daily.posts(guild.id, 1);
    expect(entry).toMatchObject(title ? { state: 'done' } : { state: 'skipped', reason: 'quiet-day' });
  });
});

describe('after a time away', () => {
  /** Nothing runs until an instant; then all is started again. */
  async function awayUntil(instant: string): Promise<void> {
    await daily.stop();
    clock.set(instant);
    daily = runDaily(place());
    await daily.idle(clock);
  }

  test('of hours the post comes late on the same day, and says so', async () => {
    const { channel } = await server(place());
    await awayUntil('2026-03-10T15:00:00Z');
    const due = Date.parse('2026-03-10T09:00:00Z') / 1000;
    expect(posts(discord, channel)[0]?.content).toBe(`-# Late: this post was due at <t:${due}:t>.`);
    await at('2026-03-10T23:59:00Z');
    expect(posts(discord, channel)).toHaveLength(1);
  });

  test('of days only today’s post comes, and the missed days are recorded', async () => {
    const { channel, guild } = await server(place());
    await awayUntil('2026-03-13T12:00:00Z');
    expect(posts(discord, channel).map(({ embeds }) => embeds[0]?.title)).toEqual(['On this day: 13 March']);
    expect(await store.daily.posts(guild.id, 9)).toMatchObject([
      { date: '2026-03-13', state: 'done' },
      ...['12', '11', '10'].map((day) => ({ date: `2026-03-${day}`, state: 'skipped', reason: 'late' })),
    ]);
  });

  test('a post due at 23:59 may still come shortly after midnight', async () => {
    const { channel } = await server(place(), { time: '23:59' });
    await at('2026-03-11T00:03:00Z');
    expect(posts(discord, channel).map(({ embeds }) => embeds[0]?.title)).toEqual(['On this day: 10 March']);
    await at('2026-03-12T00:20:00Z');
    expect(posts(discord, channel)).toHaveLength(1);
  });
});

describe('when Discord refuses', () => {
  test.each([
    ['the channel is deleted', 'unknown-channel'],
    ['the permission to post is taken away', 'missing-permissions'],
    ['the channel is hidden', 'missing-access'],
    ['the bot is kicked', 'missing-access'],
  ])('%s: one attempt a day, and the next post comes when it is mended', async (what, reason) => {
    const { channel, guild } = await server(place());
    const { world } = discord;
    if (what === 'the channel is deleted') world.removeChannel(channel);
    if (what === 'the bot is kicked') world.leaveGuild(guild);
    if (what === 'the channel is hidden')
      world.setOverwrite(channel, guild.id, 0n, PermissionFlagsBits.ViewChannel);
    if (what.startsWith('the permission'))
      world.setOverwrite(channel, guild.id, 0n, PermissionFlagsBits.SendMessages);
    for (const day of ['10', '11', '12']) {
      for (const hour of ['09', '12', '18', '23']) await at(`2026-03-${day}T${hour}:00:00Z`);
    }
    expect(calls(POST)).toBe(3);
    // Nothing but a look at the channel before each, while Discord has not given us an id yet.
    expect(discord.requests).toHaveLength(6);
    expect(await store.daily.find(guild.id)).toMatchObject({ trouble: { reason } });

    if (what === 'the channel is deleted') {
      await server(place(), {}, world.addChannel(guild, 'another'));
    } else if (what === 'the bot is kicked') world.joinGuild(guild);
    else world.setOverwrite(channel, guild.id, 0n, 0n);
    await at('2026-03-13T09:00:00Z');
    expect(calls(POST)).toBe(4);
    expect((await store.daily.find(guild.id))?.trouble).toBeUndefined();
  });

  test('only the thread or the publishing, the post stays and the rest is done', async () => {
    const guild = discord.world.addGuild('News');
    const news = discord.world.addChannel(guild, 'news', ChannelType.GuildAnnouncement);
    discord.world.setOverwrite(news, guild.id, 0n, PermissionFlagsBits.CreatePublicThreads);
    await server(place(), { channelKind: 'announcement', thread: true, publish: true }, news);
    await at('2026-03-10T09:00:00Z');
    expect(posts(discord, news)).toHaveLength(1);
    expect((posts(discord, news)[0]?.flags ?? 0) & 1).toBe(1);
    expect((await store.daily.find(guild.id))?.trouble?.reason).toBe('thread-refused');
  });
});

describe('when Discord has a fault', () => {
  test.each([
    ['a limit on the route', () => discord.faults.rateLimit(POST, { retryAfter: 0.2, times: 3 })],
    [
      'a limit on everything',
      () => discord.faults.rateLimit(POST, { retryAfter: 0.2, times: 2, global: true }),
    ],
    ['502 before it was accepted', () => discord.faults.serverError(POST, { status: 502, times: 3 })],
    ['502 after it was accepted', () => discord.faults.serverError(POST, { status: 502, accepted: true })],
    ['a connection cut before it was accepted', () => discord.faults.cut(POST, 'before', { times: 2 })],
    ['a connection cut after it was accepted', () => discord.faults.cut(POST, 'after')],
  ])('%s: the post arrives once', async (_, fault) => {
    fault();
    const servers = [await server(place()), await server(place()), await server(place())];
    clock.set('2026-03-10T09:00:00Z');
    for (let minutes = 0; minutes < 15; minutes += 1) {
      await daily.idle(clock);
      clock.advance(MINUTE);
    }
    for (const { channel, guild } of servers) {
      expect(posts(discord, channel)).toHaveLength(1);
      expect((await store.daily.posts(guild.id, 1))[0]).toMatchObject({ state: 'done' });
    }
  });

  test('a post that may have been sent is not repeated when the channel cannot be read', async () => {
    const { channel, guild } = await server(place());
    discord.faults.cut(POST, 'after');
    await at('2026-03-10T09:00:00Z');
    discord.world.setOverwrite(channel, guild.id, 0n, PermissionFlagsBits.ReadMessageHistory);
    await at('2026-03-10T09:20:00Z');
    expect(posts(discord, channel)).toHaveLength(1);
    expect((await store.daily.posts(guild.id, 1))[0]).toMatchObject({ state: 'uncertain' });
    expect((await store.daily.find(guild.id))?.trouble?.reason).toBe('uncertain');
  });

  test('a post is found again among hundreds of messages', async () => {
    const { channel } = await server(place());
    discord.faults.cut(POST, 'after');
    await at('2026-03-10T09:00:00Z');
    for (let n = 0; n < 350; n += 1) {
      const [post] = posts(discord, channel);
      if (post) discord.world.post(channel, { ...post, id: discord.world.nextId(), components: [] });
    }
    clock.advance(20 * MINUTE);
    await daily.idle(clock);
    expect(posts(discord, channel).filter(({ components }) => components?.length)).toHaveLength(1);
    expect(daily.counts()).toMatchObject({ 'settled-found': 1, posted: 1 });
  });

  test('a forum post that may have been opened is looked for before another one is opened', async () => {
    const guild = discord.world.addGuild('Forum');
    const forum = discord.world.addChannel(guild, 'forum', ChannelType.GuildForum);
    await server(place(), { channelKind: 'forum' }, forum);
    discord.faults.cut('POST /channels/:channel/threads', 'after');
    await at('2026-03-10T09:00:00Z');
    await at('2026-03-10T09:30:00Z');
    expect([...discord.world.channels.values()].filter(({ parent }) => parent === forum)).toHaveLength(1);
  });
});

describe('servers that the bot leaves and joins', () => {
  const settingOf = (guildId: string) => store.daily.find(guildId);
  const soon = () => daily.idle(clock);

  test('a server that the bot leaves gets no posts, and its subscription is deleted after 30 days', async () => {
    const { guild } = await server(place());
    daily.guilds.left(guild.id);
    await soon();
    await at('2026-03-10T12:00:00Z');
    expect(calls(POST)).toBe(0);
    for (let days = 0; days < 29; days += 1) clock.advance(DAY);
    await soon();
    expect(await settingOf(guild.id)).toMatchObject({ departed: true });
    for (let days = 0; days < 2; days += 1) {
      clock.advance(DAY);
      await soon();
    }
    expect(await settingOf(guild.id)).toBeUndefined();
  });

  test('a server that the bot joins again within that time gets its posts again', async () => {
    const { guild, channel } = await server(place());
    daily.guilds.left(guild.id);
    await at('2026-03-12T08:00:00Z');
    daily.guilds.joined(guild.id);
    await soon();
    await at('2026-03-12T09:00:00Z');
    expect(posts(discord, channel)).toHaveLength(1);
  });

  test('a server that was left while the bot was down is noticed, in its own shard only', async () => {
    const { guild } = await server(place());
    // An id carries its millisecond, and the shard follows from that.
    clock.advance(1);
    const { guild: other } = await server(place());
    const shardOf = (id: string) => Number((BigInt(id) >> 22n) % 64n);
    expect(shardOf(guild.id)).not.toBe(shardOf(other.id));
    daily.guilds.present(['1'], [shardOf(guild.id), 64]);
    await soon();
    expect((await settingOf(guild.id))?.departed).toBe(true);
    expect((await settingOf(other.id))?.departed).toBe(false);
    daily.guilds.present([guild.id], [shardOf(guild.id), 64]);
    await soon();
    expect((await settingOf(guild.id))?.departed).toBe(false);
  });
});
