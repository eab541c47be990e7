import { type APIInteraction, GatewayDispatchEvents } from 'discord.js';
import { fieldsOf } from './gateway-packet.ts';
import type { DispatchListener } from './screened-shards.ts';

/** What wants to know which servers the bot is in. An outage is no departure. */
export interface GuildListener {
  /** All servers of a shard, whenever a session of it begins. */
  present(guildIds: readonly string[], shard: readonly [id: number, count: number]): void;
  left(guildId: string): void;
  joined(guildId: string): void;
}

/** What comes of the gateway's events. */
export interface GatewayEvents {
  /**
   * Acts upon an event.
   *
   * @throws {Error} when it is not as Discord describes it; what can be read of it was acted upon
   */
  readonly take: DispatchListener;
  /** The application that the bot is of; undefined as long as no READY has said. */
  applicationId(): string | undefined;
  /** From now on interactions are left alone. */
  stopTakingInteractions(): void;
}

/** A snowflake (Discord, "Snowflakes"): 64 bits in decimal digits. */
const SNOWFLAKE = /^\d{1,20}$/;

/**
 * Tells the listeners of what happens, of servers only what is sure. Of an interaction nothing is, for all its type:
 * whoever takes it reads it with care, and throws where it cannot be answered.
 */
export function gatewayEvents(
  listener: GuildListener,
  onInteraction: (interaction: APIInteraction) => void,
): GatewayEvents {
  /** The servers that are known to be there, by shard: GUILD_CREATE also tells of these, when an outage ends. */
  const known = new Map<number, Set<string>>();
  const knownOn = (shard: number): Set<string> => {
    const there = known.get(shard) ?? new Set();
    known.set(shard, there);
    return there;
  };
  let application: string | undefined;
  let takesInteractions = true;

  const acts: Readonly<Record<string, DispatchListener>> = {
    [GatewayDispatchEvents.Ready]({ data }, shard) {
      const ready = fieldsOf(data);
      application ??= idOf(ready?.application);
      if (!Array.isArray(ready?.guilds)) throw new Error('READY is without guilds');
      const ids = ready.guilds.map(idOf).filter((id) => id !== undefined);
      known.set(shard[0], new Set(ids));
      // Who is not named counts as left; so a list with a gap in it is none.
      if (ids.length < ready.guilds.length) throw new Error('READY has a guild without a sound id');
      listener.present(ids, shard);
      if (application === undefined) throw new Error('READY is without a sound application');
    },
    [GatewayDispatchEvents.GuildCreate]({ data }, [shard]) {
      const id = idOf(data);
      if (id === undefined) throw new Error('GUILD_CREATE is without a sound id');
      if (knownOn(shard).has(id) || fieldsOf(data)?.unavailable === true) return;
      knownOn(shard).add(id);
      listener.joined(id);
    },
    [GatewayDispatchEvents.GuildDelete]({ data }, [shard]) {
      const id = idOf(data);
      if (id === undefined) throw new Error('GUILD_DELETE is without a sound id');
      const { unavailable = false } = fieldsOf(data) ?? {};
      if (typeof unavailable !== 'boolean') throw new Error('GUILD_DELETE has no sound unavailable');
      if (unavailable) return;
      knownOn(shard).delete(id);
      listener.left(id);
    },
    [GatewayDispatchEvents.InteractionCreate]({ data }) {
      if (!takesInteractions) return;
      // Which application was asked is known, also where it is not said.
      const asked = { application_id: application, ...fieldsOf(data) };
      onInteraction(asked as unknown as APIInteraction);
    },
  };

  return {
    take(dispatch, shard) {
      if (Object.hasOwn(acts, dispatch.type)) acts[dispatch.type]?.(dispatch, shard);
    },
    applicationId: () => application,
    stopTakingInteractions() {
      takesInteractions = false;
    },
  };
}

function idOf(value: unknown): string | undefined {
  const id = fieldsOf(value)?.id;
  return typeof id === 'string' && SNOWFLAKE.test(id) ? id : undefined;
}
