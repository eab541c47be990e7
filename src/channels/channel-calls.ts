import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIMessage,
  type APIThreadChannel,
  type APIUser,
  REST,
  type RouteLike,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import { fitted } from '../cards/kit/fitting.ts';
import { LIMITS } from '../cards/kit/limits.ts';
import { shownText } from '../cards/kit/shown-text.ts';
import { type Clock, systemClock } from '../clock.ts';
import type { Log } from '../log.ts';
import { permissionsIn } from './own-permissions.ts';

/** A message as Discord takes it. */
export type MessageBody = Readonly<Record<string, unknown>>;

/** What is done in servers' channels for the daily post: a call each, tried once. */
export interface DiscordChannel {
  /** Posts a message once: a second one with the same nonce is, for some minutes, the first. */
  post(channelId: string, body: MessageBody, nonce: string): Promise<APIMessage>;
  /** Opens a post in a forum; its first message has the id that this gives. */
  postInForum(channelId: string, name: string, body: MessageBody): Promise<string>;
  /** Opens a thread under a message. */
  openThread(channelId: string, messageId: string, name: string): Promise<void>;
  /** Publishes a message of an announcement channel to the servers that follow it. */
  publish(channelId: string, messageId: string): Promise<void>;
  /** The id of the newest message of a channel; undefined when none is to be seen. */
  newestMessage(channelId: string): Promise<string | undefined>;
  /** Up to a hundred messages before a message, or the newest ones, the newest first. */
  messagesBefore(channelId: string, before: string | undefined): Promise<APIMessage[]>;
  /** The threads of a channel that are open. */
  openThreads(guildId: string, channelId: string): Promise<APIThreadChannel[]>;
  /** Up to a hundred archived threads of a channel, those archived last or before an instant (ISO 8601). */
  archivedThreads(
    channelId: string,
    before: string | undefined,
  ): Promise<{ readonly threads: APIThreadChannel[]; readonly isMore: boolean }>;
  /** The permissions that the bot has in a channel. */
  permissions(guildId: string, channelId: string): Promise<bigint>;
  /** The id of the bot's own user. */
  ownId(): Promise<string>;
  /** The same, asked of Discord each time, which refuses when it does not accept the token. */
  askOwnId(): Promise<string>;
}

/** Refused calls (401, 403, 429) between two warnings; Discord bans an address at 10,000 in 10 minutes. */
const REFUSED_CALLS_WARNING = 500;

/** The calendar was set back when it lost so many milliseconds on the stopwatch; it is slewed by less. */
const SET_BACK = 1000;

/** How many messages or threads Discord gives at a time, at most. */
const PAGE = '100';

/** For how long, in milliseconds, a call may last, with the reading of its answer. */
const CALL_WITHIN = 15_000;

type Threads = { readonly threads: APIThreadChannel[]; readonly has_more?: boolean };

/** An answer that is not Discord's: a page of HTML, of a proxy or of a network that wants a login. */
class NotDiscord extends Error {}

/** What calls are made on. */
type Calls = Pick<REST, 'get' | 'post'>;

/**
 * The REST queue of the daily posts alone: each call is tried once, and a limit is told, not waited for. The token
 * goes as a header of ours, because the queue forgets its own after one answer of 401.
 *
 * The queue keeps Discord's limits as instants of the calendar. When that is set back they lie in the future, for
 * hours maybe, so that the queue would refuse every call by itself: a new one begins then.
 */
export function dailyRest(
  { apiUrl, token }: { readonly apiUrl: string; readonly token: string },
  log: Log,
  clock: Clock = systemClock,
): Calls {
  const begin = () => {
    const rest = new REST({
      api: apiUrl,
      headers: { Authorization: `Bot ${token}` },
      retries: 0,
      rejectOnRateLimit: () => true,
      // The pace is kept by whoever calls.
      globalRequestsPerSecond: 1000,
      invalidRequestWarningInterval: REFUSED_CALLS_WARNING,
    });
    rest.on('invalidRequestWarning', ({ count }) => log.warn({ count }, 'Discord refuses many of our posts'));
    return rest;
  };
  const ahead = () => clock.now().getTime() - clock.elapsed();
  let rest = begin();
  let was = ahead();
  const current = () => {
    const is = ahead();
    if (is < was - SET_BACK) {
      rest.clearHashSweeper();
      rest.clearHandlerSweeper();
      rest = begin();
    }
    was = is;
    return rest;
  };
  return {
    get: (route, options) => current().get(route, options),
    post: (route, options) => current().post(route, options),
  };
}

function discords<T>(answer: unknown): T {
  if (answer instanceof ArrayBuffer && answer.byteLength > 0) throw new NotDiscord('an answer is not JSON');
  return answer as T;
}

/** What Discord has made has an id. */
function withId<T extends { readonly id: string }>(made: T): T {
  if (!/^\d+$/.test(made?.id)) throw new NotDiscord('an answer has no id');
  return made;
}

/** Calls to Discord, each of which waits for its turn. */
export type DiscordInTurn = (turn: () => Promise<void>) => DiscordChannel;

/** Discord over a REST queue. The bot's own id is asked for once. */
export function discordOver(rest: Calls): DiscordInTurn {
  let own: string | undefined;
  return (turn) =>
    channelsOver(rest, turn, async (ask) => {
      own ??= await ask();
      return own;
    });
}

function channelsOver(
  rest: Calls,
  turn: () => Promise<void>,
  once: (ask: () => Promise<string>) => Promise<string>,
): DiscordChannel {
  const get = async <T>(route: RouteLike, query?: URLSearchParams): Promise<T> => {
    await turn();
    const signal = AbortSignal.timeout(CALL_WITHIN);
    return discords<T>(await rest.get(route, { auth: false, signal, ...(query && { query }) }));
  };
  const post = async <T>(route: RouteLike, body?: unknown): Promise<T> => {
    await turn();
    const signal = AbortSignal.timeout(CALL_WITHIN);
    return discords<T>(await rest.post(route, { auth: false, body, signal }));
  };
  const messages = async (channelId: string, query: Record<string, string>) => {
    const page = await get<APIMessage[]>(Routes.channelMessages(channelId), new URLSearchParams(query));
    return page.map(withId).sort((a, b) => (BigInt(a.id) > BigInt(b.id) ? -1 : 1));
  };
  const askOwnId = async () => withId(await get<APIUser>(Routes.user())).id;
  const ownId = () => once(askOwnId);
  return {
    ownId,
    askOwnId,
    async post(channelId, body, nonce) {
      return withId(await post(Routes.channelMessages(channelId), { ...body, nonce, enforce_nonce: true }));
    },
    async postInForum(channelId, name, body) {
      const thread = await post<APIThreadChannel>(Routes.threads(channelId), {
        name: threadName(name),
        auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
        message: body,
      });
      return withId(thread).id;
    },
    async openThread(channelId, messageId, name) {
      await post(Routes.threads(channelId, messageId), {
        name: threadName(name),
        auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
      });
    },
    async publish(channelId, messageId) {
      await post(Routes.channelMessageCrosspost(channelId, messageId));
    },
    async newestMessage(channelId) {
      return (await messages(channelId, { limit: '1' }))[0]?.id;
    },
    messagesBefore: (channelId, before) => messages(channelId, { limit: PAGE, ...(before && { before }) }),
    async openThreads(guildId, channelId) {
      const { threads } = await get<Threads>(Routes.guildActiveThreads(guildId));
      return threads.filter(({ parent_id }) => parent_id === channelId);
    },
    async archivedThreads(channelId, before) {
      const query = new URLSearchParams({ limit: PAGE, ...(before && { before }) });
      const page = await get<Threads>(Routes.channelThreads(channelId, 'public'), query);
      const threads = page.threads.filter(({ parent_id }) => parent_id === channelId);
      return { threads, isMore: page.has_more === true };
    },
    async permissions(guildId, channelId) {
      const id = await ownId();
      const guild = await get<APIGuild>(Routes.guild(guildId));
      const member = await get<APIGuildMember>(Routes.guildMember(guildId, id));
      const channel = await get<APIChannel>(Routes.channel(channelId));
      const overwrites = 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [];
      return permissionsIn(guild, { id, roles: member.roles }, overwrites);
    },
  };
}

/** The name of a thread as Discord takes it. It is known again by its words, so that what nobody sees is no loss. */
function threadName(name: string): string {
  return fitted(shownText(name), LIMITS.threadName);
}
