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
import { fitted } from '../cards/fit.ts';
import { LIMITS } from '../cards/limits.ts';
import { shownText } from '../cards/shown-text.ts';
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
  /** Whether any message of a channel is to be seen. */
  showsMessages(channelId: string): Promise<boolean>;
  /** Up to a hundred messages after a snowflake, the oldest first. */
  messagesAfter(channelId: string, after: string): Promise<APIMessage[]>;
  /** The threads of a channel that are open, and those archived last. */
  threadsOf(guildId: string, channelId: string): Promise<APIThreadChannel[]>;
  /** The permissions that the bot has in a channel. */
  permissions(guildId: string, channelId: string): Promise<bigint>;
  /** The id of the bot's own user. */
  ownId(): Promise<string>;
}

/** Refused calls (401, 403, 429) between two warnings; Discord bans an address at 10,000 in 10 minutes. */
const REFUSED_CALLS_WARNING = 500;

/** How many messages Discord gives at a time, at most. */
export const MESSAGES_A_PAGE = 100;

/**
 * The REST queue of the daily posts alone: each call is tried once, and a limit is told, not waited for. The token
 * goes as a header of ours, because the queue forgets its own after one answer of 401.
 */
export function dailyRest(
  { apiUrl, token }: { readonly apiUrl: string; readonly token: string },
  log: Log,
): REST {
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
}

/** Calls to Discord, each of which waits for its turn. */
export type DiscordInTurn = (turn: () => Promise<void>) => DiscordChannel;

/** Discord over a REST queue. The bot's own id is asked for once. */
export function discordOver(rest: Pick<REST, 'get' | 'post'>): DiscordInTurn {
  let own: string | undefined;
  return (turn) =>
    channelsOver(rest, turn, async (ask) => {
      own ??= await ask();
      return own;
    });
}

function channelsOver(
  rest: Pick<REST, 'get' | 'post'>,
  turn: () => Promise<void>,
  once: (ask: () => Promise<string>) => Promise<string>,
): DiscordChannel {
  const get = async <T>(route: RouteLike, query?: URLSearchParams): Promise<T> => {
    await turn();
    return (await rest.get(route, { auth: false, ...(query && { query }) })) as T;
  };
  const post = async <T>(route: RouteLike, body?: unknown): Promise<T> => {
    await turn();
    return (await rest.post(route, { auth: false, body })) as T;
  };
  const ownId = () => once(async () => (await get<APIUser>(Routes.user())).id);
  return {
    ownId,
    post: (channelId, body, nonce) =>
      post(Routes.channelMessages(channelId), { ...body, nonce, enforce_nonce: true }),
    async postInForum(channelId, name, body) {
      const { id } = await post<APIThreadChannel>(Routes.threads(channelId), {
        name: threadName(name),
        auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
        message: body,
      });
      return id;
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
    async showsMessages(channelId) {
      const query = new URLSearchParams({ limit: '1' });
      return (await get<APIMessage[]>(Routes.channelMessages(channelId), query)).length > 0;
    },
    async messagesAfter(channelId, after) {
      const query = new URLSearchParams({ after, limit: String(MESSAGES_A_PAGE) });
      const messages = await get<APIMessage[]>(Routes.channelMessages(channelId), query);
      return messages.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
    },
    async threadsOf(guildId, channelId) {
      type Threads = { threads: APIThreadChannel[] };
      const active = await get<Threads>(Routes.guildActiveThreads(guildId));
      const archived = await get<Threads>(Routes.channelThreads(channelId, 'public'));
      return [...active.threads, ...archived.threads].filter(({ parent_id }) => parent_id === channelId);
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
