import { GatewayCloseCodes, GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';
import type { Application } from '../application.ts';
import type { World } from '../world/world.ts';
import { sendPacket } from './frames.ts';
import type { SwitchedFaults } from './gateway-faults.ts';
import { greeting } from './greeting.ts';
import { type Packet, packetOf, type Resume } from './packets.ts';
import { type AcceptedIdentify, acceptedIdentify, GatewaySession } from './session.ts';
import type { Sessions } from './sessions.ts';

/** How often Discord asks for a heartbeat, in milliseconds. */
const HEARTBEAT_INTERVAL = 41_250;

/** What the connections of a gateway share. */
export interface ConnectionDependencies {
  readonly application: Application;
  readonly world: World;
  readonly sessions: Sessions;
  readonly faults: SwitchedFaults;
  /** The gateway's address. */
  url(): string;
  /** Called when a bot has identified itself. */
  onIdentified(): void;
}

/** One connection of a bot: reads what the bot sends, and gives it a session. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #dependencies: ConnectionDependencies;
  #session: GatewaySession | undefined;

  constructor(socket: WebSocket, dependencies: ConnectionDependencies) {
    this.#socket = socket;
    this.#dependencies = dependencies;
  }

  /** Says HELLO and listens. Closes the connection unless the address asks for version 10 and plain JSON. */
  open(requestUrl: string): void {
    const socket = this.#socket;
    socket.on('error', () => socket.terminate());
    const query = new URLSearchParams(requestUrl.split('?')[1]);
    const isJson = query.get('encoding') === 'json' && !query.has('compress');
    if (query.get('v') !== '10' || !isJson) {
      socket.close(isJson ? GatewayCloseCodes.InvalidAPIVersion : GatewayCloseCodes.DecodeError);
      return;
    }
    socket.on('close', (code) => this.#closed(code));
    socket.on('message', (frame: Buffer, isBinary) => this.#read(frame, isBinary));
    const hello = { heartbeat_interval: HEARTBEAT_INTERVAL, _trace: [] };
    sendPacket(socket, GatewayOpcodes.Hello, this.#dependencies.faults.rewritten('HELLO', hello));
  }

  #closed(code: number): void {
    const { sessions } = this.#dependencies;
    const session = this.#ownSession();
    if (session) {
      session.socket = undefined;
      if (code === 1000 || code === 1001) sessions.end(session);
    }
    sessions.announceDisconnection();
  }

  #read(frame: Buffer, isBinary: boolean): void {
    // Ignore what the bot sent before it knew that the connection is closed.
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    const packet = packetOf(frame, isBinary);
    const result = typeof packet === 'number' ? packet : this.#act(packet, this.#ownSession());
    if (typeof result === 'number') this.#socket.close(result);
    else this.#session = result;
  }

  /** The session of this connection, unless it has been resumed on another one. */
  #ownSession(): GatewaySession | undefined {
    return this.#session?.socket === this.#socket ? this.#session : undefined;
  }

  /** Acts on a packet. Gives the session that the connection has from now on, or the code that closes it. */
  #act(packet: Packet, session: GatewaySession | undefined): GatewaySession | undefined | GatewayCloseCodes {
    const { application, faults } = this.#dependencies;
    switch (packet.op) {
      case GatewayOpcodes.Heartbeat:
        if (packet.sequence !== null) session?.acknowledge(packet.sequence);
        if (!faults.silent) sendPacket(this.#socket, GatewayOpcodes.HeartbeatAck, null);
        return session;
      case GatewayOpcodes.Identify: {
        if (session) return GatewayCloseCodes.AlreadyAuthenticated;
        const identify = acceptedIdentify(packet.identify, application.token);
        return typeof identify === 'number' ? identify : this.#identify(identify);
      }
      case GatewayOpcodes.Resume:
        return session ? GatewayCloseCodes.AlreadyAuthenticated : this.#resume(packet.resume);
      default:
        if (!session) return GatewayCloseCodes.NotAuthenticated;
        return packet.isKnown ? session : GatewayCloseCodes.UnknownOpcode;
    }
  }

  #identify(identify: AcceptedIdentify): GatewaySession {
    const { application, world, sessions, faults, url, onIdentified } = this.#dependencies;
    onIdentified();
    const session = new GatewaySession(`session-${world.nextId()}`, identify, this.#socket);
    for (const { type, data } of greeting(session, application, world, url())) {
      session.dispatch(type, faults.rewritten(type, data));
    }
    sessions.add(session);
    return session;
  }

  #resume({ token, session_id, seq }: Resume): GatewaySession | undefined | GatewayCloseCodes {
    const { application, sessions } = this.#dependencies;
    if (token !== application.token) return GatewayCloseCodes.AuthenticationFailed;
    const session = sessions.find(session_id);
    if (session && !session.hasSent(seq)) return GatewayCloseCodes.InvalidSeq;
    if (!session?.hasSent(seq) || !session.canReplay(seq)) {
      sendPacket(this.#socket, GatewayOpcodes.InvalidSession, false);
      return undefined;
    }
    session.resume(this.#socket, seq);
    sessions.announceConnection();
    return session;
  }
}
