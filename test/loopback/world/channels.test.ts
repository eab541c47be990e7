import { ChannelType, DiscordAPIError, MessageFlags, PermissionFlagsBits, REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Channel, type Loopback, startLoopback } from '../../../src/loopback/loopback.ts';
import { type TestClock, testClock } from '../../support/test-clock.ts';

let clock: TestClock;
let discord: Loopback;
let rest: REST;
let channel: Channel;

beforeEach(async () => {
  clock = testClock('2026-11-24T12:00:00Z');
  discord = await startLoopback({ clock });
  rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
  channel = discord.world.channel('general');
});
afterEach(() => discord.close());

interface Sent {
  id: string;
  content: string;
  flags: number;
  mention_roles: string[];
}
const guild = () => discord.world.guild('Reading Room');
const send = (body: object, to = channel.id) =>
  rest.post(Routes.channelMessages(to), { body }) as Promise<Sent>;
const deny = (permission: bigint) => discord.world.setOverwrite(channel, guild().id, 0n, permission);

/** Discord's code for the refusal of a call. */
async function refusal(call: Promise<unknown>): Promise<string | number> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DiscordAPIError)) throw new Error(`not refused by Discord: ${error}`);
  return error.code;
}

describe('a message to a channel', () => {
  it('is there for all, and is read again, the newest first', async () => {
    const first = await send({ content: 'one' });
    const second = await send({ content: 'two' });
    const read = (query: Record<string, string>) =>
      rest.get(Routes.channelMessages(channel.id), { query: new URLSearchParams(query) }) as Promise<Sent[]>;
    expect((await read({})).map(({ content }) => content)).toEqual(['two', 'one']);
    expect((await read({ after: first.id })).map(({ id }) => id)).toEqual([second.id]);
    expect((await read({ limit: '1' })).map(({ id }) => id)).toEqual([second.id]);
  });

  it('is the first one when its nonce is enforced and was used in the past few minutes', async () => {
    const body = { content: 'one', nonce: 'abc', enforce_nonce: true };
    const { id } = await send(body);
    expect((await send(body)).id).toBe(id);
    expect((await send({ content: 'one', nonce: 'abc' })).id).not.toBe(id);
    clock.advance(6 * 60_000);
    expect((await send(body)).id).not.toBe(id);
  });

  it('mentions all that it names unless it says otherwise', async () => {
    const { id } = discord.world.addRole(guild(), 'readers', 0n, true);
    expect((await send({ content: `<@&${id}>` })).mention_roles).toEqual([id]);
    const silent = { content: `<@&${id}>`, allowed_mentions: { parse: [] } };
    expect((await send(silent)).mention_roles).toEqual([]);
  });

  it('is refused as Discord refuses it', async () => {
    deny(PermissionFlagsBits.SendMessages);
    expect(await refusal(send({ content: 'x' }))).toBe(50013);
    deny(PermissionFlagsBits.ViewChannel);
    expect(await refusal(send({ content: 'x' }))).toBe(50001);
    expect(await refusal(send({ content: 'x' }, '1'))).toBe(10003);
    discord.world.leaveGuild(guild());
    expect(await refusal(send({ content: 'x' }))).toBe(50001);
    expect(discord.violations).toEqual([]);
  });

  it('that breaks a rule is a violation', async () => {
    expect(await refusal(send({}))).toBe(50006);
    expect(await refusal(send({ content: 'x', nonce: 'n'.repeat(26) }))).toBe(50035);
    expect(await refusal(send({ content: 'x'.repeat(2001) }))).toBe(50035);
    expect(discord.violations.map(({ code }) => code)).toEqual([50006, 50035, 50035]);
  });

  it('cannot be read without Read Message History: the list is empty, not refused', async () => {
    await send({ content: 'one' });
    deny(PermissionFlagsBits.ReadMessageHistory);
    expect(await rest.get(Routes.channelMessages(channel.id))).toEqual([]);
  });
});

describe('publishing', () => {
  it('is of announcement channels, once', async () => {
    const news = discord.world.addChannel(guild(), 'news', ChannelType.GuildAnnouncement);
    const { id } = await send({ content: 'x' }, news.id);
    const publish = () => rest.post(Routes.channelMessageCrosspost(news.id, id)) as Promise<Sent>;
    expect((await publish()).flags & MessageFlags.Crossposted).not.toBe(0);
    expect(await refusal(publish())).toBe(40033);
    const other = await send({ content: 'x' });
    expect(await refusal(rest.post(Routes.channelMessageCrosspost(channel.id, other.id)))).toBe(50024);
  });
});

describe('a thread', () => {
  const open = (id: string) => rest.post(Routes.threads(channel.id, id), { body: { name: 'Talk' } });

  it('under a message has its id, and there is one', async () => {
    const { id } = await send({ content: 'x' });
    expect(await open(id)).toMatchObject({ id, name: 'Talk', parent_id: channel.id });
    expect(await refusal(open(id))).toBe(160004);
    expect(await rest.get(Routes.guildActiveThreads(guild().id))).toMatchObject({ threads: [{ id }] });
    expect((await send({ content: 'in it' }, id)).content).toBe('in it');
  });

  it('needs the right to open it', async () => {
    const { id } = await send({ content: 'x' });
    deny(PermissionFlagsBits.CreatePublicThreads);
    expect(await refusal(open(id))).toBe(50013);
    expect(await refusal(open('1'))).toBe(50013);
  });

  it('in a forum is a post, with a tag where the forum asks for one', async () => {
    const forum = discord.world.addChannel(guild(), 'forum', ChannelType.GuildForum);
    const body = { name: 'Post', message: { content: 'x' } };
    const { id } = (await rest.post(Routes.threads(forum.id), { body })) as Sent;
    expect(discord.world.message(id)?.content).toBe('x');
    expect(await refusal(send({ content: 'x' }, forum.id))).toBe(50008);
    forum.requiresTag = true;
    expect(await refusal(rest.post(Routes.threads(forum.id), { body }))).toBe(40067);
    discord.world.channel(id).archived = true;
    const archived = await rest.get(Routes.channelThreads(forum.id, 'public'));
    expect(archived).toMatchObject({ threads: [{ id, owner_id: discord.world.bot.id }] });
    expect(await rest.get(Routes.guildActiveThreads(guild().id))).toMatchObject({ threads: [] });
  });
});

describe('what a bot may ask about a server', () => {
  it('is the server, its channels and its members, where it is in', async () => {
    expect(await rest.get(Routes.guild(guild().id))).toMatchObject({ name: 'Reading Room' });
    expect(await rest.get(Routes.channel(channel.id))).toMatchObject({ name: 'general' });
    const me = discord.world.bot.id;
    expect(await rest.get(Routes.guildMember(guild().id, me))).toMatchObject({ user: { id: me } });
    expect(await refusal(rest.get(Routes.guildMember(guild().id, '1')))).toBe(10007);
    discord.world.leaveGuild(guild());
    expect(await refusal(rest.get(Routes.guild(guild().id)))).toBe(50001);
    expect(await refusal(rest.get(Routes.guild('1')))).toBe(10004);
  });
});

it('of so many requests in a second, those too many are told to wait', async () => {
  const strict = await startLoopback({ clock, requestsPerSecond: 3 });
  const get = () =>
    fetch(`${strict.apiUrl}/v10/users/@me`, { headers: { Authorization: `Bot ${strict.token}` } });
  const statuses = [await get(), await get(), await get(), await get()].map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  const limited = await get();
  expect(limited.headers.get('X-RateLimit-Global')).toBe('true');
  clock.advance(1000);
  expect((await get()).status).toBe(200);
  await strict.close();
});
