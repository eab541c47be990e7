import { ChannelFlags, ChannelType, PermissionFlagsBits } from 'discord.js';
import type { ChannelKind } from '../../store/daily.ts';
import { Refusal } from '../kit/refusal.ts';
import type { AskedChannel, AskedRole } from '../kit/request-context.ts';

/** The channels that a daily post can go to. */
const CHANNEL_KINDS: Readonly<Partial<Record<ChannelType, ChannelKind>>> = {
  [ChannelType.GuildText]: 'text',
  [ChannelType.GuildAnnouncement]: 'announcement',
  [ChannelType.GuildForum]: 'forum',
};

const ALWAYS = ['ViewChannel', 'SendMessages', 'EmbedLinks', 'ReadMessageHistory'] as const;

/** What the permissions are called where they are given. */
const NAMES = {
  ViewChannel: 'View Channel',
  SendMessages: 'Send Messages',
  EmbedLinks: 'Embed Links',
  ReadMessageHistory: 'Read Message History',
  CreatePublicThreads: 'Create Public Threads',
  MentionEveryone: 'Mention @everyone, @here and All Roles',
} as const;

/** What the post is to do in the channel. */
export interface PostManner {
  readonly thread: boolean;
  readonly publish: boolean;
  readonly role: AskedRole | undefined;
}

/**
 * The kind of a channel that the post can go to as it is wanted.
 *
 * @throws {Refusal} which says what is missing and how to grant it
 */
export function checkedChannel(channel: AskedChannel, { thread, publish, role }: PostManner): ChannelKind {
  const kind = CHANNEL_KINDS[channel.type];
  if (!kind) throw new Refusal('The daily post goes to a text channel, an announcement channel or a forum.');
  if (kind === 'forum') {
    if (channel.flags & ChannelFlags.RequireTag) {
      throw new Refusal(
        `<#${channel.id}> asks for a tag on every post, which I cannot choose. Switch that off in the forum’s settings, or choose another channel.`,
      );
    }
    if (thread) throw new Refusal('In a forum each post is a thread already: leave `thread` out.');
  }
  if (publish && kind !== 'announcement') {
    throw new Refusal(
      'Only posts in an announcement channel can be published: choose one, or leave `publish` out.',
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

function missingText({ id }: AskedChannel, missing: readonly (keyof typeof NAMES)[]): string {
  const mention = missing.includes('MentionEveryone')
    ? ' For the role alone it is enough to let anyone mention it, in the role’s settings.'
    : '';
  return [
    `I cannot post in <#${id}> yet. What I lack there: ${missing.map((name) => `**${NAMES[name]}**`).join(', ')}.`,
    `To grant it, open the channel’s settings, then **Permissions**, add me or my role, and switch these on.${mention} Then send the command again.`,
  ].join('\n');
}
