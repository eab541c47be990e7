import {
  type APIAllowedMentions,
  type APIEmbed,
  type APIMessage,
  type APIMessageTopLevelComponent,
  MessageFlags,
  type MessageType,
  PermissionFlagsBits,
} from 'discord.js';
import { pinged } from './mentions.ts';
import { permissionsOf } from './permissions.ts';
import type { Channel } from './places-and-people.ts';
import { apiUser } from './wire.ts';
import type { StoredMessage, World } from './world.ts';

/** What a bot sends to create or edit a message, after it passed the schema and the rules. */
export interface MessagePayload {
  content?: string | null;
  embeds?: APIEmbed[] | null;
  components?: APIMessageTopLevelComponent[] | null;
  allowed_mentions?: APIAllowedMentions | null;
  flags?: number | null;
}

/** Flags that stay on a message when it is sent with them. */
const KEPT_FLAGS =
  MessageFlags.Ephemeral |
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

/** The fields of a message that its sender does not decide. */
export type MessageFrame = Partial<APIMessage> & { type: MessageType };

/** A new message from the bot in a channel. The frame's `flags` are added to the payload's. */
export function composed(
  world: World,
  now: Date,
  channel: Channel,
  payload: MessagePayload,
  frame: MessageFrame,
): StoredMessage {
  const blank: StoredMessage = {
    id: world.nextId(),
    channel_id: channel.id,
    author: apiUser(world.bot),
    content: '',
    timestamp: now.toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    ...frame,
    flags: ((payload.flags ?? 0) & KEPT_FLAGS) | (frame.flags ?? 0),
  };
  return { ...blank, ...written(world, channel, payload) };
}

/** The message after an edit. Only what the payload names changes; an ephemeral message stays ephemeral. */
export function amended(
  world: World,
  now: Date,
  channel: Channel,
  message: StoredMessage,
  payload: MessagePayload,
): StoredMessage {
  const before = message.flags ?? 0;
  const editable = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;
  const flags = payload.flags == null ? before : (before & ~editable) | (payload.flags & editable);
  return {
    ...message,
    ...written(world, channel, payload),
    flags: flags & ~MessageFlags.Loading,
    edited_timestamp: before & MessageFlags.Loading ? null : now.toISOString(),
  };
}

function written(world: World, channel: Channel, payload: MessagePayload): Partial<StoredMessage> {
  return {
    ...(payload.content !== undefined &&
      speech(world, channel, payload.content ?? '', payload.allowed_mentions)),
    ...(payload.embeds !== undefined && { embeds: (payload.embeds ?? []).map(rich) }),
    ...(payload.components !== undefined && { components: numbered(payload.components ?? []) }),
  };
}

/** An embed as Discord keeps it: with trimmed texts, so that blanks alone count as nothing. */
function rich(embed: APIEmbed): APIEmbed {
  return {
    ...embed,
    type: 'rich' as NonNullable<APIEmbed['type']>,
    ...(embed.title != null && { title: embed.title.trim() }),
    ...(embed.description != null && { description: embed.description.trim() }),
    ...(embed.fields && {
      fields: embed.fields.map((field) => ({ ...field, inline: field.inline ?? false })),
    }),
  };
}

/** The components with the ids that Discord gives them: counted through the message, from 1. */
function numbered(components: APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] {
  let next = 1;
  const number = <T>(component: T): T => {
    const id = next++;
    const inner = (component as { components?: unknown[] }).components;
    return { ...component, id, ...(inner && { components: inner.map(number) }) };
  };
  return components.map(number);
}

function speech(
  world: World,
  channel: Channel,
  content: string,
  allowed: APIAllowedMentions | null | undefined,
): Pick<StoredMessage, 'content' | 'mentions' | 'mention_roles' | 'mention_everyone'> {
  const called = pinged(content, allowed);
  const guild = channel.guild;
  const own = guild ? permissionsOf(guild, world.bot.id, channel) : 0n;
  const anyone = (own & PermissionFlagsBits.MentionEveryone) !== 0n;
  return {
    content: content.trim(),
    mentions: called.users.flatMap((id) => world.users.get(id) ?? []).map(apiUser),
    mention_roles: called.roles.filter((id) => {
      const role = guild?.roles.get(id);
      return role && (role.mentionable || anyone);
    }),
    mention_everyone: called.everyone && anyone,
  };
}
