import { apiChannel, apiGuild } from '../world/wire.ts';
import type { World, WorldEvent } from '../world/world.ts';
import type { GatewayEvent } from './greeting.ts';

/** What the gateway tells a bot about a change in the world: the event and its guild, or undefined for nothing. */
export function gatewayEventOf(
  event: WorldEvent,
  world: World,
): (GatewayEvent & { guildId: string }) | undefined {
  const guild = 'guild' in event ? event.guild : event.channel.guild;
  if (!guild) return undefined;
  const guildId = guild.id;
  if (event.type === 'guild-left') return { type: 'GUILD_DELETE', data: { id: guildId }, guildId };
  if (event.type === 'guild-outage') {
    return { type: 'GUILD_DELETE', data: { id: guildId, unavailable: true }, guildId };
  }
  if (!guild.hasBot) return undefined;
  switch (event.type) {
    case 'guild':
      return { type: 'GUILD_CREATE', data: apiGuild(guild, world), guildId };
    case 'channel':
      return { type: 'CHANNEL_CREATE', data: apiChannel(event.channel, world.bot.id), guildId };
    case 'role':
      return { type: 'GUILD_ROLE_CREATE', data: { guild_id: guildId, role: event.role }, guildId };
    default:
      return undefined;
  }
}
