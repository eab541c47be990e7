import { ChannelType, MessageType, PermissionFlagsBits } from 'discord.js';
import type { Discord } from '../../discord.ts';
import { messageIssues } from '../../rules/message.ts';
import { composed, type MessagePayload } from '../../world/messages.ts';
import { channelFor, type GuildChannel, guildFor } from '../../world/places.ts';
import { apiChannel } from '../../world/wire.ts';
import { foundIn, Refusal, refuse } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { Call, Route } from '../route.ts';
import { messageFor, TO_POST } from './messages.ts';

/** Threads: to open one under a message or as a forum's post, and to list them. */
export function threadRoutes(discord: Discord): Route[] {
  return [
    {
      method: 'POST',
      path: '/channels/:channel/messages/:message/threads',
      bot: true,
      answer: (call) => underMessage(discord, call),
    },
    {
      method: 'POST',
      path: '/channels/:channel/threads',
      bot: true,
      answer: (call) => inForum(discord, call),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/threads/active',
      bot: true,
      answer: ({ params }) => {
        const { id } = guildFor(discord.world, params.guild);
        return listed(discord, ({ guild, archived }) => guild.id === id && !archived);
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/threads/archived/public',
      bot: true,
      answer: ({ params }) => {
        const { id } = channelFor(discord.world, params.channel, PermissionFlagsBits.ReadMessageHistory);
        return listed(discord, ({ parent, archived }) => parent?.id === id && archived === true);
      },
    },
  ];
}

function underMessage({ world, check }: Discord, { params, body }: Call): Reply {
  const channel = channelFor(world, params.channel, PermissionFlagsBits.CreatePublicThreads);
  refuse(check('CreateTextThreadWithMessageRequestSchema', body));
  const message = messageFor(world, params.message);
  if (world.channels.has(message.id)) {
    throw new Refusal(400, 160004, 'A thread has already been created for this message');
  }
  const { name } = body as { name: string };
  const type =
    channel.type === ChannelType.GuildAnnouncement
      ? ChannelType.AnnouncementThread
      : ChannelType.PublicThread;
  const thread = world.addThread(channel, name, type, message.id);
  return { status: 201, body: apiChannel(thread, world.bot.id) };
}

function inForum({ world, clock, check }: Discord, { params, body }: Call): Reply {
  const forum = channelFor(world, params.channel, ...TO_POST);
  if (forum.type !== ChannelType.GuildForum) {
    throw new Refusal(400, 50024, 'Cannot execute action on this channel type');
  }
  const { name, message, applied_tags } = (body ?? {}) as {
    name: string;
    message: MessagePayload;
    applied_tags?: string[];
  };
  refuse(foundIn(check('CreateForumThreadRequestSchema', body), () => messageIssues(message, ['message'])));
  if (forum.requiresTag && !applied_tags?.length) {
    throw new Refusal(400, 40067, 'A tag is required to create a forum post in this channel');
  }
  const thread = world.addThread(forum, name, ChannelType.PublicThread);
  const first = composed(world, clock.now(), thread, message, { type: MessageType.Default, id: thread.id });
  world.post(thread, first);
  return { status: 201, body: { ...apiChannel(thread, world.bot.id), message: first } };
}

function listed({ world }: Discord, wanted: (thread: GuildChannel) => boolean): Reply {
  const threads = [...world.channels.values()].filter(
    (channel) => channel.parent && channel.guild && wanted(channel as GuildChannel),
  );
  const body = {
    threads: threads.map((thread) => apiChannel(thread, world.bot.id)),
    members: [],
    has_more: false,
  };
  return { status: 200, body };
}
