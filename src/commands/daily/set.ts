import { ApplicationCommandOptionType, ChannelType } from 'discord.js';
import { cardForDay } from '../../daily/cards/post-text.ts';
import { whenText } from '../../daily/cards/status-card.ts';
import { choosePost } from '../../daily/choosing/choose-post.ts';
import { nextDue } from '../../daily/schedule/next-due.ts';
import type { Subscription, SubscriptionOptions } from '../../store/daily.ts';
import type { DailySetView } from '../../views/view.ts';
import { command, type Show } from '../kit/command.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Asked, Docent } from '../kit/request-context.ts';
import { checkedChannel } from './channel-check.ts';
import { managedGuild } from './manage-server.ts';
import { readTypedZone, zoneChoices } from './time-zones.ts';
import { readTypedTime, TYPED_TIME_FORMS } from './typed-time.ts';

/** `/daily set`: sets the daily post up, or changes it. */
export const dailySet = command({
  isAlwaysPrivate: true,
  definition: {
    name: 'set',
    description: 'Set the daily post up, or change what you name',
    options: [
      {
        type: ApplicationCommandOptionType.Channel,
        name: 'channel',
        description: 'Where it goes (needed the first time)',
        channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'time',
        description: 'At what time: 9:00, 21:30, 9 am (needed the first time)',
        max_length: 20,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'zone',
        description: 'In which time zone: type your city',
        max_length: 60,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.Role,
        name: 'role',
        description: 'A role to mention; @everyone stands for none',
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
        description: 'What to tell on days without a record of their own',
        choices: [
          { name: 'The nearest record', value: 'nearest' },
          { name: 'A record of the month', value: 'month' },
          { name: 'A record by chance', value: 'random' },
          { name: 'Nothing', value: 'skip' },
        ],
      },
    ],
  },

  read(options, _docent, { guildId }): DailySetView {
    const { channel, role, thread, publish } = options;
    const time = options.time === undefined ? undefined : readTypedTime(options.time);
    if (options.time !== undefined && !time) {
      throw new Refusal(`\`time\` cannot be read. Forms that work: ${TYPED_TIME_FORMS}.`);
    }
    const zone = options.zone === undefined ? undefined : readTypedZone(options.zone);
    if (options.zone !== undefined && !zone) {
      throw new Refusal(
        '`zone` is no time zone that I know. Type the name of a large city near you and choose from the list.',
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
});

/** Sets the daily post as the view says, and shows the first one. */
export const showDailySet: Show<DailySetView> = async (view, docent, asked) => {
  const guildId = managedGuild(asked);
  const { store, clock } = docent;
  const before = await store.daily.find(guildId);
  const wish = wishOf(view, before, docent, asked, guildId);
  const saved = await store.daily.save(wish, (settings, taken) =>
    nextDue(settings, { now: clock.now(), taken, owed: settings.due?.date }),
  );
  return setCard(saved, docent, before?.paused ?? false);
};

function wishOf(
  { channel, time, zone, role, thread, publish, quiet }: DailySetView,
  before: Subscription | undefined,
  { defaultTimeZone }: Docent,
  asked: Asked,
  guildId: string,
): SubscriptionOptions {
  const channelId = channel ?? before?.channelId;
  const at = time ?? before?.time;
  if (channelId === undefined) throw new Refusal('Say where the daily post goes: `channel`.');
  if (at === undefined) throw new Refusal(`Say at what \`time\` it comes: ${TYPED_TIME_FORMS}.`);
  const roleId = role === 'none' ? undefined : (role ?? before?.roleId);
  const named = asked.channels.get(channelId);
  // What was set before is kept in another channel too, where its kind allows it.
  const fits = {
    thread: named?.type !== ChannelType.GuildForum,
    publish: named === undefined || named.type === ChannelType.GuildAnnouncement,
  };
  const manner = {
    thread: thread === undefined ? fits.thread && (before?.thread ?? false) : thread === 'yes',
    publish: publish === undefined ? fits.publish && (before?.publish ?? false) : publish === 'yes',
    role: roleId === undefined ? undefined : asked.roles.get(roleId),
  };
  const kind = named ? checkedChannel(named, manner) : before?.channelKind;
  if (kind === undefined) throw new Refusal('Use `/daily set` and choose the `channel` there.');
  if (!named && manner.publish && kind !== 'announcement') {
    throw new Refusal('Only posts in an announcement channel can be published: choose one with `channel`.');
  }
  if (!named && manner.thread && kind === 'forum') {
    throw new Refusal('In a forum each post is a thread already: leave `thread` out.');
  }
  return {
    guildId,
    channelId,
    channelKind: kind,
    time: at,
    zone: zone ?? before?.zone ?? defaultTimeZone,
    roleId,
    thread: manner.thread,
    publish: manner.publish,
    quietDays: quiet ?? before?.quietDays ?? 'nearest',
  };
}

async function setCard(settings: Subscription, { archive, store, clock }: Docent, wasPaused: boolean) {
  const { guildId, channelId, time, zone, quietDays, due, roleId } = settings;
  const date = due?.date ?? '';
  const day = await choosePost(archive, store.daily, { guildId, date, quietDays });
  const soon = due && due.at <= clock.now();
  const first = due ? (soon ? 'The first comes now.' : `The first comes ${whenText(due.at)}.`) : '';
  const text = [
    `The daily post is set: <#${channelId}>, every day at ${time} in ${zone}. ${first}`,
    wasPaused ? 'It was paused, and goes on now.' : '',
    roleId ? `It mentions <@&${roleId}>.` : '',
    day ? 'This is what it will look like:' : 'Nothing is told on that day, for it is a quiet one.',
  ];
  const card = day ? cardForDay(date, day, {}) : { embeds: [], rows: [] };
  return { ...card, content: text.filter(Boolean).join('\n'), shares: 'nothing' } as const;
}
