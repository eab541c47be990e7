import { GatewayOpcodes, SimpleShardingStrategy, type WebSocketOptions } from 'discord.js';
import type { Unexpected } from '../uncaught.ts';
import { DiscordError } from './discord-error.ts';
import { type Dispatch, isGatewayUrl, screened } from './gateway-packet.ts';

/** Is told of each event of the gateway, on which shard. Its data may be anything. */
export type DispatchListener = (dispatch: Dispatch, shard: readonly [id: number, count: number]) => void;

/** How discord.js makes its shards (`ws.buildStrategy` of a client's options). */
type BuildStrategy = NonNullable<WebSocketOptions['buildStrategy']>;

/** What we reach into of a shard of discord.js, which has no better place for it. */
interface Shard {
  readonly id: number;
  on(event: 'closed', listener: () => void): unknown;
  /** The packet of a frame; null for none. */
  unpackMessage(data: unknown, isBinary: boolean): Promise<unknown>;
  onMessage(data: unknown, isBinary: boolean): Promise<void>;
}

/**
 * Shards whose packets are screened before discord.js acts upon them, and whose events go to `listener`. Whatever is
 * not as it should be is one line, and ends neither the process nor the connection.
 */
export function screenedShards(listener: DispatchListener, unexpected: Unexpected): BuildStrategy {
  return (manager) => {
    // Frames are text, so that one without a packet is broken, and not the first half of one.
    manager.options.compression = null;
    const strategy = new SimpleShardingStrategy(manager);
    const spawn = strategy.spawn.bind(strategy);
    strategy.spawn = async (ids) => {
      const { url } = await manager.fetchGatewayInformation();
      if (!isGatewayUrl(url)) throw new DiscordError('Discord names a gateway that is no address.');
      await spawn(ids);
      const count = await manager.getShardCount();
      const { shards } = strategy as unknown as { shards: ReadonlyMap<number, Shard> };
      for (const shard of shards.values()) {
        screen(shard, (dispatch) => listener(dispatch, [shard.id, count]), unexpected);
      }
    };
    return strategy;
  };
}

function screen(shard: Shard, listener: (dispatch: Dispatch) => void, unexpected: Unexpected): void {
  const [unpack, act] = [shard.unpackMessage.bind(shard), shard.onMessage.bind(shard)];
  let isGreeted = false;
  shard.on('closed', () => {
    isGreeted = false;
  });
  const guarded = async <T>(work: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      unexpected(error, 'Discord sent something unexpected', { shard: shard.id });
      return null;
    }
  };
  shard.unpackMessage = async (data, isBinary) => {
    const found = await guarded(async () => screened(await unpack(data, isBinary)));
    const { packet, dispatch, fault } = found ?? {};
    const isGreeting = packet?.op === GatewayOpcodes.Hello;
    // Another greeting on a connection would have discord.js send twice as many heartbeats, for ever.
    const isRepeated = isGreeting && isGreeted;
    isGreeted ||= isGreeting;
    await guarded(() => {
      if (dispatch) listener(dispatch);
      if (isRepeated) throw new Error('a connection was greeted twice');
      if (fault !== undefined) throw new Error(fault);
    });
    return isRepeated ? null : (packet ?? null);
  };
  shard.onMessage = async (data, isBinary) => void (await guarded(() => act(data, isBinary)));
}
