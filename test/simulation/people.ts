import { dateAfter, instantOf, localDate, nextDue } from '../../src/daily/schedule/next-due.ts';
import type { ChannelKind, QuietDays, Subscription, SubscriptionOptions } from '../../src/store/daily.ts';
import type { Bot } from './bots.ts';
import type { Chance } from './chance.ts';
import { type Channel, type Guild, OTHER_ID, OWN_ID, type Permissions } from './discord.ts';
import type { Fault } from './faults.ts';
import type { Server, Standing } from './server.ts';
import type { Surroundings } from './surroundings.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Zones with much to get wrong: half an hour of summer time, none in a holy month, the date line, both halves. */
const ZONES = [
  ...([
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
    'America/New_York',
    'Europe/Berlin',
  ] as const),
  ...(['Pacific/Kiritimati', 'UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Chatham'] as const),
  ...(['Africa/Cairo', 'America/Santiago', 'Pacific/Pago_Pago'] as const),
] as [string, ...string[]];

/** Times at which clocks change, days end or everyone posts. */
const TIMES = ['00:00', '00:30', '02:00', '02:30', '03:00', '09:00', '09:00', '09:00', '23:30', '23:59'] as [
  string,
  ...string[],
];

/** What people are to a world. */
export interface PeopleParts {
  readonly around: Surroundings;
  readonly bots: readonly Bot[];
  /** When the world becomes calm: nobody changes anything from then on. */
  readonly until: number;
  /** Called whenever a server's setting has changed. */
  readonly changed: (server: Server) => void;
}

type Deed = (parts: PeopleParts, server: Server) => void;

/** What people do to a server, by the kind of fault that it counts as. */
const DEEDS: Readonly<Partial<Record<Fault, Deed>>> = {
  setting: (parts, server) => change(parts, server, (wish) => changedWish(parts, server, wish)),
  pause: (parts, server) => {
    ask(parts, server, 'pauses', ({ wish }) => ({ wish, paused: true }), pauseIt);
    later(parts, server, 2 * DAY, () =>
      ask(parts, server, 'resumes', ({ wish }) => ({ wish, paused: false }), resumeIt),
    );
  },
  off: (parts, server) => {
    const { wish } = standingOf(server);
    ask(
      ...([parts, server, 'switches it off', () => ({ wish: undefined, paused: false })] as const),
      async (bot) => void (await bot.store.remove(server.guild.id)),
    );
    later(parts, server, DAY, () => change(parts, server, (now) => now ?? wish));
  },
  departure: depart,
  refusal: (parts, server) =>
    withdraw(parts, server, server.chance.pick(['view', 'send', 'thread', 'mention'])),
  history: (parts, server) => withdraw(parts, server, 'history'),
  'channel-gone': (parts, server) => {
    const channel = channelOf(parts, server);
    if (!channel || channel.isGone) return;
    channel.isGone = true;
    const over = parts.around.blame.begin(server.name);
    later(parts, server, DAY, () => {
      over();
      change(parts, server, (wish) => wish && { ...wish, channelId: newChannel(parts, server, 'text').id });
    });
  },
  'kind-change': (parts, server) => {
    const channel = channelOf(parts, server);
    if (!channel || channel.kind === 'forum') return;
    channel.kind = channel.kind === 'text' ? 'announcement' : 'text';
    parts.around.blame.note(server.name);
  },
  flood: ({ around }, server) => {
    const from = around.timeline.now() - server.chance.between(0, 30) * MINUTE;
    const until = from + server.chance.between(5, 90) * MINUTE;
    const count = server.chance.pick([300, 4800, 5200, 9000]);
    for (const channel of server.guild.channels) channel.chatter.push({ from, until, count });
    server.floodedUntil = Math.max(server.floodedUntil, until + 3 * DAY);
  },
  lookalike: ({ around }, server) => lookalike(around, server),
  deletion: ({ around }, server) => {
    const posts = [...server.posts.values()].flat();
    const [latest] = posts.slice(-1);
    const isSettled = latest && server.ended.get(latest.message.date ?? '')?.state === 'done';
    if (!isSettled) return;
    latest.message.isDeleted = true;
    around.blame.note(server.name);
  },
};

/** People set the post up, and go on to change and break things until the world becomes calm. */
export function settleIn(parts: PeopleParts, server: Server): void {
  const { around, until } = parts;
  const { timeline, climate, trace, tally } = around;
  const { chance } = server;
  const deeds = (Object.keys(DEEDS) as Fault[]).filter((fault) => climate.faults.has(fault));
  for (let count = 0; count < 2; count += 1) {
    newChannel(parts, server, chance.pick(['text', 'text', 'announcement', 'forum']));
  }
  around.timeline.after(2000 + chance.between(0, 60_000), () =>
    change(parts, server, () => firstWish(server)),
  );
  const [first, ...others] = deeds;
  const next = (): void => {
    const instant = nextMoment(server, timeline.now());
    if (instant >= until || first === undefined) return;
    timeline.at(instant, () => {
      const fault = chance.pick([first, ...others]);
      if (server.guild.isHere || fault === 'flood') {
        tally[fault] += 1;
        trace.say(server.name, `people: ${fault}`);
        DEEDS[fault]?.(parts, server);
      }
      next();
    });
  };
  next();
}

/** Mostly around the minute at which a post is due, now and then at any other. */
function nextMoment(server: Server, now: number): number {
  const { chance } = server;
  const { wish } = standingOf(server);
  const after = now + chance.between(10 * MINUTE, 72 * HOUR);
  if (!wish || chance.happens(0.3)) return after;
  const due = instantOf(localDate(new Date(after), wish.zone), wish.time, wish.zone);
  const near = (due?.getTime() ?? after) + Math.round(chance.between(-90_000, 180_000) * chance.next());
  return near > now ? near : after;
}

/** What people believe to have set. */
function standingOf({ possible }: Server): Standing {
  return possible.at(-1) ?? { wish: undefined, paused: false };
}

function later({ around, until }: PeopleParts, { chance }: Server, most: number, deed: () => void): void {
  const { timeline } = around;
  timeline.at(Math.min(timeline.now() + chance.between(MINUTE, most), until), deed);
}

/** Asks a process that is up to change the setting, as `/daily` does. */
function ask(
  { around, bots, changed }: PeopleParts,
  server: Server,
  what: string,
  after: (standing: Standing) => Standing,
  asking: (bot: Bot, server: Server) => Promise<void>,
): void {
  const up = bots.filter((bot) => bot.isUp);
  const bot = up[server.chance.between(0, Math.max(up.length - 1, 0))];
  if (!bot || !server.guild.isHere) return;
  const { now } = around.timeline;
  const wanted = after(standingOf(server));
  around.trace.say(server.name, `people: ${what} by ${bot.name}: ${said(wanted)}`);
  server.possible = [...server.possible, wanted];
  server.changedAt = now();
  around.blame.note(server.name);
  void asking(bot, server).then(
    () => {
      server.possible = [wanted];
      server.changedAt = now();
      around.blame.note(server.name);
      changed(server);
    },
    () => changed(server),
  );
}

function said({ wish, paused }: Standing): string {
  if (!wish) return 'none';
  const { time, zone, channelId, channelKind, thread, publish, quietDays } = wish;
  const extras = [thread && 'thread', publish && 'publish', paused && 'paused'].filter(Boolean).join(' ');
  return `${time} ${zone} ${channelKind} ${channelId} ${quietDays} ${extras}`;
}

function change(
  parts: PeopleParts,
  server: Server,
  wishOf: (before: SubscriptionOptions | undefined) => SubscriptionOptions | undefined,
): void {
  const wish = wishOf(standingOf(server).wish);
  if (!wish) return;
  const next = (bot: Bot) => (settings: Subscription, taken: ReadonlySet<string>) =>
    nextDue(settings, { now: bot.now(), taken, owed: settings.due?.date });
  ask(
    ...([parts, server, 'sets', () => ({ wish, paused: false })] as const),
    async (bot) => void (await bot.store.save(wish, next(bot))),
  );
}

async function pauseIt(bot: Bot, server: Server): Promise<void> {
  await bot.store.pause(server.guild.id);
}

async function resumeIt(bot: Bot, server: Server): Promise<void> {
  await bot.store.resume(server.guild.id, (settings, taken) => nextDue(settings, { now: bot.now(), taken }));
}

function firstWish({ chance, guild }: Server): SubscriptionOptions {
  const channel = guild.channels[0] as Channel;
  return {
    ...{ guildId: guild.id, channelId: channel.id, channelKind: channel.kind },
    ...{ time: timeOf(chance), zone: chance.pick(ZONES), quietDays: quietDaysOf(chance) },
    ...{ roleId: chance.happens(0.2) ? '77' : undefined, ...mannerOf(chance, channel.kind) },
  };
}

function mannerOf(chance: Chance, kind: ChannelKind) {
  const [thread, publish] = [chance.happens(0.3), chance.happens(0.5)];
  return { thread: thread && kind !== 'forum', publish: publish && kind === 'announcement' };
}

function quietDaysOf(chance: Chance): QuietDays {
  return chance.pick(['nearest', 'nearest', 'month', 'random', 'skip']);
}

function timeOf(chance: Chance): string {
  if (chance.happens(0.6)) return chance.pick(TIMES);
  const minutes = chance.between(0, 24 * 60 - 1);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function changedWish(
  parts: PeopleParts,
  server: Server,
  before: SubscriptionOptions | undefined,
): SubscriptionOptions | undefined {
  if (!before) return undefined;
  const { chance } = server;
  const what = chance.pick(['time', 'soon', 'zone', 'channel', 'role', 'manner', 'quiet']);
  if (what === 'time') return { ...before, time: timeOf(chance) };
  if (what === 'soon') return { ...before, time: soon(parts, server, before.zone) };
  if (what === 'zone') return { ...before, zone: chance.pick(ZONES) };
  if (what === 'role') return { ...before, roleId: before.roleId ? undefined : '77' };
  if (what === 'quiet') return { ...before, quietDays: quietDaysOf(chance) };
  if (what === 'manner') return { ...before, ...mannerOf(chance, before.channelKind) };
  const others = server.guild.channels.filter(({ isGone, id }) => !isGone && id !== before.channelId);
  const channel =
    others[chance.between(0, Math.max(others.length - 1, 0))] ??
    newChannel(parts, server, chance.pick(['text', 'announcement', 'forum']));
  const { id: channelId, kind: channelKind } = channel;
  return { ...before, channelId, channelKind, ...mannerOf(chance, channelKind) };
}

/** A local time a few minutes away, forwards or back. */
function soon({ around }: PeopleParts, { chance }: Server, zone: string): string {
  const instant = new Date(around.timeline.now() + chance.between(-10, 10) * MINUTE);
  return instant.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
}

function newChannel({ around }: PeopleParts, { guild }: Server, kind: ChannelKind): Channel {
  const channel = around.discord.addChannel(guild, kind);
  const from = around.timeline.now() - DAY;
  // Somebody says something every hour or so.
  channel.chatter.push({ from, until: from + 100 * DAY, count: 2000 });
  return channel;
}

function channelOf({ around }: PeopleParts, server: Server): Channel | undefined {
  const { wish } = standingOf(server);
  return wish && around.discord.channel(wish.channelId);
}

function withdraw(parts: PeopleParts, server: Server, permission: keyof Permissions): void {
  const { may, isHere }: Guild = server.guild;
  if (!may[permission] || !isHere) return;
  may[permission] = false;
  parts.around.blame.note(server.name);
  parts.around.trace.say(server.name, `people: withdraw the permission to ${permission}`);
  later(parts, server, 2.5 * DAY, () => {
    may[permission] = true;
    parts.around.blame.note(server.name);
    parts.around.trace.say(server.name, `people: grant the permission to ${permission}`);
  });
}

function depart(parts: PeopleParts, server: Server): void {
  const { around, bots } = parts;
  const { guild, chance } = server;
  const tell = (how: 'joined' | 'left') => {
    guild.isHere = how === 'joined';
    server.changedAt = around.timeline.now();
    around.trace.say(server.name, `the bot has ${how}`);
    around.blame.note(server.name);
    parts.changed(server);
    // Those that are down learn of it when they start.
    for (const bot of bots)
      if (bot.isUp) around.timeline.after(chance.between(10, 900), () => bot[how](guild.id));
  };
  tell('left');
  later(parts, server, 2 * DAY, () => tell('joined'));
}

/** Messages that are not the daily post although they look like it. */
function lookalike({ discord, timeline }: Surroundings, { guild, chance, possible }: Server): void {
  const zone = possible.at(-1)?.wish?.zone ?? 'UTC';
  const date = dateAfter(localDate(new Date(timeline.now()), zone), chance.between(0, 1));
  const rest = { isDeleted: false, hasThread: false, isPublished: false };
  for (const channel of guild.channels) {
    // A preview that somebody asked for, and the card of another bot.
    channel.messages.push({
      id: discord.newId(),
      author: OWN_ID,
      date,
      isAsked: true,
      title: 'preview',
      ...rest,
    });
    channel.messages.push({
      id: discord.newId(),
      author: OTHER_ID,
      date,
      title: `On this day: ${date}`,
      ...rest,
    });
  }
}
