import {
  ChannelType,
  DiscordAPIError,
  MessageType,
  PermissionFlagsBits,
  type REST,
  type RouteLike,
} from 'discord.js';
import { type Channel, type Discord, type Guild, instantOfId, type Message, OWN_ID } from './discord.ts';

/** A call as Discord gets it. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly route: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** The server that the call concerns. */
  readonly guild: Guild | undefined;
}

/** What Discord does with a call that reaches it. It throws what discord.js throws for a refusal. */
export type Answer = (call: Call) => unknown;

/** What the answers need of the world. */
export interface AnswerParts {
  readonly discord: Discord;
  readonly now: () => number;
  /** How long Discord remembers a nonce, in milliseconds. */
  readonly nonceKept: () => number;
  /** Told of each message that the bot posts. */
  readonly posted: (guild: Guild, channel: Channel, message: Message) => void;
}

/** A call of discord.js, read. */
export function callOf(
  discord: Discord,
  method: Call['method'],
  route: RouteLike,
  options: Parameters<REST['get']>[1],
): Call {
  const [, kind, id = ''] = route.split('/');
  const guild = kind === 'channels' ? discord.channel(id)?.guild : discord.guild(id);
  const body = (options?.body ?? {}) as Call['body'];
  return { method, route, query: options?.query ?? new URLSearchParams(), body, guild };
}

/** Discord's answers (API reference: Message, Channel, Guild), as far as the daily post asks. */
export function createAnswers(parts: AnswerParts): Answer {
  const { discord } = parts;
  return (call) => {
    const [, kind, id = '', what, first, second] = call.route.split('/');
    if (kind === 'users') return { id: OWN_ID };
    if (kind === 'guilds') return ofGuild(call, what);
    const channel = discord.channel(id);
    if (!channel || channel.isGone) throw refused(call, 404, 10003, 'Unknown Channel');
    if (!channel.guild.isHere || !channel.guild.may.view) throw refused(call, 403, 50001, 'Missing Access');
    if (call.method === 'GET') return read(parts, call, channel, what);
    if (what === 'threads') return postInForum(parts, call, channel);
    if (first === undefined) return post(parts, call, channel);
    return afterPost(call, channel, first, second);
  };
}

function refused(call: Call, status: number, code: number, message: string): DiscordAPIError {
  return new DiscordAPIError({ code, message }, code, status, call.method, call.route, {});
}

function ofGuild(call: Call, what: string | undefined): unknown {
  const { guild } = call;
  if (!guild?.isHere) throw refused(call, 404, 10004, 'Unknown Guild');
  if (what === 'members') return { roles: [] };
  if (what === 'threads') {
    // Open threads; the older half is archived.
    const threads = guild.channels.flatMap((channel) => threadsOf(channel));
    return { threads: threads.filter((_, index) => index % 2 === 0) };
  }
  const { view, send, history, thread, mention } = guild.may;
  const flags = PermissionFlagsBits;
  const permissions = [
    view && flags.ViewChannel,
    send && flags.SendMessages,
    history && flags.ReadMessageHistory,
    thread && flags.CreatePublicThreads,
    mention && flags.MentionEveryone,
  ].reduce<bigint>((all, flag) => all | (flag || 0n), flags.EmbedLinks);
  return { id: guild.id, owner_id: '1', roles: [{ id: guild.id, permissions: String(permissions) }] };
}

/** Every second thread was archived, an hour after it was made. */
function archived(channel: Channel, { query }: Call) {
  const [before, limit] = [query.get('before'), Number(query.get('limit') ?? 50)];
  const threads = threadsOf(channel)
    .filter((_, index) => index % 2 === 1)
    .filter(({ thread_metadata: { archive_timestamp } }) => before === null || archive_timestamp < before)
    .reverse();
  return { threads: threads.slice(0, limit), has_more: threads.length > limit };
}

function threadsOf(channel: Channel) {
  if (channel.kind !== 'forum') return [];
  return channel.messages
    .filter(({ isDeleted }) => !isDeleted)
    .map(({ id, author, title }) => ({
      ...{ id: String(id), owner_id: author, name: title, parent_id: channel.id },
      thread_metadata: { archive_timestamp: new Date(instantOfId(id) + 3_600_000).toISOString() },
    }));
}

function read({ discord }: AnswerParts, call: Call, channel: Channel, what: string | undefined): unknown {
  if (what === undefined) {
    const types = { text: ChannelType.GuildText, announcement: ChannelType.GuildAnnouncement };
    const type = channel.kind === 'forum' ? ChannelType.GuildForum : types[channel.kind];
    return { id: channel.id, type, permission_overwrites: [] };
  }
  if (what === 'threads') return archived(channel, call);
  if (!channel.guild.may.history) return [];
  const [after, before] = ['after', 'before'].map((name) => call.query.get(name));
  const limit = Number(call.query.get('limit') ?? 50);
  const between = { ...(after && { after: BigInt(after) }), ...(before && { before: BigInt(before) }) };
  return discord.history(channel, between, limit).map(messageAsSent);
}

function messageAsSent({ id, author, date, isAsked }: Message) {
  const custom_id = `on-this-day?date=x#daily-${date}`;
  return {
    ...{ id: String(id), type: MessageType.Default, author: { id: author } },
    components: date === undefined ? [] : [{ type: 1, components: [{ type: 2, custom_id }] }],
    ...(isAsked && { interaction_metadata: { user: { id: '1' } } }),
  };
}

function post({ discord, now, nonceKept, posted }: AnswerParts, call: Call, channel: Channel): unknown {
  const { guild } = channel;
  if (!guild.may.send) throw refused(call, 403, 50013, 'Missing Permissions');
  if (channel.kind === 'forum') throw refused(call, 400, 50008, 'Cannot send messages in a non-text channel');
  const { nonce, allowed_mentions } = call.body as {
    nonce?: string;
    allowed_mentions?: { roles?: string[] };
  };
  const mention_roles = guild.may.mention ? (allowed_mentions?.roles ?? []) : [];
  const before = nonce === undefined ? undefined : channel.nonces.get(nonce);
  if (before && before.until > now()) return { id: String(before.message.id), mention_roles };
  const message = madeOf(discord.newId(), call.body);
  channel.messages.push(message);
  if (nonce !== undefined) channel.nonces.set(nonce, { message, until: now() + nonceKept() });
  posted(guild, channel, message);
  return { id: String(message.id), mention_roles };
}

function postInForum({ discord, posted }: AnswerParts, call: Call, channel: Channel): unknown {
  const { guild } = channel;
  if (!guild.may.send) throw refused(call, 403, 50013, 'Missing Permissions');
  if (channel.kind !== 'forum') throw refused(call, 400, 50024, 'Cannot execute action on this channel type');
  const { name, message } = call.body as { name: string; message: Call['body'] };
  const made = { ...madeOf(discord.newId(), message), title: name };
  channel.messages.push(made);
  posted(guild, channel, made);
  return { id: String(made.id) };
}

/** The message of a body, known by the local date that its daily button carries. */
function madeOf(id: bigint, body: Call['body']): Message {
  const rows = (body.components ?? []) as { components: { custom_id?: string }[] }[];
  const ids = rows.flatMap(({ components }) => components.map(({ custom_id }) => custom_id ?? ''));
  const date = ids.map((id) => /#daily-(\d{4}-\d\d-\d\d)$/.exec(id)?.[1]).find((found) => found);
  return { id, author: OWN_ID, date, isDeleted: false, hasThread: false, isPublished: false };
}

/** A thread under a message, or its publication. */
function afterPost(call: Call, channel: Channel, id: string, what: string | undefined): unknown {
  const message = channel.messages.find((each) => String(each.id) === id && !each.isDeleted);
  if (!message) throw refused(call, 404, 10008, 'Unknown Message');
  const { may } = channel.guild;
  if (what === 'threads') {
    if (!may.thread) throw refused(call, 403, 50013, 'Missing Permissions');
    if (message.hasThread) throw refused(call, 400, 160004, 'A thread has already been created');
    message.hasThread = true;
    return { id };
  }
  if (!may.send) throw refused(call, 403, 50013, 'Missing Permissions');
  if (channel.kind !== 'announcement') throw refused(call, 400, 50024, 'Cannot execute action');
  if (message.isPublished) throw refused(call, 400, 40033, 'This message has already been crossposted');
  message.isPublished = true;
  return { id };
}
