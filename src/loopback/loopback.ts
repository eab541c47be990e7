import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type APIApplicationCommand, ApplicationIntegrationType, PermissionFlagsBits } from 'discord.js';
import { type Clock, systemClock } from '../clock.ts';
import { type Application, inventedToken } from './application.ts';
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
import { type RecordedRequest, type Route, restApi, routeName, type Violation } from './rest/rest.ts';
import { applicationRoutes } from './rest/routes/application.ts';
import { commandRoutes } from './rest/routes/commands.ts';
import { gatewayRoutes } from './rest/routes/gateway.ts';
import { guildRoutes } from './rest/routes/guilds.ts';
import { interactionRoutes } from './rest/routes/interactions.ts';
import { messageRoutes } from './rest/routes/messages.ts';
import { threadRoutes } from './rest/routes/threads.ts';
import { Traffic } from './rest/traffic.ts';
import { loadSchemas } from './rules/schemas.ts';
import { World } from './world/world.ts';

export type { Actor, Answer, Choice } from './people/interaction.ts';
export type { RecordedRequest, Violation } from './rest/rest.ts';
export type { Channel, Guild, User } from './world/places-and-people.ts';
export type { StoredMessage, WorldEvent } from './world/world.ts';
export { World } from './world/world.ts';

/** How a loopback Discord is set up; everything has a default. */
export interface LoopbackOptions {
  /** What deadlines and ids run on; the machine's clock unless given. */
  clock?: Clock;
  /** The port on 127.0.0.1; a free one unless given. */
  port?: number;
  token?: string;
  applicationId?: string;
  /** Where the application can be installed: 0 servers, 1 users; both unless given. */
  integrationTypes?: ApplicationIntegrationType[];
  /** How many shards Discord advises; 1 unless given. */
  shards?: number;
  /** How many requests a second the bot may make in all; any number unless given. Discord allows 50. */
  requestsPerSecond?: number;
  /** Told of every payload and route that Discord would refuse, as it comes. */
  onViolation?: (violation: Violation) => void;
}

/** A Discord in this process, which a real client reaches over real sockets. */
export interface Loopback extends People {
  /** The base of the REST API without its version: what DISCORD_API_URL holds. */
  apiUrl: string;
  /** The only token that is accepted. */
  token: string;
  applicationId: string;
  /** One guild with a text channel `general`, the readers Ada (who has Manage Server) and Ben, and the bot. */
  world: World;
  /** Ada in #general, who has Manage Server. */
  ada: Actor;
  /** Ben in #general. */
  ben: Actor;
  /** Faults that tests switch on: of the REST API, and of the gateway. */
  faults: RestFaults;
  gatewayFaults: GatewayFaults;
  /** Which sessions are connected, and how often a bot has identified itself. */
  gateway: Pick<Gateway, 'connected' | 'identified' | 'delivered' | 'disconnected'>;
  /** Every payload and route that Discord would refuse. */
  violations: Violation[];
  requests: RecordedRequest[];
  /** The requests that are being served. */
  traffic: Traffic;
  /** The registered commands of a guild or, without one, the global ones. */
  commands(guildId?: string): APIApplicationCommand[];
  /** Settles when a bot is connected and has been sent READY and its guilds. */
  ready(): Promise<void>;
  /** Ends every connection and wait at once, and frees the port. */
  close(): Promise<void>;
}

/** Starts a loopback Discord. Rejects when the port is taken. */
export async function startLoopback(options: LoopbackOptions = {}): Promise<Loopback> {
  const clock = options.clock ?? systemClock;
  const applicationId = options.applicationId ?? '1100000000000000000';
  const world = new World(clock, applicationId);
  const application: Application = {
    id: applicationId,
    token: options.token ?? inventedToken(applicationId),
    integrationTypes: options.integrationTypes ?? [
      ApplicationIntegrationType.GuildInstall,
      ApplicationIntegrationType.UserInstall,
    ],
    owner: world.addUser('Host'),
    bot: world.bot,
  };
  const { ada, ben } = readers(world);
  const interactions = new Interactions(clock, world.nextId);
  const commands = new CommandBook(application, world.nextId);
  const check = await loadSchemas();
  const discord: Discord = { clock, application, world, commands, interactions, check };
  const server = createServer();
  const port = () => (server.address() as AddressInfo).port;
  const gatewayUrl = () => `ws://127.0.0.1:${port()}`;
  const refusal = (request: IncomingMessage) => refusalOfStrangers(request, ownHosts('127.0.0.1', port()));
  const gateway = new Gateway({ server, application, world, url: gatewayUrl, refusal });
  const routes: Route[] = [
    ...gatewayRoutes({ url: gatewayUrl, identified: () => gateway.identified, shards: options.shards ?? 1 }),
    ...applicationRoutes(discord),
    ...commandRoutes(discord),
    ...interactionRoutes(discord),
    ...messageRoutes(discord),
    ...threadRoutes(discord),
    ...guildRoutes(discord),
  ];
  const violations: Violation[] = [];
  const noted = {
    push: (...found: Violation[]) => {
      for (const violation of found) options.onViolation?.(violation);
      return violations.push(...found);
    },
  };
  const requests: RecordedRequest[] = [];
  const faults = new RestFaults(clock, () => routes.map(routeName));
  const traffic = new Traffic();
  const limit = globalLimit(clock, options.requestsPerSecond ?? Number.POSITIVE_INFINITY);
  server.on(
    'request',
    restApi({
      clock,
      token: application.token,
      routes,
      faults,
      violations: noted,
      requests,
      limit,
      refusal,
      traffic,
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    apiUrl: `http://127.0.0.1:${port()}/api`,
    token: application.token,
    applicationId,
    world,
    ada,
    ben,
    faults,
    gatewayFaults: gateway.faults,
    gateway,
    violations,
    requests,
    traffic,
    commands: (guildId) => commands.list(guildId),
    ready: () => gateway.ready(),
    ...people(discord, gateway),
    close: () => {
      interactions.close();
      gateway.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

function readers(world: World): { ada: Actor; ben: Actor } {
  const guild = world.addGuild('Reading Room');
  const channel = world.addChannel(guild, 'general');
  const ada = world.addUser('Ada', { installed: true });
  const ben = world.addUser('Ben');
  world.addMember(guild, ada, PermissionFlagsBits.ManageGuild);
  world.addMember(guild, ben);
  return { ada: { user: ada, channel }, ben: { user: ben, channel } };
}
