import { PermissionFlagsBits } from 'discord.js';
import { Refusal } from '../rest/refusal.ts';
import { permissionsOf } from './permissions.ts';
import type { Channel, Guild } from './places-and-people.ts';
import type { World } from './world.ts';

/** A channel of a server that the bot is in. */
export type GuildChannel = Channel & { guild: Guild };

/**
 * The server with that id.
 *
 * @throws {Refusal} when it is unknown or the bot is not in it
 */
export function guildFor(world: World, id: string | undefined): Guild {
  const guild = world.guilds.get(id ?? '');
  if (!guild) throw new Refusal(404, 10004, 'Unknown Guild');
  if (!guild.hasBot) throw new Refusal(403, 50001, 'Missing Access');
  return guild;
}

/**
 * The channel with that id, in which the bot has these permissions.
 *
 * @throws {Refusal} as Discord's when the channel is unknown or a permission is missing
 */
export function channelFor(world: World, id: string | undefined, ...needed: bigint[]): GuildChannel {
  const channel = world.channels.get(id ?? '');
  if (!channel) throw new Refusal(404, 10003, 'Unknown Channel');
  const { guild } = channel;
  if (!guild?.hasBot) throw new Refusal(403, 50001, 'Missing Access');
  const own = permissionsOf(guild, world.bot.id, channel.parent ?? channel);
  if ((own & PermissionFlagsBits.ViewChannel) === 0n) throw new Refusal(403, 50001, 'Missing Access');
  if (needed.some((permission) => (own & permission) === 0n)) {
    throw new Refusal(403, 50013, 'Missing Permissions');
  }
  return channel as GuildChannel;
}
