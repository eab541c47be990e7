import type { ChannelKind } from '../../src/store/daily.ts';

/** The first millisecond of 2015, from which Discord counts (API reference, "Snowflakes"). */
const DISCORD_EPOCH = 1_420_070_400_000;

/** The bot's own user. */
export const OWN_ID = '4242';

/** Somebody else. */
export const OTHER_ID = '1717';

/** A message or a thread as far as the daily post is concerned. */
export interface Message {
  readonly id: bigint;
  readonly author: string;
  /** The daily slot's local date that a button of it carries. */
  readonly date?: string | undefined;
  /** Whether somebody asked for it by a command. */
  readonly isAsked?: boolean;
  /** A thread's title. */
  readonly title?: string;
  isDeleted: boolean;
  hasThread: boolean;
  isPublished: boolean;
}

/** Other people's messages, evenly apart. */
interface Chatter {
  readonly from: number;
  readonly until: number;
  readonly count: number;
}

/** A channel, with what was ever said in it. */
export interface Channel {
  readonly id: string;
  readonly guild: Guild;
  kind: ChannelKind;
  isGone: boolean;
  /** Our own messages and those that look like them, the oldest first. */
  readonly messages: Message[];
  readonly chatter: Chatter[];
  /** What was posted with a nonce, and until when Discord remembers it. */
  readonly nonces: Map<string, { readonly message: Message; readonly until: number }>;
}

/** What the bot may do in a server, everywhere alike. */
export interface Permissions {
  view: boolean;
  send: boolean;
  history: boolean;
  thread: boolean;
  mention: boolean;
}

/** A server. */
export interface Guild {
  readonly id: string;
  /** `s1`… */
  readonly name: string;
  readonly channels: Channel[];
  readonly may: Permissions;
  /** Whether the bot is in it. */
  isHere: boolean;
}

/** All that Discord knows. */
export interface Discord {
  readonly guilds: ReadonlyMap<string, Guild>;
  guild(id: string): Guild | undefined;
  channel(id: string): Channel | undefined;
  addGuild(number: number): Guild;
  addChannel(guild: Guild, kind: ChannelKind): Channel;
  /** A new id of this instant, greater than all before. */
  newId(): bigint;
  /** Up to `limit` messages of a channel between two ids, both excluded, the latest first. */
  history(channel: Channel, between: { after?: bigint; before?: bigint }, limit: number): Message[];
}

/** The id of an instant. */
export function snowflake(instant: number): bigint {
  return BigInt(Math.floor(instant) - DISCORD_EPOCH) << 22n;
}

/** The instant of an id. */
export function instantOfId(id: bigint): number {
  return Number(id >> 22n) + DISCORD_EPOCH;
}

/** A Discord without servers. */
export function createDiscord(now: () => number): Discord {
  const guilds = new Map<string, Guild>();
  const channels = new Map<string, Channel>();
  const start = snowflake(now());
  let last = 0n;
  return {
    guilds,
    guild: (id) => guilds.get(id),
    channel: (id) => channels.get(id),
    addGuild(number) {
      const id = String(start + (BigInt(number) << 22n));
      const may = { view: true, send: true, history: true, thread: true, mention: true };
      const guild: Guild = { id, name: `s${number}`, channels: [], may, isHere: true };
      guilds.set(id, guild);
      return guild;
    },
    addChannel(guild, kind) {
      const id = String(BigInt(guild.id) + BigInt(guild.channels.length) + 1n);
      const channel: Channel = {
        ...{ id, guild, kind, isGone: false, messages: [], chatter: [], nonces: new Map() },
      };
      guild.channels.push(channel);
      channels.set(id, channel);
      return channel;
    },
    newId() {
      const id = snowflake(now());
      last = id > last ? id : last + 1n;
      return last;
    },
    history: (channel, between, limit) => historyOf(channel, between, limit, now()),
  };
}

function historyOf(
  { messages, chatter }: Channel,
  { after, before }: { after?: bigint; before?: bigint },
  limit: number,
  now: number,
): Message[] {
  const isBetween = ({ id }: Message) =>
    (after === undefined || id > after) && (before === undefined || id < before);
  const window = {
    from: after === undefined ? 0 : instantOfId(after),
    until: Math.min(before === undefined ? now : instantOfId(before), now),
  };
  const isOldestFirst = after !== undefined && before === undefined;
  const found = [
    ...messages.filter((message) => !message.isDeleted && isBetween(message)),
    ...chatter.flatMap((each) => chatterIn(each, window, isOldestFirst, limit).filter(isBetween)),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  // Discord gives the messages that follow `after`, and those that come last before `before`.
  return (isOldestFirst ? found.slice(0, limit) : found.slice(-limit)).reverse();
}

/** The first or the last of other people's messages in a window: a few more than a page, made when asked for. */
function chatterIn(
  { from, until, count }: Chatter,
  window: { from: number; until: number },
  isOldestFirst: boolean,
  limit: number,
): Message[] {
  const apart = (until - from) / count;
  const first = Math.max(0, Math.floor((window.from - from) / apart) - 1);
  const last = Math.min(count - 1, Math.ceil((window.until - from) / apart) + 1);
  const span = limit + 4;
  const [begin, end] = isOldestFirst
    ? [first, Math.min(last, first + span)]
    : [Math.max(first, last - span), last];
  const made: Message[] = [];
  for (let index = begin; index <= end; index += 1) {
    const instant = from + index * apart;
    if (instant <= window.until) made.push(othersMessage(snowflake(instant) + 1n));
  }
  return made;
}

function othersMessage(id: bigint): Message {
  return { id, author: OTHER_ID, isDeleted: false, hasThread: false, isPublished: false };
}
