import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type APIApplicationCommand, ApplicationIntegrationType, PermissionFlagsBits } from 'discord.js';
import { type Clock, systemClock } from '../clock.ts';
import { inventedToken } from './application.ts';
import { CommandBook } from './commands/command-book.ts';
import type { Discord } from './discord.ts';
import { Gateway } from './gateway/gateway.ts';
import type { GatewayFaults } from './gateway/gateway-faults.ts';
import type { Actor } from './people/interaction.ts';
import { Interactions } from './people/interactions.ts';
import { type People, people } from './people/people.ts';
import { RestFaults } from './rest/faults.ts';
import { globalLimit } from './rest/global-limit.ts';
import { ownHosts, refusalOfStrangers } from './rest/page-guard.ts';
import type { RecordedRequest, Violation } from './rest/records.ts';
import { restApi } from './rest/rest.ts';
import { routeName } from './rest/route.ts';
import { allRoutes } from './rest/routes/all-routes.ts';
import { Traffic } from './rest/traffic.ts';
import { loadSchemas } from './rules/schemas.ts';
import { World } from './world/world.ts';

export type { Actor, Answer } from './people/interaction.ts';
export type { RecordedRequest, Violation } from './rest/records.ts';
export type { Channel, Guild, User } from './world/places-and-people.ts';
export type { StoredMessage } from './world/world.ts';
export { World } from './world/world.ts';

/** Options of a loopback Discord. All have a default. */
export interface LoopbackOptions {
  /** The clock of deadlines and ids; the machine's by default. */
  clock?: Clock;
  /** The port on 127.0.0.1; a free one by default. */
  port?: number;
  /** The bot's token; an invented one by default. */
  token?: string;
  /** The application's id, which is the bot's too. */
  applicationId?: string;
  /** Where the application can be installed: 0 servers, 1 users; both by default. */
  integrationTypes?: ApplicationIntegrationType[];
  /** How many shards Discord advises; 1 by default. */
  shards?: number;
  /** How many requests a second the bot may make in all; unlimited by default. Discord allows 50. */
  requestsPerSecond?: number;
  /** Called at once with every payload and route that Discord would refuse. */
  onViolation?: (violation: Violation) => void;
}

/** A Discord in this process. A real client reaches it over real sockets. */
export interface Loopback extends People {
  /** The base URL of the REST API, without the version: the value of DISCORD_API_URL. */
  apiUrl: string;
  /** The only token that is accepted. */
  token: string;
  /** The application's id, which is the bot's too. */
  applicationId: string;
  /** At first one guild with a text channel `general`, two readers, Ada and Ben, and the bot. */
  world: World;
  /** Ada in #general. She has Manage Server. */
  ada: Actor;
  /** Ben in #general. */
  ben: Actor;
  /** Faults of the REST API, switched on by tests. */
  faults: RestFaults;
  /** Faults of the gateway, switched on by tests. */
  gatewayFaults: GatewayFaults;
  /** The connected sessions, and how often a bot has identified itself. */
  gateway: Pick<Gateway, 'connected' | 'identified' | 'delivered' | 'disconnected'>;
  /** Every payload and route so far that Discord would refuse. */
  violations: Violation[];
  /** Every request so far. */
  requests: RecordedRequest[];
  /** Counts of the requests that are being served. */
  traffic: Traffic;
  /** The registered commands of a guild or, without a guild, the global ones. */
  commands(guildId?: string): APIApplicationCommand[];
  /** Settles when a bot is connected and has been sent READY and its guilds. */
  ready(): Promise<void>;
  /** Ends every connection and wait at once, and frees the port. */
  close(): Promise<void>;
}

/** Starts a loopback Discord. Rejects when the port is taken. */
export async function startLoopback(options: LoopbackOptions = {}): Promise<Loopback> {
  const discord = await newDiscord(options);
  const { clock, application, world, commands, interactions } = discord;
  const server = createServer();
  const port = () => (server.address() as AddressInfo).port;
  const url = () => `ws://127.0.0.1:${port()}`;
  const refusal = (request: IncomingMessage) => refusalOfStrangers(request, ownHosts('127.0.0.1', port()));
  const gateway = new Gateway({ server, application, world, url, refusal });
  const routes = allRoutes(discord, {
    url,
    identified: () => gateway.identified,
    shards: options.shards ?? 1,
  });
  const record = {
    violations: [] as Violation[],
    requests: [] as RecordedRequest[],
    faults: new RestFaults(clock, () => routes.map(routeName)),
    traffic: new Traffic(),
  };
  const violations = announcing(record.violations, options.onViolation);
  const limit = globalLimit(clock, options.requestsPerSecond ?? Number.POSITIVE_INFINITY);
  const { token } = application;
  server.on('request', restApi({ clock, token, routes, limit, refusal, ...record, violations }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    apiUrl: `http://127.0.0.1:${port()}/api`,
    token,
    applicationId: application.id,
    world,
    ...readers(world),
    ...record,
    gatewayFaults: gateway.faults,
    gateway,
    commands: (guildId) => commands.list(guildId),
    ready: () => gateway.ready(),
    ...people(discord, gateway),
    close: () => {
      interactions.close();
      gateway.close();
      return closed(server);
    },
  };
}

/** What the routes work on: the bot's application, and a world with one guild and its readers. */
async function newDiscord(options: LoopbackOptions): Promise<Discord> {
  const { clock = systemClock, applicationId: id = '1100000000000000000' } = options;
  const both = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall];
  const world = new World(clock, id);
  const application = {
    id,
    token: options.token ?? inventedToken(id),
    integrationTypes: options.integrationTypes ?? both,
    owner: world.addUser('Host'),
    bot: world.bot,
  };
  addReaders(world);
  const interactions = new Interactions(clock, world.nextId);
  const commands = new CommandBook(application, world.nextId);
  return { clock, application, world, commands, interactions, check: await loadSchemas() };
}

/** The list as a place to push to; each violation that is pushed is announced first. */
function announcing(
  violations: Violation[],
  announce?: (violation: Violation) => void,
): Pick<Violation[], 'push'> {
  return {
    push: (...found: Violation[]) => {
      for (const violation of found) announce?.(violation);
      return violations.push(...found);
    },
  };
}

function closed(server: Server): Promise<void> {
  const end = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return end;
}

function addReaders(world: World): void {
  const guild = world.addGuild('Reading Room');
  world.addChannel(guild, 'general');
  world.addMember(guild, world.addUser('Ada', { installed: true }), PermissionFlagsBits.ManageGuild);
  world.addMember(guild, world.addUser('Ben'));
}

function readers(world: World): { ada: Actor; ben: Actor } {
  const channel = world.channel('general');
  return { ada: { user: world.user('Ada'), channel }, ben: { user: world.user('Ben'), channel } };
}
