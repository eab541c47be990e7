import type { Discord } from '../../discord.ts';
import type { Route } from '../route.ts';
import { applicationRoutes } from './application.ts';
import { commandRoutes } from './commands.ts';
import { type GatewayStatus, gatewayRoutes } from './gateway.ts';
import { guildRoutes } from './guilds.ts';
import { interactionRoutes } from './interactions.ts';
import { messageRoutes } from './messages.ts';
import { threadRoutes } from './threads.ts';

/** The routing table: only the routes that Docent calls. Discord has many more, which fail here as unknown. */
export function allRoutes(discord: Discord, gateway: GatewayStatus): Route[] {
  return [
    ...gatewayRoutes(gateway),
    ...applicationRoutes(discord),
    ...commandRoutes(discord),
    ...interactionRoutes(discord),
    ...messageRoutes(discord),
    ...threadRoutes(discord),
    ...guildRoutes(discord),
  ];
}
