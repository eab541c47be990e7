import type { WebSocket } from 'ws';
import type { GatewaySession } from './session.ts';

/** The sessions at the gateway, connected or away. */
export class Sessions {
  readonly #byId = new Map<string, GatewaySession>();
  readonly #untilConnected = new Set<() => void>();
  readonly #untilDisconnected = new Set<() => void>();

  /** Every session, including those whose bot is away and may resume. */
  get all(): GatewaySession[] {
    return [...this.#byId.values()];
  }

  /** The sessions whose bot is connected. */
  get connected(): GatewaySession[] {
    return this.all.filter((session) => session.socket);
  }

  /** Adds a session whose bot has just identified itself. */
  add(session: GatewaySession): void {
    this.#byId.set(session.id, session);
    this.announceConnection();
  }

  /** The session with that id, unless it has ended. A bot can send anything as an id. */
  find(id: unknown): GatewaySession | undefined {
    return typeof id === 'string' ? this.#byId.get(id) : undefined;
  }

  /** Ends a session: it can no longer be resumed. */
  end(session: GatewaySession): void {
    this.#byId.delete(session.id);
  }

  /** Ends every session. */
  endAll(): void {
    this.#byId.clear();
  }

  /** Calls the function for the socket of every connected session. */
  eachSocket(act: (socket: WebSocket) => void): void {
    for (const { socket } of this.all) if (socket) act(socket);
  }

  /** Settles when a bot is connected. */
  whenConnected(): Promise<void> {
    if (this.connected.length > 0) return Promise.resolve();
    return new Promise((resolve) => this.#untilConnected.add(resolve));
  }

  /** Settles when no bot is connected. */
  whenDisconnected(): Promise<void> {
    if (this.connected.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#untilDisconnected.add(resolve));
  }

  /** Settles the promises of those who wait for a connection. */
  announceConnection(): void {
    settleAll(this.#untilConnected);
  }

  /** Settles the promises of those who wait for the last connection to end, if it has ended. */
  announceDisconnection(): void {
    if (this.connected.length === 0) settleAll(this.#untilDisconnected);
  }
}

function settleAll(waiting: Set<() => void>): void {
  for (const resolve of waiting) resolve();
  waiting.clear();
}
