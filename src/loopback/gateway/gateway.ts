import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayIntentBits } from 'discord.js';
import { WebSocketServer } from 'ws';
import type { Application } from '../application.ts';
import { shardOf } from '../world/snowflake.ts';
import type { World, WorldEvent } from '../world/world.ts';
import { Connection } from './connection.ts';
import { received } from './frames.ts';
import { type GatewayFaults, SwitchedFaults } from './gateway-faults.ts';
import { Sessions } from './sessions.ts';
import { gatewayEventOf } from './world-events.ts';

/**
 * The longest frame that is read, in bytes. Longer ones end the connection. A shorter one may still be too long for
 * Discord, and is then refused as Discord refuses it.
 */
const LONGEST_FRAME = 1_048_576;

/** Dependencies of a gateway. */
export interface GatewayDependencies {
  readonly server: Server;
  /** The application whose bot may connect. */
  readonly application: Application;
  readonly world: World;
  /** The gateway's address. */
  url(): string;
  /** Why a request is refused, or undefined when it is not. */
  refusal(request: IncomingMessage): string | undefined;
}

/** The gateway: bots connect, identify themselves, and receive events. */
export class Gateway {
  /** Faults that tests switch on. */
  readonly faults: GatewayFaults;
  readonly #switched: SwitchedFaults;
  readonly #dependencies: GatewayDependencies;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_FRAME });
  readonly #sessions = new Sessions();
  #identified = 0;

  /** A gateway for the WebSockets of an HTTP server. */
  constructor(dependencies: GatewayDependencies) {
    this.#dependencies = dependencies;
    this.#switched = new SwitchedFaults(this.#sessions);
    this.faults = this.#switched;
    dependencies.server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    dependencies.world.subscribe((event) => this.#announce(event));
  }

  /** How often a bot has identified itself. */
  get identified(): number {
    return this.#identified;
  }

  /** The connected sessions, each with its shard. */
  get connected(): { id: string; shard: [id: number, count: number] }[] {
    return this.#sessions.connected;
  }

  /** Settles when a bot is connected and has been sent READY and its guilds. */
  ready(): Promise<void> {
    return this.#sessions.whenConnected();
  }

  /** Settles when no bot is connected. */
  disconnected(): Promise<void> {
    return this.#sessions.whenDisconnected();
  }

  /** Settles when every connected bot has received what was sent to it so far. */
  async delivered(): Promise<void> {
    await Promise.all([...this.#sockets.clients].map(received));
  }

  /**
   * Sends an event to every session of the shard that serves the guild. Without a guild, as in direct messages, that
   * is shard 0. With an intent, only sessions that asked for it receive the event.
   */
  dispatch(type: string, data: unknown, guildId?: string, intent = 0): void {
    for (const session of this.#sessions.all) {
      const [shard, count] = session.shard;
      const wanted = intent === 0 || (session.intents & intent) !== 0;
      if (wanted && shardOf(guildId, count) === shard) {
        session.dispatch(type, this.#switched.rewritten(type, data));
      }
    }
  }

  /** Ends every connection at once. */
  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Nobody else listens until the connection is a WebSocket, and an unheard error ends the process.
    socket.on('error', () => socket.destroy());
    if (this.#dependencies.refusal(request) !== undefined) {
      refuse(socket, '403 Forbidden');
      return;
    }
    const refusal = this.#switched.nextRefusal();
    if (refusal) {
      if (refusal.status === undefined) socket.destroy();
      else refuse(socket, `${refusal.status} Refused`);
      return;
    }
    const { application, world, url } = this.#dependencies;
    const shared = { application, world, url, sessions: this.#sessions, faults: this.#switched };
    const onIdentified = () => {
      this.#identified += 1;
    };
    this.#sockets.handleUpgrade(request, socket, head, (bot) =>
      new Connection(bot, { ...shared, onIdentified }).open(request.url ?? ''),
    );
  }

  /** Tells the bots about a change in the world. */
  #announce(change: WorldEvent): void {
    const event = gatewayEventOf(change, this.#dependencies.world);
    if (event) this.dispatch(event.type, event.data, event.guildId, GatewayIntentBits.Guilds);
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
