import type { SubscriptionOptions } from '../../src/store/daily.ts';
import type { Chance } from './chance.ts';
import type { Channel, Guild, Message } from './discord.ts';

/** What people set: `wish` is undefined for a server without a daily post. */
export interface Standing {
  readonly wish: SubscriptionOptions | undefined;
  readonly paused: boolean;
}

/** How the ledger says that a date ended, and when that was written, in true time. */
export interface Ended {
  readonly state: string;
  readonly reason: string | undefined;
  readonly at: number;
  /** How wrong the calendar of the process was that wrote it, in milliseconds. */
  readonly wrongBy: number;
}

/** A server of a world, with what it may expect. */
export interface Server {
  readonly number: number;
  readonly name: string;
  readonly guild: Guild;
  /** Decides what people do. */
  readonly chance: Chance;
  /** Decides what happens to calls and questions. */
  readonly calls: Chance;
  /**
   * What the store may hold. More than one while nobody knows whether the last change was made: its answer was lost,
   * or the process died with it.
   */
  possible: Standing[];
  /** When anything was last changed, in true time. */
  changedAt: number;
  /** Every message with the daily slot of a local date, also those deleted later. */
  readonly posts: Map<string, { readonly channel: Channel; readonly message: Message }[]>;
  readonly ended: Map<string, Ended>;
  /** Until when so much is said in its channels that history cannot be read to its end. */
  floodedUntil: number;
}

/** A server without a daily post. */
export function createServer(guild: Guild, number: number, chance: Chance): Server {
  return {
    ...{ number, guild, name: guild.name, chance: chance.fork('people'), calls: chance.fork('calls') },
    ...{ possible: [{ wish: undefined, paused: false }], changedAt: 0 },
    ...{ posts: new Map(), ended: new Map(), floodedUntil: 0 },
  };
}
