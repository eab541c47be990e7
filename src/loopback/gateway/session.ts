import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
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

/** What IDENTIFY (op 2) carries, as far as it is read: what a bot sent may be of any type. */
export interface Identify {
  readonly token?: unknown;
  readonly intents?: unknown;
  readonly shard?: unknown;
  readonly compress?: unknown;
}

/** An IDENTIFY that Discord accepts. */
export interface Accepted {
  readonly intents: number;
  readonly shard: [id: number, count: number];
}

/** What an IDENTIFY asks for or, where Discord does not accept it, the code that it closes the connection with. */
export function accepted(
  { token, intents, shard = [0, 1], compress = false }: Identify,
  goodToken: string,
): Accepted | GatewayCloseCodes {
  if (token !== goodToken) return GatewayCloseCodes.AuthenticationFailed;
  if (!isShard(shard)) return GatewayCloseCodes.InvalidShard;
  if (typeof intents !== 'number' || !isMadeOf(intents, ALL_INTENTS)) return GatewayCloseCodes.InvalidIntents;
  if ((intents & PRIVILEGED) !== 0) return GatewayCloseCodes.DisallowedIntents;
  return compress === false ? { intents, shard } : GatewayCloseCodes.DecodeError;
}

function isShard(shard: unknown): shard is [id: number, count: number] {
  if (!Array.isArray(shard) || shard.length !== 2 || !shard.every(Number.isInteger)) return false;
  const [id, count] = shard;
  return id >= 0 && id < count;
}

/** Whether a number is a sum of these bits. A number that is no such sum is not cut to one. */
function isMadeOf(number: number, bits: number): boolean {
  return (number & bits) === number;
}

/** One bot's session at the gateway; it outlives its sockets. */
export class GatewaySession {
  readonly id: string;
  readonly shard: [id: number, count: number];
  readonly intents: number;
  socket: WebSocket | undefined;
  #sequence = 0;
  #sent: { s: number; text: string }[] = [];

  constructor(id: string, { shard, intents }: Accepted, socket: WebSocket) {
    this.id = id;
    this.shard = shard;
    this.intents = intents;
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

  /** Whether that is the sequence number of an event that was sent, or zero for none. */
  hasSent(sequence: unknown): sequence is number {
    return Number.isInteger(sequence) && Number(sequence) >= 0 && Number(sequence) <= this.#sequence;
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
