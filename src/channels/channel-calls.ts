import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIMessage,
  type APIThreadChannel,
  type APIUser,
  type RouteLike,
  Routes,
  ThreadAutoArchiveDuration,
} from 'discord.js';
import { fitted } from '../cards/kit/fitting.ts';
import { LIMITS } from '../cards/kit/limits.ts';
import { shownText } from '../cards/kit/shown-text.ts';
import type { RestCalls } from './daily-rest.ts';
import { permissionsIn } from './own-permissions.ts';

/** A message in the form in which Discord accepts it. */
export type MessageBody = Readonly<Record<string, unknown>>;

/** The calls that the daily post makes in servers' channels. Each is tried once. */
export interface DiscordChannel {
  /** Posts a message. For some minutes Discord answers a second one with the same nonce with the first message. */
  post(channelId: string, body: MessageBody, nonce: string): Promise<APIMessage>;
  /** Opens a post in a forum, and gives its id, which is also the id of its first message. */
  postInForum(channelId: string, name: string, body: MessageBody): Promise<string>;
  /** Opens a thread under a message. */
  openThread(channelId: string, messageId: string, name: string): Promise<void>;
  /** Publishes a message from an announcement channel to the servers that follow it. */
  publish(channelId: string, messageId: string): Promise<void>;
  /** The id of the newest message in a channel; undefined when there is none, or none that the bot may see. */
  newestMessage(channelId: string): Promise<string | undefined>;
  /** Up to a hundred messages before a message, or the newest ones; the newest first. */
  messagesBefore(channelId: string, before: string | undefined): Promise<APIMessage[]>;
  /** The open threads in a channel. */
  openThreads(guildId: string, channelId: string): Promise<APIThreadChannel[]>;
  /** Up to a hundred archived threads in a channel: the last archived, or those archived before an instant (ISO 8601). */
  archivedThreads(
    channelId: string,
    before: string | undefined,
  ): Promise<{ readonly threads: APIThreadChannel[]; readonly isMore: boolean }>;
  /** The permissions that the bot has in a channel. */
  permissions(guildId: string, channelId: string): Promise<bigint>;
  /** The id of the bot's own user, which is asked for once. */
  ownId(): Promise<string>;
  /** The same, but asked for each time. Discord refuses it when it does not accept the token. */
  askOwnId(): Promise<string>;
}

/** Calls to Discord, each of which waits for its turn. */
export type DiscordInTurn = (turn: () => Promise<void>) => DiscordChannel;

/** The most messages or threads that Discord gives at a time. */
const PAGE = '100';

/** How long, in milliseconds, a call may take until its answer is read. */
const CALL_WITHIN = 15_000;

/** The answer does not come from Discord. It may be a page of HTML from a proxy, or from a network that wants a login. */
class NotDiscord extends Error {}

/** Discord over a REST queue. */
export function discordOver(rest: RestCalls): DiscordInTurn {
  let own: string | undefined;
  return (turn) => {
    const calls = callsOver(rest, turn);
    const askOwnId = async () => withId(await calls.get<APIUser>(Routes.user())).id;
    const ownId = async () => {
      own ??= await askOwnId();
      return own;
    };
    return {
      ownId,
      askOwnId,
      ...messageCalls(calls),
      ...threadCalls(calls),
      permissions: async (guildId, channelId) => permissionsOf(calls, await ownId(), { guildId, channelId }),
    };
  };
}

interface Calls {
  get<T>(route: RouteLike, query?: Readonly<Record<string, string>>): Promise<T>;
  post<T>(route: RouteLike, body?: unknown): Promise<T>;
}

/** Calls that wait for their turn, end in time and are answered by Discord. */
function callsOver(rest: RestCalls, turn: () => Promise<void>): Calls {
  const options = () => ({ auth: false, signal: AbortSignal.timeout(CALL_WITHIN) });
  return {
    async get(route, query) {
      await turn();
      const given = query && { query: new URLSearchParams(query) };
      return fromDiscord(await rest.get(route, { ...options(), ...given }));
    },
    async post(route, body) {
      await turn();
      return fromDiscord(await rest.post(route, { ...options(), body }));
    },
  };
}

function messageCalls(
  calls: Calls,
): Pick<DiscordChannel, 'post' | 'publish' | 'newestMessage' | 'messagesBefore'> {
  const messages = async (channelId: string, query: Readonly<Record<string, string>>) => {
    const page = await calls.get<APIMessage[]>(Routes.channelMessages(channelId), query);
    return page.map(withId).sort((a, b) => (BigInt(a.id) > BigInt(b.id) ? -1 : 1));
  };
  return {
    async post(channelId, body, nonce) {
      const message = { ...body, nonce, enforce_nonce: true };
      return withId(await calls.post<APIMessage>(Routes.channelMessages(channelId), message));
    },
    async publish(channelId, messageId) {
      await calls.post(Routes.channelMessageCrosspost(channelId, messageId));
    },
    async newestMessage(channelId) {
      return (await messages(channelId, { limit: '1' }))[0]?.id;
    },
    messagesBefore: (channelId, before) => messages(channelId, { limit: PAGE, ...(before && { before }) }),
  };
}

interface ThreadPage {
  readonly threads: APIThreadChannel[];
  readonly has_more?: boolean;
}

function threadCalls(
  calls: Calls,
): Pick<DiscordChannel, 'postInForum' | 'openThread' | 'openThreads' | 'archivedThreads'> {
  const threadOptions = (name: string) => ({
    name: threadName(name),
    auto_archive_duration: ThreadAutoArchiveDuration.OneDay,
  });
  const threadsIn = (channelId: string, { threads }: ThreadPage) =>
    threads.filter(({ parent_id }) => parent_id === channelId);
  return {
    async postInForum(channelId, name, body) {
      const post = { ...threadOptions(name), message: body };
      return withId(await calls.post<APIThreadChannel>(Routes.threads(channelId), post)).id;
    },
    async openThread(channelId, messageId, name) {
      await calls.post(Routes.threads(channelId, messageId), threadOptions(name));
    },
    async openThreads(guildId, channelId) {
      return threadsIn(channelId, await calls.get<ThreadPage>(Routes.guildActiveThreads(guildId)));
    },
    async archivedThreads(channelId, before) {
      const query = { limit: PAGE, ...(before && { before }) };
      const page = await calls.get<ThreadPage>(Routes.channelThreads(channelId, 'public'), query);
      return { threads: threadsIn(channelId, page), isMore: page.has_more === true };
    },
  };
}

async function permissionsOf(
  calls: Calls,
  id: string,
  { guildId, channelId }: { readonly guildId: string; readonly channelId: string },
): Promise<bigint> {
  const guild = await calls.get<APIGuild>(Routes.guild(guildId));
  const member = await calls.get<APIGuildMember>(Routes.guildMember(guildId, id));
  const channel = await calls.get<APIChannel>(Routes.channel(channelId));
  const overwrites = 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [];
  return permissionsIn(guild, { id, roles: member.roles }, overwrites);
}

function fromDiscord<T>(answer: unknown): T {
  if (answer instanceof ArrayBuffer && answer.byteLength > 0) throw new NotDiscord('an answer is not JSON');
  return answer as T;
}

/** Whatever Discord has created has an id. */
function withId<T extends { readonly id: string }>(created: T): T {
  if (!/^\d+$/.test(created?.id)) throw new NotDiscord('an answer has no id');
  return created;
}

/** The name of a thread as Discord stores it. Settling finds the thread by its words, so invisible characters may go. */
function threadName(name: string): string {
  return fitted(shownText(name), LIMITS.threadName);
}
