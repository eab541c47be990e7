import { GatewayDispatchEvents, GatewayOpcodes } from 'discord.js';

/** An event of the gateway, with whatever data came with it. */
export interface Dispatch {
  readonly type: string;
  readonly data: unknown;
}

/** A packet of the gateway, fit for discord.js. */
export interface Packet {
  readonly op: GatewayOpcodes;
  readonly t?: string | null;
  readonly s?: number | null;
  readonly d?: unknown;
}

/** What a packet comes to. */
export interface Screened {
  /** What discord.js is given; nothing where it would do harm. */
  readonly packet?: Packet;
  /** The event that it brings, for us to act upon. */
  readonly dispatch?: Dispatch;
  /** What is wrong with it; one reason is enough. */
  readonly fault?: string;
}

/** How often, in milliseconds, Discord asks for a heartbeat; where it does not say, as often as it usually does. */
const USUAL_INTERVAL = 41_250;

/** Heartbeats, in milliseconds, that are neither a flood nor more than Node's timers can wait. */
const INTERVALS = { least: 100, most: 2 ** 31 - 1 };

/**
 * What there is in a packet, which may be anything. discord.js keeps the connection, and is given what that takes, made
 * anew: it builds objects of whatever it is given, and throws where a field is missing. Of an event it learns that
 * there was one, so that it can resume after it.
 */
export function screened(received: unknown): Screened {
  const packet = fieldsOf(received);
  if (!packet) return { fault: 'a packet is no object' };
  const { op, d } = packet;
  switch (op) {
    case GatewayOpcodes.Dispatch:
      return screenedDispatch(packet);
    case GatewayOpcodes.Hello:
      return screenedHello(d);
    case GatewayOpcodes.InvalidSession:
      return {
        packet: { op, d: d === true },
        ...(typeof d !== 'boolean' && faulty('INVALID SESSION', 'data')),
      };
    case GatewayOpcodes.Heartbeat:
    case GatewayOpcodes.Reconnect:
    case GatewayOpcodes.HeartbeatAck:
      return { packet: { op } };
    default:
      return { fault: 'a packet has an unknown opcode' };
  }
}

function screenedHello(data: unknown): Screened {
  const interval = fieldsOf(data)?.heartbeat_interval;
  const isSound = typeof interval === 'number' && interval >= INTERVALS.least && interval <= INTERVALS.most;
  return {
    packet: { op: GatewayOpcodes.Hello, d: { heartbeat_interval: isSound ? interval : USUAL_INTERVAL } },
    ...(!isSound && faulty('HELLO', 'heartbeat_interval')),
  };
}

function screenedDispatch({ t: type, s, d: data }: Readonly<Record<string, unknown>>): Screened {
  const sequence = Number.isSafeInteger(s) ? (s as number) : null;
  const counted: Packet = { op: GatewayOpcodes.Dispatch, t: null, s: sequence, d: {} };
  if (typeof type !== 'string' || type === '') return { packet: counted, fault: 'an event has no type' };
  const dispatch = { type, data };
  if (type === GatewayDispatchEvents.Ready)
    return { packet: { ...counted, t: type, s: sequence ?? 0, d: plainReady(data) }, dispatch };
  if (type === GatewayDispatchEvents.Resumed) return { packet: { ...counted, t: type }, dispatch };
  if (typeof data !== 'object' || data === null) return { packet: counted, ...faulty(type, 'data') };
  return { packet: counted, dispatch };
}

/**
 * A READY with what the connection takes: how to resume. Without a place of its own a session is resumed where the
 * connection began; without an id it cannot be, and begins anew.
 */
function plainReady(data: unknown) {
  const { session_id, resume_gateway_url } = fieldsOf(data) ?? {};
  return {
    session_id: typeof session_id === 'string' ? session_id : '',
    resume_gateway_url: isGatewayUrl(resume_gateway_url) ? resume_gateway_url : undefined,
    // discord.js makes objects of these, which nobody asks for.
    ...{ user: { id: '0' }, application: { id: '0' }, guilds: [] },
  };
}

/** Whether a WebSocket can be opened there, with a query added. */
export function isGatewayUrl(url: unknown): url is string {
  return typeof url === 'string' && /^wss?:\/\/[^#?]+$/.test(url) && URL.canParse(url);
}

/** The fields of a JSON object; undefined for any other value. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function faulty(what: string, field: string): { fault: string } {
  return { fault: `${what.slice(0, 60)} is without sound ${field}` };
}
