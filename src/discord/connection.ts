import {
  type APIApplication,
  type APIInteraction,
  Client,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  type REST,
  Routes,
} from 'discord.js';
import type { Log } from '../log.ts';
import { unexpectedIn } from '../uncaught.ts';
import { DiscordError, whyNotLoggedIn } from './discord-error.ts';
import { type GuildListener, gatewayEvents } from './gateway-events.ts';
import { screenedShards } from './screened-shards.ts';

export type { GuildListener } from './gateway-events.ts';

/** How to reach Discord. */
export interface ConnectionSettings {
  readonly token: string;
  /** Base of the REST API, without the version. */
  readonly apiUrl: string;
  /** How many shards there are in all; undefined: as many as Discord advises. */
  readonly shardCount: number | undefined;
  /** Which of them this process runs; undefined: all. */
  readonly shardIds: readonly number[] | undefined;
}

/** A bot that is logged in. */
export interface Connection {
  readonly applicationId: string;
  /** The REST queue of interactions and commands. */
  readonly rest: REST;
  /** Settles, with the reason, if Discord shuts the connection for good. */
  readonly lost: Promise<DiscordError>;
  /** No more interactions are taken; what is under way goes on. */
  stopTaking(): void;
  close(): Promise<void>;
}

/** How often the gateway may turn us away before the first connection stands. */
const ATTEMPTS = 3;

/**
 * Answers to interactions do not count towards Discord's limit of 50 calls a second (Discord, "Rate limits"), which
 * discord.js would keep all the same: the later of many deferred answers waited for seconds.
 */
const ANSWERS_A_SECOND = 1_000_000;

/** Refused calls (401, 403, 429) between two warnings; Discord bans an address at 10,000 in 10 minutes. */
const REFUSED_CALLS_WARNING = 500;

/**
 * Logs the bot in and hands each interaction to `onInteraction`, from the first moment on; `guilds` is told of the
 * servers that come and go.
 *
 * @throws {DiscordError} when Discord cannot be reached, or does not let the bot in
 */
export async function connect(
  { token, apiUrl, shardCount, shardIds }: ConnectionSettings,
  log: Log,
  onInteraction: (interaction: APIInteraction, rest: REST) => void,
  guilds: GuildListener,
): Promise<Connection> {
  const events = gatewayEvents(guilds, (interaction) => onInteraction(interaction, client.rest));
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: {
      api: apiUrl,
      invalidRequestWarningInterval: REFUSED_CALLS_WARNING,
      globalRequestsPerSecond: ANSWERS_A_SECOND,
    },
    // discord.js learns of no event, and so remembers nobody and no server.
    ws: { buildStrategy: screenedShards(events.take, unexpectedIn(log)) },
    ...(shardCount !== undefined && { shardCount }),
    ...(shardIds && { shards: [...shardIds] }),
  });
  client.on(Events.Error, (error) => log.warn({ error }, 'the connection reported an error'));
  client.on(Events.ShardError, (error, shard) => log.warn({ shard, error }, 'a shard reported an error'));
  client.rest.on('invalidRequestWarning', ({ count }) =>
    log.warn({ count }, 'Discord refuses many of our calls'),
  );

  const lost = new Promise<DiscordError>((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => resolve(closedFor(code)));
    client.on(Events.Invalidated, () =>
      resolve(new DiscordError('Discord has ended the session of this bot.')),
    );
  });
  const close = async () => {
    client.removeAllListeners();
    await client.destroy();
  };
  let applicationId: string;
  try {
    await firstOf([loggedIn(client, token), turnedAway(client), lost]);
    applicationId = await applicationOf(client.rest, events.applicationId());
  } catch (error) {
    await close();
    throw whyNotLoggedIn(error);
  }
  return { applicationId, rest: client.rest, lost, stopTaking: events.stopTakingInteractions, close };
}

/** The application that the token belongs to: as READY names it or, where it does not, by asking. */
async function applicationOf(rest: REST, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const { id } = (await rest.get(Routes.currentApplication())) as APIApplication;
  return id;
}

/** Settles when the bot is ready; rejects with whichever reason comes first. */
async function firstOf([ready, ...failures]: [Promise<void>, ...Promise<DiscordError>[]]): Promise<void> {
  const failure = await Promise.race([ready, ...failures]);
  if (failure) throw failure;
}

async function loggedIn(client: Client, token: string): Promise<void> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  try {
    await client.login(token);
  } catch (error) {
    throw whyNotLoggedIn(error);
  }
  await ready;
}

/** Settles when the gateway has turned the bot away a few times before it was ever ready. */
function turnedAway(client: Client): Promise<DiscordError> {
  return new Promise((resolve) => {
    let attempts = 0;
    client.on(Events.ShardReconnecting, () => {
      attempts += 1;
      if (attempts < ATTEMPTS) return;
      resolve(new DiscordError(`Discord's gateway does not let the bot in (${attempts} attempts).`));
    });
    client.once(Events.ClientReady, () => client.removeAllListeners(Events.ShardReconnecting));
  });
}

/** Why a shard was closed for good (Discord, Gateway Close Event Codes). */
function closedFor(code: number): DiscordError {
  const reasons: Readonly<Record<number, string>> = {
    [GatewayCloseCodes.AuthenticationFailed]:
      'DISCORD_TOKEN is not accepted by the gateway. Copy it again from the developer portal (Bot, Reset Token).',
    [GatewayCloseCodes.InvalidShard]: 'SHARD_COUNT and SHARD_IDS do not fit together.',
    [GatewayCloseCodes.ShardingRequired]:
      'The bot is in too many servers for the shards it runs: raise SHARD_COUNT.',
    [GatewayCloseCodes.DisallowedIntents]:
      'Discord does not allow this bot the intent that it asks for (Guilds).',
  };
  return new DiscordError(reasons[code] ?? `Discord has closed the connection for good (code ${code}).`);
}
