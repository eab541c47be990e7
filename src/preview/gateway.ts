import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Application } from './application.ts';
import { GatewaySession, type Identify, identifyFault } from './gateway-session.ts';
import { shardOf } from './snowflake.ts';
import { apiChannel, apiGuild, apiUser } from './wire.ts';
import type { World, WorldEvent } from './world.ts';

/** How often Discord asks for a heartbeat, in milliseconds. */
const HEARTBEAT_INTERVAL = 41_250;

/** Faults of the gateway, switched on by tests. */
export interface GatewayFaults {
  /** Closes every connection with the code (4000 unless given). The sessions can be resumed unless `forget`. */
  drop(options?: { code?: number; forget?: boolean }): void;
  /** Cuts every connection without a word. The sessions can be resumed unless `forget`. */
  cut(options?: { forget?: boolean }): void;
  /** Tells every connection to reconnect and resume (op 7). */
  reconnect(): void;
  /** Says that every session is invalid (op 9). Unless `resumable` it is forgotten. */
  invalidate(resumable?: boolean): void;
  /** Refuses so many new connections: with an HTTP status, or by a cut connection when that is absent. */
  refuse(times: number, status?: number): void;
  /** Leaves heartbeats unanswered until told otherwise, as a connection that has died silently does. */
  silence(silent: boolean): void;
}

/** The gateway: bots connect, identify, and are sent what happens. */
export class Gateway {
  readonly faults: GatewayFaults;
  readonly #application: Application;
  readonly #world: World;
  readonly #url: () => string;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, GatewaySession>();
  readonly #waiting = new Set<() => void>();
  readonly #leaving = new Set<() => void>();
  #refusals: { times: number; status?: number | undefined } = { times: 0 };
  #silent = false;
  #identified = 0;

  /** A gateway on the server, for the bot of the application; `url` is where it is reached. */
  constructor(server: Server, application: Application, world: World, url: () => string) {
    this.#url = url;
    this.#application = application;
    this.#world = world;
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    world.subscribe((event) => this.#tell(event));
    this.faults = {
      drop: ({ code = 4000, forget = false } = {}) => this.#end((socket) => socket.close(code), forget),
      cut: ({ forget = false } = {}) => this.#end((socket) => socket.terminate(), forget),
      reconnect: () => this.#say(GatewayOpcodes.Reconnect, null),
      invalidate: (resumable = false) => {
        this.#say(GatewayOpcodes.InvalidSession, resumable);
        for (const session of this.#sessions.values()) session.socket = undefined;
        if (!resumable) this.#sessions.clear();
        this.#announceDeparture();
      },
      refuse: (times, status) => {
        this.#refusals = { times, status };
      },
      silence: (silent) => {
        this.#silent = silent;
      },
    };
  }

  /** How often a bot has identified itself. */
  get identified(): number {
    return this.#identified;
  }

  /** The connected sessions, each with its shard. */
  get connected(): { id: string; shard: [id: number, count: number] }[] {
    return [...this.#sessions.values()].filter((session) => session.socket);
  }

  /** Settles when a bot is connected and has been sent READY and its guilds. */
  ready(): Promise<void> {
    if (this.connected.length > 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  /** Settles when no bot is connected. */
  disconnected(): Promise<void> {
    if (this.connected.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#leaving.add(resolve));
  }

  /** Settles when every bot that is connected has received what was sent to it so far. */
  async delivered(): Promise<void> {
    await Promise.all([...this.#sockets.clients].map(answered));
  }

  /** Sends an event to every session of the shard that serves the guild (absent: direct messages). */
  dispatch(type: string, data: unknown, guildId?: string, intent = 0): void {
    for (const session of this.#sessions.values()) {
      const [shard, count] = session.shard;
      const wanted = intent === 0 || (session.intents & intent) !== 0;
      if (wanted && shardOf(guildId, count) === shard) session.dispatch(type, data);
    }
  }

  /** Ends every connection at once. */
  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.#refusals.times > 0) {
      this.#refusals.times -= 1;
      const { status } = this.#refusals;
      if (status === undefined) socket.destroy();
      else socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (bot) => this.#serve(bot, request.url ?? ''));
  }

  #serve(socket: WebSocket, url: string): void {
    const query = new URLSearchParams(url.split('?')[1]);
    const fault = query.get('v') !== '10' ? 4012 : query.get('encoding') !== 'json' ? 4002 : undefined;
    if (fault !== undefined || query.has('compress')) {
      socket.close(fault ?? 4002);
      return;
    }
    let session: GatewaySession | undefined;
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      if (session?.socket === socket) {
        session.socket = undefined;
        if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
      }
      this.#announceDeparture();
    });
    socket.on('message', (raw) => {
      const own = session?.socket === socket ? session : undefined;
      const taken = this.#take(packetOf(`${raw}`), socket, own);
      if (typeof taken === 'number') socket.close(taken);
      else session = taken;
    });
    say(socket, GatewayOpcodes.Hello, { heartbeat_interval: HEARTBEAT_INTERVAL, _trace: [] });
  }

  /** Acts on what a bot sent; gives the session that the socket has from then on, or the code that closes it. */
  #take(
    packet: Packet | undefined,
    socket: WebSocket,
    session: GatewaySession | undefined,
  ): GatewaySession | undefined | number {
    switch (packet?.op) {
      case undefined:
        return 4002;
      case GatewayOpcodes.Heartbeat:
        if (typeof packet?.d === 'number') session?.acknowledge(packet.d);
        if (!this.#silent) say(socket, GatewayOpcodes.HeartbeatAck, null);
        return session;
      case GatewayOpcodes.Identify: {
        const identify = packet?.d as Identify;
        return session
          ? 4005
          : (identifyFault(identify, this.#application.token) ?? this.#identify(identify, socket));
      }
      case GatewayOpcodes.Resume:
        return session ? 4005 : this.#resume(packet?.d as Resume, socket);
      default:
        return session ?? 4003;
    }
  }

  #resume({ token, session_id, seq }: Resume, socket: WebSocket): GatewaySession | undefined | number {
    if (token !== this.#application.token) return 4004;
    const session = this.#sessions.get(session_id);
    if (!session?.canReplay(seq)) {
      say(socket, GatewayOpcodes.InvalidSession, false);
      return undefined;
    }
    session.resume(socket, seq);
    this.#announce();
    return session;
  }

  #identify(identify: Identify, socket: WebSocket): GatewaySession {
    this.#identified += 1;
    const session = new GatewaySession(`session-${this.#world.nextId()}`, identify, socket);
    const [shard, count] = session.shard;
    const guilds = [...this.#world.guilds.values()].filter(
      (guild) => guild.hasBot && shardOf(guild.id, count) === shard,
    );
    this.#sessions.set(session.id, session);
    session.dispatch('READY', {
      v: 10,
      user: { ...apiUser(this.#world.bot), email: null, mfa_enabled: true, verified: true },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: this.#url(),
      shard: session.shard,
      application: { id: this.#application.id, flags: 0 },
      private_channels: [],
      relationships: [],
      _trace: [],
    });
    if (session.intents & GatewayIntentBits.Guilds) {
      for (const guild of guilds) {
        if (!guild.unavailable) session.dispatch('GUILD_CREATE', apiGuild(guild, this.#world));
      }
    }
    this.#announce();
    return session;
  }

  #announce(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  #announceDeparture(): void {
    if (this.connected.length > 0) return;
    for (const resolve of this.#leaving) resolve();
    this.#leaving.clear();
  }

  #tell(event: WorldEvent): void {
    const world = this.#world;
    const guild = 'guild' in event ? event.guild : event.channel.guild;
    if (!guild) return;
    const send = (type: string, data: unknown) =>
      this.dispatch(type, data, guild.id, GatewayIntentBits.Guilds);
    if (event.type === 'guild-left') send('GUILD_DELETE', { id: guild.id });
    if (event.type === 'guild-outage') send('GUILD_DELETE', { id: guild.id, unavailable: true });
    if (!guild.hasBot) return;
    if (event.type === 'guild') send('GUILD_CREATE', apiGuild(guild, world));
    if (event.type === 'channel') send('CHANNEL_CREATE', apiChannel(event.channel, world.bot.id));
    if (event.type === 'role') send('GUILD_ROLE_CREATE', { guild_id: guild.id, role: event.role });
  }

  #say(op: GatewayOpcodes, d: unknown): void {
    for (const { socket } of this.#sessions.values())
      socket?.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  #end(close: (socket: WebSocket) => void, forget: boolean): void {
    for (const { socket } of this.#sessions.values()) if (socket) close(socket);
    if (forget) this.#sessions.clear();
    this.#announceDeparture();
  }
}

/** Settles when the other side answers a ping, which it does in its turn, or when the connection has ended. */
function answered(socket: WebSocket): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    const settle = () => {
      socket.off('pong', settle);
      socket.off('close', settle);
      resolve();
    };
    socket.on('pong', settle);
    socket.on('close', settle);
    socket.ping();
  });
}

/** A packet of the gateway. */
interface Packet {
  op: number;
  d: unknown;
}

/** What RESUME (op 6) carries. */
interface Resume {
  token: string;
  session_id: string;
  seq: number;
}

function say(socket: WebSocket, op: GatewayOpcodes, d: unknown): void {
  socket.send(JSON.stringify({ op, d, s: null, t: null }));
}

function packetOf(text: string): Packet | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
