import { GatewayIntentBits } from 'discord.js';
import type { Application } from '../application.ts';
import type { Guild } from '../world/places-and-people.ts';
import { shardOf } from '../world/snowflake.ts';
import { apiGuild, apiUser } from '../world/wire.ts';
import type { World } from '../world/world.ts';
import type { GatewaySession } from './session.ts';

/** An event, as the gateway sends it to a session. */
export interface GatewayEvent {
  readonly type: string;
  readonly data: unknown;
}

/** The events that a new session starts with: READY, then its guilds if it asked for them. */
export function greeting(
  session: GatewaySession,
  application: Application,
  world: World,
  url: string,
): GatewayEvent[] {
  const [shard, count] = session.shard;
  const guilds = [...world.guilds.values()].filter(
    (guild) => guild.hasBot && shardOf(guild.id, count) === shard,
  );
  const ready = { type: 'READY', data: readyData(session, application, world, url, guilds) };
  if ((session.intents & GatewayIntentBits.Guilds) === 0) return [ready];
  const present = guilds.filter((guild) => !guild.unavailable);
  return [ready, ...present.map((guild) => ({ type: 'GUILD_CREATE', data: apiGuild(guild, world) }))];
}

/** What READY carries (Discord, "Ready event"). Each guild is unavailable until its GUILD_CREATE. */
function readyData(
  session: GatewaySession,
  application: Application,
  world: World,
  url: string,
  guilds: Guild[],
) {
  return {
    v: 10,
    user: { ...apiUser(world.bot), email: null, mfa_enabled: true, verified: true },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: url,
    shard: session.shard,
    application: { id: application.id, flags: 0 },
    private_channels: [],
    relationships: [],
    _trace: [],
  };
}
