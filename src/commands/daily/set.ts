import { ApplicationCommandOptionType, ChannelType } from 'discord.js';
import type { Card } from '../../cards/kit/card.ts';
import { cardForDay } from '../../daily/cards/post-text.ts';
import { whenText } from '../../daily/cards/status-card.ts';
import { choosePost } from '../../daily/choosing/choose-post.ts';
import { nextDue } from '../../daily/schedule/next-due.ts';
import type { Subscription, SubscriptionOptions } from '../../store/daily.ts';
import type { ActionNamed } from '../../views/action.ts';
import { actionCommand } from '../kit/command.ts';
import { quoted, Refusal, unreadable } from '../kit/refusal.ts';
import type { RequestContext } from '../kit/request-context.ts';
import type { Services } from '../kit/services.ts';
import { checkedChannel } from './channel-check.ts';
import { managedGuild } from './manage-server.ts';
import { readTypedZone, zoneChoices } from './time-zones.ts';
import { readTypedTime, TYPED_TIME_FORMS } from './typed-time.ts';

/** `/daily set`: sets up the daily post, or changes it. */
export const dailySet = actionCommand({
  action: 'daily-set',
  isAlwaysPrivate: true,
  definition: {
    name: 'set',
    description: 'Set up the daily post, or change the options that you give',
    options: [
      {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        description: 'Where to post (required the first time)',
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'time',
        description: 'When to post: 9:00, 21:30, 9 am (required the first time)',
        max_length: 20,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'zone',
        description: 'The time zone: type your city',
        max_length: 60,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.Role,
        name: 'role',
        description: 'A role to mention; choose @everyone for none',
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'thread',
        description: 'Open a thread under each post',
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'publish',
        description: 'In an announcement channel: publish each post to the servers that follow it',
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'quiet-days',
        description: 'What to post on a date for which the archive has no record',
        choices: [
          { name: 'The nearest record', value: 'nearest' },
          { name: 'A record from the month', value: 'month' },
          { name: 'A random record', value: 'random' },
          { name: 'Nothing', value: 'skip' },
        ],
      },
    ],
  },

  read(options, _services, { guildId }) {
    const { channel, role, thread, publish } = options;
    const time = options.time === undefined ? undefined : readTypedTime(options.time);
    if (options.time !== undefined && !time) {
      throw unreadable(options.time, 'a time of day', TYPED_TIME_FORMS);
    }
    const zone = options.zone === undefined ? undefined : readTypedZone(options.zone);
    if (options.zone !== undefined && !zone) {
      throw new Refusal(
        `I don’t know the time zone ${quoted(options.zone)}. Type the name of a large city near you and choose from the list.`,
      );
    }
    return {
      name: 'daily-set',
      ...(channel !== undefined && { channel }),
      ...(time && { time }),
      ...(zone && { zone }),
      ...(role !== undefined && { role: role === guildId ? 'none' : role }),
      ...(thread !== undefined && { thread: thread ? 'yes' : 'no' }),
      ...(publish !== undefined && { publish: publish ? 'yes' : 'no' }),
      ...(options['quiet-days'] && { quiet: options['quiet-days'] }),
    };
  },

  suggest: (_option, typed, { clock }) =>
    zoneChoices(typed, clock.now()).map(({ name, zone }) => ({ name, value: zone })),

  /** Saves the settings, and shows what the first post will look like. */
  async perform(action, services, context) {
    const guildId = managedGuild(context);
    const { store, clock } = services;
    const before = await store.daily.find(guildId);
    const options = optionsOf(action, before, services, context, guildId);
    const saved = await store.daily.save(options, (settings, taken) =>
      nextDue(settings, { now: clock.now(), taken, owed: settings.due?.date }),
    );
    return { card: await setCard(saved, services, before?.paused ?? false) };
  },
});

/** The options of the whole subscription: what the action names, and what was set before. */
function optionsOf(
  { channel, time, zone, role, thread, publish, quiet }: ActionNamed<'daily-set'>,
  before: Subscription | undefined,
  { defaultTimeZone }: Services,
  context: RequestContext,
  guildId: string,
): SubscriptionOptions {
  const channelId = channel ?? before?.channelId;
  const at = time ?? before?.time;
  if (channelId === undefined) throw new Refusal('Choose a `channel` for the daily post.');
  if (at === undefined)
    throw new Refusal(`Choose a \`time\` for the daily post. Forms that work: ${TYPED_TIME_FORMS}.`);
  const roleId = role === 'none' ? undefined : (role ?? before?.roleId);
  const named = context.channels.get(channelId);
  // Earlier settings also apply in another channel, where its kind allows them.
  const fits = {
    thread: named?.type !== ChannelType.GuildForum,
    publish: named === undefined || named.type === ChannelType.GuildAnnouncement,
  };
  const wanted = {
    thread: thread === undefined ? fits.thread && (before?.thread ?? false) : thread === 'yes',
    publish: publish === undefined ? fits.publish && (before?.publish ?? false) : publish === 'yes',
    role: roleId === undefined ? undefined : context.roles.get(roleId),
  };
  const kind = named ? checkedChannel(named, wanted) : before?.channelKind;
  if (kind === undefined) throw new Refusal('Run `/daily set` again and choose the `channel`.');
  if (!named && wanted.publish && kind !== 'announcement') {
    throw new Refusal('Only posts in an announcement channel can be published. Choose one with `channel`.');
  }
  if (!named && wanted.thread && kind === 'forum') {
    throw new Refusal('In a forum each post is already a thread. Leave `thread` out.');
  }
  return {
    guildId,
    channelId,
    channelKind: kind,
    time: at,
    zone: zone ?? before?.zone ?? defaultTimeZone,
    roleId,
    thread: wanted.thread,
    publish: wanted.publish,
    quietDays: quiet ?? before?.quietDays ?? 'nearest',
  };
}

async function setCard(
  settings: Subscription,
  { archive, store, clock }: Services,
  wasPaused: boolean,
): Promise<Card> {
  const { guildId, channelId, time, zone, quietDays, due, roleId } = settings;
  const date = due?.date ?? '';
  const day = await choosePost(archive, store.daily, { guildId, date, quietDays });
  const soon = due && due.at <= clock.now();
  const first = due
    ? soon
      ? 'The first post is on its way.'
      : `The first post comes ${whenText(due.at)}.`
    : '';
  const text = [
    `The daily post is set: <#${channelId}>, every day at ${time} in ${zone}. ${first}`,
    wasPaused ? 'It was paused and is running again.' : '',
    roleId ? `It mentions <@&${roleId}>.` : '',
    day
      ? 'This is what it will look like:'
      : 'There will be no post that day: the archive has no record for it.',
  ];
  const card = day ? cardForDay(date, day, {}) : { embeds: [], rows: [] };
  return { ...card, content: text.filter(Boolean).join('\n') };
}
