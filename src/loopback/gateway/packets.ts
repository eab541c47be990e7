import { GatewayCloseCodes, GatewayOpcodes } from 'discord.js';
import type { Identify } from './session.ts';

/** The longest packet that Discord accepts, in bytes (Discord, Gateway, "Sending events"). */
const LONGEST_PACKET = 4096;

/** What RESUME (op 6) carries. A bot can send values of any type. */
export interface Resume {
  readonly token: unknown;
  readonly session_id: unknown;
  readonly seq: unknown;
}

/** A packet from a bot, with the fields that we act on. */
export type Packet =
  | { readonly op: GatewayOpcodes.Heartbeat; readonly sequence: number | null }
  | { readonly op: GatewayOpcodes.Identify; readonly identify: Identify }
  | { readonly op: GatewayOpcodes.Resume; readonly resume: Resume }
  | { readonly op: 'other'; readonly isKnown: boolean };

/** Other operations that Discord knows. The loopback ignores them. */
const OTHER_OPCODES: readonly number[] = [
  GatewayOpcodes.PresenceUpdate,
  GatewayOpcodes.VoiceStateUpdate,
  GatewayOpcodes.RequestGuildMembers,
  GatewayOpcodes.RequestSoundboardSounds,
];

/** The packet in a frame, or the code with which Discord closes the connection when it cannot decode the frame. */
export function packetOf(frame: Buffer, isBinary: boolean): Packet | GatewayCloseCodes.DecodeError {
  // The connection was opened for JSON, which comes as text.
  if (isBinary || frame.length > LONGEST_PACKET) return GatewayCloseCodes.DecodeError;
  const packet = fieldsOf(parsed(frame));
  if (!packet || !Number.isInteger(packet.op)) return GatewayCloseCodes.DecodeError;
  const op = packet.op as GatewayOpcodes;
  const { d } = packet;
  if (op === GatewayOpcodes.Heartbeat) {
    if (d === null || d === undefined) return { op, sequence: null };
    return Number.isInteger(d) ? { op, sequence: d as number } : GatewayCloseCodes.DecodeError;
  }
  const fields = fieldsOf(d);
  if (op === GatewayOpcodes.Identify)
    return fields ? { op, identify: fields } : GatewayCloseCodes.DecodeError;
  if (op === GatewayOpcodes.Resume) {
    const { token, session_id, seq } = fields ?? {};
    return fields ? { op, resume: { token, session_id, seq } } : GatewayCloseCodes.DecodeError;
  }
  return { op: 'other', isKnown: OTHER_OPCODES.includes(op) };
}

function parsed(frame: Buffer): unknown {
  try {
    return JSON.parse(frame.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The fields of a JSON object; undefined for any other value. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
