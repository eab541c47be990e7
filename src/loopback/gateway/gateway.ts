import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Application } from '../application.ts';
import { shardOf } from '../world/snowflake.ts';
import { apiChannel, apiGuild, apiUser } from '../world/wire.ts';
import type { World, WorldEvent } from '../world/world.ts';
import { type Packet, packetOf, type Resume } from './packets.ts';
import { type Accepted, accepted, GatewaySession } from './session.ts';

/** How often Discord asks for a heartbeat, in milliseconds. */
const HEARTBEAT_INTERVAL = 41_250;

/** More than this, in bytes, is not even read; of less than this, what is too long is refused as Discord does. */
const LONGEST_FRAME = 1_048_576;

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
  /** Sends a frame as it stands to every connected session. */
  send(frame: string | Buffer): void;
  /** Sends an event with any data, as the next of every session. */
  dispatch(type: string, data: unknown): void;
  /** Sends the next event of that type, or the next `HELLO` (op 10), with other data than it was to carry. */
  rewrite(type: string, change: (data: unknown) => unknown): void;
}

/** What a gateway is made of. */
export interface GatewayParts {
  readonly server: Server;
  /** Whose bot is served. */
  readonly application: Application;
  readonly world: World;
  /** Where the gateway is reached. */
  url(): string;
  /** Why a request may not come in, if it may not. */
  refusal(request: IncomingMessage): string | undefined;
}

/** The gateway: bots connect, identify, and are sent what happens. */
export class Gateway {
  readonly faults: GatewayFaults;
  readonly #application: Application;
  readonly #world: World;
  readonly #url: () => string;
  readonly #refusal: GatewayParts['refusal'];
  readonly #rewrites: { type: string; change: (data: unknown) => unknown }[] = [];
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_FRAME });
  readonly #sessions = new Map<string, GatewaySession>();
  readonly #waiting = new Set<() => void>();
  readonly #leaving = new Set<() => void>();
  #refusals: { times: number; status?: number | undefined } = { times: 0 };
  #silent = false;
  #identified = 0;

  constructor({ server, application, world, url, refusal }: GatewayParts) {
    this.#url = url;
    this.#refusal = refusal;
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
      send: (frame) => this.#each((socket) => socket.send(frame)),
      dispatch: (type, data) => {
        for (const session of this.#sessions.values()) session.dispatch(type, data);
      },
      rewrite: (type, change) => void this.#rewrites.push({ type, change }),
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
      if (wanted && shardOf(guildId, count) === shard) this.#send(session, type, data);
    }
  }

  /** Ends every connection at once. */
  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Until the connection is a WebSocket nobody else listens, and an error that nobody hears ends the process.
    socket.on('error', () => socket.destroy());
    if (this.#refusal(request) !== undefined) {
      refuse(socket, '403 Forbidden');
      return;
    }
    if (this.#refusals.times > 0) {
      this.#refusals.times -= 1;
      const { status } = this.#refusals;
      if (status === undefined) socket.destroy();
      else refuse(socket, `${status} Refused`);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (bot) => this.#serve(bot, request.url ?? ''));
  }

  #serve(socket: WebSocket, url: string): void {
    socket.on('error', () => socket.terminate());
    const query = new URLSearchParams(url.split('?')[1]);
    const isJson = query.get('encoding') === 'json' && !query.has('compress');
    if (query.get('v') !== '10' || !isJson) {
      socket.close(isJson ? GatewayCloseCodes.InvalidAPIVersion : GatewayCloseCodes.DecodeError);
      return;
    }
    let session: GatewaySession | undefined;
    socket.on('close', (code) => {
      if (session?.socket === socket) {
        session.socket = undefined;
        if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
      }
      this.#announceDeparture();
    });
    socket.on('message', (frame: Buffer, isBinary) => {
      // What was sent before the bot knew that the connection is closed counts for nothing.
      if (socket.readyState !== socket.OPEN) return;
      const own = session?.socket === socket ? session : undefined;
      const packet = packetOf(frame, isBinary);
      const taken = typeof packet === 'number' ? packet : this.#take(packet, socket, own);
      if (typeof taken === 'number') socket.close(taken);
      else session = taken;
    });
    const hello = { heartbeat_interval: HEARTBEAT_INTERVAL, _trace: [] };
    say(socket, GatewayOpcodes.Hello, this.#rewritten('HELLO', hello));
  }

  /** Acts on what a bot sent; gives the session that the socket has from then on, or the code that closes it. */
  #take(
    packet: Packet,
    socket: WebSocket,
    session: GatewaySession | undefined,
  ): GatewaySession | undefined | GatewayCloseCodes {
    switch (packet.op) {
      case GatewayOpcodes.Heartbeat:
        if (packet.sequence !== null) session?.acknowledge(packet.sequence);
        if (!this.#silent) say(socket, GatewayOpcodes.HeartbeatAck, null);
        return session;
      case GatewayOpcodes.Identify: {
        if (session) return GatewayCloseCodes.AlreadyAuthenticated;
        const identify = accepted(packet.identify, this.#application.token);
        return typeof identify === 'number' ? identify : this.#identify(identify, socket);
      }
      case GatewayOpcodes.Resume:
        return session ? GatewayCloseCodes.AlreadyAuthenticated : this.#resume(packet.resume, socket);
      default:
        if (!session) return GatewayCloseCodes.NotAuthenticated;
        return packet.isKnown ? session : GatewayCloseCodes.UnknownOpcode;
    }
  }

  #resume(
    { token, session_id, seq }: Resume,
    socket: WebSocket,
  ): GatewaySession | undefined | GatewayCloseCodes {
    if (token !== this.#application.token) return GatewayCloseCodes.AuthenticationFailed;
    const session = typeof session_id === 'string' ? this.#sessions.get(session_id) : undefined;
    if (session && !session.hasSent(seq)) return GatewayCloseCodes.InvalidSeq;
    if (!session?.hasSent(seq) || !session.canReplay(seq)) {
      say(socket, GatewayOpcodes.InvalidSession, false);
      return undefined;
    }
    session.resume(socket, seq);
    this.#announce();
    return session;
  }

  #identify(identify: Accepted, socket: WebSocket): GatewaySession {
    this.#identified += 1;
    const session = new GatewaySession(`session-${this.#world.nextId()}`, identify, socket);
    const [shard, count] = session.shard;
    const guilds = [...this.#world.guilds.values()].filter(
      (guild) => guild.hasBot && shardOf(guild.id, count) === shard,
    );
    this.#sessions.set(session.id, session);
    this.#send(session, 'READY', {
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
        if (!guild.unavailable) this.#send(session, 'GUILD_CREATE', apiGuild(guild, this.#world));
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

  #send(session: GatewaySession, type: string, data: unknown): void {
    session.dispatch(type, this.#rewritten(type, data));
  }

  /** The data that an event is sent with. */
  #rewritten(type: string, data: unknown): unknown {
    const index = this.#rewrites.findIndex((each) => each.type === type);
    const [rewrite] = index < 0 ? [] : this.#rewrites.splice(index, 1);
    return rewrite ? rewrite.change(data) : data;
  }

  #each(act: (socket: WebSocket) => void): void {
    for (const { socket } of this.#sessions.values()) if (socket) act(socket);
  }

  #say(op: GatewayOpcodes, d: unknown): void {
    this.#each((socket) => say(socket, op, d));
  }

  #end(close: (socket: WebSocket) => void, forget: boolean): void {
    this.#each(close);
    if (forget) this.#sessions.clear();
    this.#announceDeparture();
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
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

function say(socket: WebSocket, op: GatewayOpcodes, d: unknown): void {
  socket.send(JSON.stringify({ op, d, s: null, t: null }));
}
