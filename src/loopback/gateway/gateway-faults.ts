import { GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';
import { sendPacket } from './frames.ts';
import type { Sessions } from './sessions.ts';

/** Faults of the gateway, switched on by tests. */
export interface GatewayFaults {
  /** Closes every connection with the code (4000 by default). The sessions can be resumed unless `forget` is set. */
  drop(options?: { code?: number; forget?: boolean }): void;
  /** Cuts every connection without a closing code. The sessions can be resumed unless `forget` is set. */
  cut(options?: { forget?: boolean }): void;
  /** Asks every connection to reconnect and resume (op 7). */
  reconnect(): void;
  /** Says that every session is invalid (op 9). The sessions end unless they are `resumable`. */
  invalidate(resumable?: boolean): void;
  /** Refuses the next new connections, `times` of them: with an HTTP status or, without one, by cutting them. */
  refuse(times: number, status?: number): void;
  /** Stops or restarts the answers to heartbeats. A connection that has died silently does not answer them. */
  silence(silent: boolean): void;
  /** Sends a frame, unchanged, to every connected session. */
  send(frame: string | Buffer): void;
  /** Sends an event with any data as the next event of every session. */
  dispatch(type: string, data: unknown): void;
  /** Changes the data of the next event of that type, or of the next `HELLO` (op 10). */
  rewrite(type: string, change: (data: unknown) => unknown): void;
}

/** The faults that are switched on, as the gateway reads them. */
export class SwitchedFaults implements GatewayFaults {
  /** Whether heartbeats are left unanswered. */
  silent = false;
  readonly #sessions: Sessions;
  readonly #rewrites: { type: string; change: (data: unknown) => unknown }[] = [];
  #refusals: { times: number; status?: number | undefined } = { times: 0 };

  /** No fault, for the connections of these sessions. */
  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }

  drop({ code = 4000, forget = false }: { code?: number; forget?: boolean } = {}): void {
    this.#end((socket) => socket.close(code), forget);
  }

  cut({ forget = false }: { forget?: boolean } = {}): void {
    this.#end((socket) => socket.terminate(), forget);
  }

  reconnect(): void {
    this.#sessions.eachSocket((socket) => sendPacket(socket, GatewayOpcodes.Reconnect, null));
  }

  invalidate(resumable = false): void {
    this.#sessions.eachSocket((socket) => sendPacket(socket, GatewayOpcodes.InvalidSession, resumable));
    for (const session of this.#sessions.all) session.socket = undefined;
    if (!resumable) this.#sessions.endAll();
    this.#sessions.announceDisconnection();
  }

  refuse(times: number, status?: number): void {
    this.#refusals = { times, status };
  }

  silence(silent: boolean): void {
    this.silent = silent;
  }

  send(frame: string | Buffer): void {
    this.#sessions.eachSocket((socket) => socket.send(frame));
  }

  dispatch(type: string, data: unknown): void {
    for (const session of this.#sessions.all) session.dispatch(type, data);
  }

  rewrite(type: string, change: (data: unknown) => unknown): void {
    this.#rewrites.push({ type, change });
  }

  /** How the next connection is refused, or undefined when it is not. Counts the refusal. */
  nextRefusal(): { status: number | undefined } | undefined {
    if (this.#refusals.times === 0) return undefined;
    this.#refusals.times -= 1;
    return { status: this.#refusals.status };
  }

  /** The data to send with an event: as it is, or as the first matching `rewrite` changes it. */
  rewritten(type: string, data: unknown): unknown {
    const index = this.#rewrites.findIndex((each) => each.type === type);
    const [rewrite] = index < 0 ? [] : this.#rewrites.splice(index, 1);
    return rewrite ? rewrite.change(data) : data;
  }

  #end(close: (socket: WebSocket) => void, forget: boolean): void {
    this.#sessions.eachSocket(close);
    if (forget) this.#sessions.endAll();
    this.#sessions.announceDisconnection();
  }
}
