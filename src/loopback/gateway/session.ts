import { GatewayCloseCodes, GatewayIntentBits, GatewayOpcodes } from 'discord.js';
import type { WebSocket } from 'ws';

/** How many events are kept for a session, so that it can resume after it was away. */
const KEPT_EVENTS = 2_000;

/** The intents that need Discord's approval; Docent asks for none (Discord, "Privileged intents"). */
const PRIVILEGED =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

const ALL_INTENTS = Object.values(GatewayIntentBits).reduce<number>(
  (all, bit) => (typeof bit === 'number' ? all | bit : all),
  0,
);

/** The fields of IDENTIFY (op 2) that we read. A bot can send values of any type. */
export interface Identify {
  readonly token?: unknown;
  readonly intents?: unknown;
  readonly shard?: unknown;
  readonly compress?: unknown;
}

/** An IDENTIFY that Discord accepts. */
export interface AcceptedIdentify {
  readonly intents: number;
  readonly shard: [id: number, count: number];
}

/** What an IDENTIFY asks for, or the code with which Discord closes the connection because it does not accept it. */
export function acceptedIdentify(
  { token, intents, shard = [0, 1], compress = false }: Identify,
  goodToken: string,
): AcceptedIdentify | GatewayCloseCodes {
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

/** Whether a number has no other bits than these. */
function isMadeOf(number: number, bits: number): boolean {
  return (number & bits) === number;
}

/** One bot's session at the gateway. It outlives its sockets. */
export class GatewaySession {
  readonly id: string;
  /** The shard that the bot asked to be. */
  readonly shard: [id: number, count: number];
  readonly intents: number;
  /** The connection; undefined while the bot is away. */
  socket: WebSocket | undefined;
  #sequence = 0;
  #sent: { s: number; text: string }[] = [];

  /** A session that starts on this socket. */
  constructor(id: string, { shard, intents }: AcceptedIdentify, socket: WebSocket) {
    this.id = id;
    this.shard = shard;
    this.intents = intents;
    this.socket = socket;
  }

  /** Sends an event. It is kept, so that a bot that is away receives it when it resumes. */
  dispatch(type: string, data: unknown): void {
    const s = ++this.#sequence;
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: type, s, d: data });
    this.#sent.push({ s, text });
    if (this.#sent.length > KEPT_EVENTS) this.#sent.shift();
    this.socket?.send(text);
  }

  /** Whether this is the sequence number of an event that was sent, or zero. */
  hasSent(sequence: unknown): sequence is number {
    return Number.isInteger(sequence) && Number(sequence) >= 0 && Number(sequence) <= this.#sequence;
  }

  /** Whether all events after this sequence number are still kept. */
  canReplay(after: number): boolean {
    return after <= this.#sequence && (this.#sent[0]?.s ?? this.#sequence + 1) <= after + 1;
  }

  /** Continues the session on a new socket: sends the missed events, then RESUMED. */
  resume(socket: WebSocket, after: number): void {
    this.socket = socket;
    for (const { s, text } of this.#sent) if (s > after) socket.send(text);
    this.dispatch('RESUMED', { _trace: [] });
  }

  /** Forgets the events up to this sequence number: a heartbeat says that they have arrived. */
  acknowledge(sequence: number): void {
    this.#sent = this.#sent.filter(({ s }) => s > sequence);
  }
}
