import { GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';

/** Events kept for a session that is away, so that it can resume. */
const KEPT_EVENTS = 2_000;

/** The intents that need Discord's approval; Docent asks for none (Discord, "Privileged intents"). */
const PRIVILEGED =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

const ALL_INTENTS = Object.values(GatewayIntentBits).reduce<number>(
  (all, bit) => (typeof bit === 'number' ? all | bit : all),
  0,
);

/** What IDENTIFY (op 2) carries, as far as it is read. */
export interface Identify {
  token?: string;
  intents?: number;
  shard?: [id: number, count: number];
  compress?: boolean;
}

/** The close code that Discord answers an IDENTIFY with when it does not accept it. */
export function identifyFault(
  { token, intents, shard, compress }: Identify,
  goodToken: string,
): number | undefined {
  if (token !== goodToken) return 4004;
  if (shard && !(shard[0] >= 0 && shard[0] < shard[1])) return 4010;
  if (typeof intents !== 'number' || (intents & ~ALL_INTENTS) !== 0) return 4013;
  if ((intents & PRIVILEGED) !== 0) return 4014;
  return compress ? 4002 : undefined;
}

/** One bot's session at the gateway; it outlives its sockets. */
export class GatewaySession {
  readonly id: string;
  readonly shard: [id: number, count: number];
  readonly intents: number;
  socket: WebSocket | undefined;
  #sequence = 0;
  #sent: { s: number; text: string }[] = [];

  constructor(id: string, identify: Identify, socket: WebSocket) {
    this.id = id;
    this.shard = identify.shard ?? [0, 1];
    this.intents = identify.intents ?? 0;
    this.socket = socket;
  }

  /** Sends an event, or keeps it for the resumption when the session is away. */
  dispatch(type: string, data: unknown): void {
    const s = ++this.#sequence;
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: type, s, d: data });
    this.#sent.push({ s, text });
    if (this.#sent.length > KEPT_EVENTS) this.#sent.shift();
    this.socket?.send(text);
  }

  /** Whether all events after that sequence number are still kept. */
  canReplay(after: number): boolean {
    return after <= this.#sequence && (this.#sent[0]?.s ?? this.#sequence + 1) <= after + 1;
  }

  /** Takes the session up on a new socket: the missed events, then RESUMED. */
  resume(socket: WebSocket, after: number): void {
    this.socket = socket;
    for (const { s, text } of this.#sent) if (s > after) socket.send(text);
    this.dispatch('RESUMED', { _trace: [] });
  }

  /** Forgets the events that a heartbeat says have arrived. */
  acknowledge(sequence: number): void {
    this.#sent = this.#sent.filter(({ s }) => s > sequence);
  }
}
