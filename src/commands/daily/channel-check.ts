import { ChannelFlags, ChannelType, PermissionFlagsBits } from 'discord.js';
import type { ChannelKind } from '../../store/daily.ts';
import { Refusal } from '../kit/refusal.ts';
import type { ContextChannel, ContextRole } from '../kit/request-context.ts';

/** The channels that a daily post can go to. */
const CHANNEL_KINDS: Readonly<Partial<Record<ChannelType, ChannelKind>>> = {
  [ChannelType.GuildText]: 'text',
  [ChannelType.GuildAnnouncement]: 'announcement',
  [ChannelType.GuildForum]: 'forum',
};

const ALWAYS = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'ReadMessageHistory'] as const;

/** What Discord’s settings call the permissions. */
const NAMES = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  EmbedLinks: 'Embed Links',
  ReadMessageHistory: 'Read Message History',
  CreatePublicThreads: 'Create Public Threads',
  MentionEveryone: 'Mention @everyone, @here and All Roles',
} as const;

/** What the post does in the channel. */
export interface PostOptions {
  readonly thread: boolean;
  readonly publish: boolean;
  readonly role: ContextRole | undefined;
}

/**
 * The kind of a channel, when the post can go there with these options.
 *
 * @throws {Refusal} which says what is missing and how to grant it
 */
export function checkedChannel(channel: ContextChannel, { thread, publish, role }: PostOptions): ChannelKind {
  const kind = CHANNEL_KINDS[channel.type];
  if (!kind) throw new Refusal('The daily post needs a text channel, an announcement channel or a forum.');
  if (kind === 'forum') {
    if (channel.flags & ChannelFlags.RequireTag) {
      throw new Refusal(
        `<#${channel.id}> requires a tag on every post, and I can’t choose one. Switch that off in the forum’s settings, or choose another channel.`,
      );
    }
    if (thread) throw new Refusal('In a forum each post is already a thread. Leave `thread` out.');
  }
  if (publish && kind !== 'announcement') {
    throw new Refusal(
      'Only posts in an announcement channel can be published. Choose one, or leave `publish` out.',
    );
  }
  const needed = [
    ...ALWAYS,
    ...(thread ? (['CreatePublicThreads'] as const) : []),
    ...(role && !role.mentionable ? (['MentionEveryone'] as const) : []),
  ];
  const missing = needed.filter((name) => (channel.appPermissions & PermissionFlagsBits[name]) === 0n);
  if (missing.length > 0) throw new Refusal(missingText(channel, missing));
  return kind;
}

function missingText({ id }: ContextChannel, missing: readonly (keyof typeof NAMES)[]): string {
  const mention = missing.includes('MentionEveryone')
    ? ' To mention this role only, you can instead allow anyone to mention it, in the role’s settings.'
    : '';
  return [
    `I can’t post in <#${id}> yet. I’m missing these permissions: ${missing.map((name) => `**${NAMES[name]}**`).join(', ')}.`,
    `To grant them, open the channel’s settings, then **Permissions**, add me or my role, and switch these on.${mention} Then run the command again.`,
  ].join('\n');
}
