import {
  AllowedMentionsTypes,
  ChannelType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Discord } from '../discord.ts';
import { composed, type MessagePayload } from '../messages.ts';
import { Nonces } from '../nonces.ts';
import { permissionsOf } from '../permissions.ts';
import { channelFor } from '../places.ts';
import { type Issue, Refusal } from '../refusal.ts';
import { refuse } from '../responses.ts';
import type { Call, Reply, Route } from '../rest.ts';
import { messageIssues } from '../rules/message.ts';
import type { StoredMessage } from '../world.ts';

/** A message as a bot sends it to a channel. */
interface CreateMessage extends MessagePayload {
  nonce?: string | number | null;
  enforce_nonce?: boolean;
}

/** In a plain message everything is mentioned unless it says otherwise (Discord, "Allowed mentions object"). */
const ALL_MENTIONS = {
  parse: [AllowedMentionsTypes.User, AllowedMentionsTypes.Role, AllowedMentionsTypes.Everyone],
};

/** What a bot's message to a channel needs. */
export const TO_POST = [PermissionFlagsBits.SendMessages, PermissionFlagsBits.EmbedLinks];

/** The longest text of a bot's message (Discord, "Create message"). */
const LONGEST_CONTENT = 2000;

/** How many messages are listed when nothing is said, and at most. */
const LISTED = { usually: 50, most: 100 };

/** Messages of channels: sent, read and published. */
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
  refuse([
    ...check('MessageCreateRequestSchema', payload),
    ...contentIssues(payload),
    ...messageIssues(payload, []),
  ]);
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

/** The schema allows what people with Nitro may write; a bot may write half of it. */
function contentIssues({ content }: CreateMessage): Issue[] {
  if (typeof content !== 'string' || content.length <= LONGEST_CONTENT) return [];
  const message = `Must be ${LONGEST_CONTENT} or fewer in length.`;
  return [{ path: ['content'], code: 'BASE_TYPE_MAX_LENGTH', message }];
}

/** Without Read Message History the list is empty, not refused (Discord, "Get channel messages"). */
function list({ world }: Discord, { params, query }: Call): Reply {
  const channel = channelFor(world, params.channel);
  if (channel.type === ChannelType.GuildForum) {
    throw new Refusal(400, 50024, 'Cannot execute action on this channel type');
  }
  const own = permissionsOf(channel.guild, world.bot.id, channel.parent ?? channel);
  if ((own & PermissionFlagsBits.ReadMessageHistory) === 0n) return { status: 200, body: [] };
  const limit = Math.min(Number(query.get('limit') ?? LISTED.usually), LISTED.most);
  const [after, before] = [query.get('after'), query.get('before')];
  const messages = world.messages(channel).filter(({ id }) => before === null || BigInt(id) < BigInt(before));
  const chosen =
    after === null
      ? messages.slice(-limit)
      : messages.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit);
  return { status: 200, body: chosen.toReversed() };
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

/** The message of that id; refused as unknown. */
export function messageFor(world: Discord['world'], id: string | undefined): StoredMessage {
  const message = world.message(id ?? '');
  if (!message) throw new Refusal(404, 10008, 'Unknown Message');
  return message;
}
