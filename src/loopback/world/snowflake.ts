import type { Clock } from '../../clock.ts';

/** The first millisecond of 2015, from which Discord counts (API reference, "Snowflakes"). */
const DISCORD_EPOCH = 1_420_070_400_000n;

/** A source of ids that always rise and carry the clock's time in their upper 42 bits, as Discord's do. */
export function snowflakes(clock: Clock): () => string {
  let last = 0n;
  return () => {
    const now = (BigInt(clock.now().getTime()) - DISCORD_EPOCH) << 22n;
    last = now > last ? now : last + 1n;
    return last.toString();
  };
}

/** The shard that serves a guild: `(guild_id >> 22) % shard_count`; direct messages are served by shard 0. */
export function shardOf(guildId: string | undefined, shardCount: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}
