import {
  AllowedMentionsTypes,
  ChannelType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Discord } from '../../discord.ts';
import { messageIssues } from '../../rules/message.ts';
import { composed, type MessagePayload } from '../../world/messages.ts';
import { Nonces } from '../../world/nonces.ts';
import { permissionsOf } from '../../world/permissions.ts';
import { channelFor } from '../../world/places.ts';
import type { StoredMessage } from '../../world/world.ts';
import { foundIn, type Issue, invalidForm, Refusal, refuse } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { Call, Route } from '../route.ts';

/** A message as a bot sends it to a channel. */
interface CreateMessage extends MessagePayload {
  nonce?: string | number | null;
  enforce_nonce?: boolean;
}

/** A plain message mentions everything by default (Discord, "Allowed mentions object"). */
const ALL_MENTIONS = {
  parse: [AllowedMentionsTypes.User, AllowedMentionsTypes.Role, AllowedMentionsTypes.Everyone],
};

/** The permissions that a bot needs to send a message. */
export const TO_POST = [PermissionFlagsBits.SendMessages, PermissionFlagsBits.EmbedLinks];

/** The most characters in the text of a bot's message (Discord, "Create message"). */
const LONGEST_CONTENT = 2000;

/** How many messages are listed by default, and at most. */
const LISTED = { usually: 50, most: 100 };

/** The messages of a channel: to send, read and publish. */
export function messageRoutes(discord: Discord): Route[] {
  const nonces = new Nonces(discord.clock);
  const path = '/channels/:channel/messages';
  return [
    { method: 'POST', path, bot: true, answer: (call) => send(discord, nonces, call) },
    { method: 'GET', path, bot: true, answer: (call) => list(discord, call) },
    {
      method: 'POST',
      path: `${path}/:message/crosspost`,
      bot: true,
      answer: (call) => publish(discord, call),
    },
  ];
}

function send({ world, clock, check }: Discord, nonces: Nonces, { params, body }: Call): Reply {
  const channel = channelFor(world, params.channel, ...TO_POST);
  const payload = (body ?? {}) as CreateMessage;
  if (channel.type === ChannelType.GuildForum) {
    throw new Refusal(400, 50008, 'Cannot send messages in a non-text channel');
  }
  refuse(
    foundIn(
      check('MessageCreateRequestSchema', payload),
      () => contentIssues(payload),
      () => messageIssues(payload, []),
    ),
  );
  const { nonce } = payload;
  const before = nonce != null && payload.enforce_nonce ? nonces.find(nonce) : undefined;
  if (before) return { status: 200, body: before };
  const spoken = { ...payload, allowed_mentions: payload.allowed_mentions ?? ALL_MENTIONS };
  const frame = { type: MessageType.Default, ...(nonce != null && { nonce }) };
  const message = composed(world, clock.now(), channel, spoken, frame);
  if (nonce != null) nonces.remember(nonce, message);
  world.post(channel, message);
  return { status: 200, body: message };
}

/** The issue of a text that is too long for a bot. The schema allows twice as much, which is for people with Nitro. */
function contentIssues({ content }: CreateMessage): Issue[] {
  if (typeof content !== 'string' || content.length <= LONGEST_CONTENT) return [];
  const message = `Must be ${LONGEST_CONTENT} or fewer in length.`;
  return [{ path: ['content'], code: 'BASE_TYPE_MAX_LENGTH', message }];
}

/** The messages of a channel. Without Read Message History the list is empty, not refused (Discord, "Get channel messages"). */
function list({ world }: Discord, { params, query }: Call): Reply {
  const channel = channelFor(world, params.channel);
  if (channel.type === ChannelType.GuildForum) {
    throw new Refusal(400, 50024, 'Cannot execute action on this channel type');
  }
  const own = permissionsOf(channel.guild, world.bot.id, channel.parent ?? channel);
  if ((own & PermissionFlagsBits.ReadMessageHistory) === 0n) return { status: 200, body: [] };
  const limit = wholeNumber(query, 'limit') ?? BigInt(LISTED.usually);
  if (limit < 1 || limit > LISTED.most) throw notValid('limit');
  const [after, before] = [wholeNumber(query, 'after'), wholeNumber(query, 'before')];
  const messages = world.messages(channel).filter(({ id }) => before === undefined || BigInt(id) < before);
  const chosen =
    after === undefined
      ? messages.slice(-Number(limit))
      : messages.filter(({ id }) => BigInt(id) > after).slice(0, Number(limit));
  return { status: 200, body: chosen.toReversed() };
}

/** A number from the query; undefined when it is absent. */
function wholeNumber(query: URLSearchParams, name: string): bigint | undefined {
  const value = query.get(name);
  if (value === null) return undefined;
  if (!/^\d{1,20}$/.test(value)) throw notValid(name);
  return BigInt(value);
}

function notValid(name: string): Refusal {
  const message = `Value "${name}" is not a number that may stand here.`;
  return invalidForm([{ path: [name], code: 'NUMBER_TYPE_COERCE', message }]);
}

function publish({ world }: Discord, { params }: Call): Reply {
  const channel = channelFor(world, params.channel, PermissionFlagsBits.SendMessages);
  const message = messageFor(world, params.message);
  if (channel.type !== ChannelType.GuildAnnouncement) {
    throw new Refusal(400, 50024, 'Cannot execute action on this channel type');
  }
  const flags = message.flags ?? 0;
  if (flags & MessageFlags.Crossposted) {
    throw new Refusal(400, 40033, 'This message has already been crossposted');
  }
  const published = { ...message, flags: flags | MessageFlags.Crossposted };
  world.change(published);
  return { status: 200, body: published };
}

/**
 * The message with that id.
 *
 * @throws {Refusal} when it is unknown
 */
export function messageFor(world: Discord['world'], id: string | undefined): StoredMessage {
  const message = world.message(id ?? '');
  if (!message) throw new Refusal(404, 10008, 'Unknown Message');
  return message;
}
