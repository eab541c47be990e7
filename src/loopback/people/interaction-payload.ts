import { type APIApplicationCommand, InteractionType, PermissionFlagsBits } from 'discord.js';
import type { Discord } from '../discord.ts';
import { DM_PERMISSIONS, permissionsOf } from '../world/permissions.ts';
import { apiChannel, apiMember, apiUser } from '../world/wire.ts';
import { contextOf, owners } from './installation.ts';
import type { Actor, Asked } from './interaction.ts';

/** The use of a command by a person or, without a command, of a component. Its type is that of a command. */
export function asking(discord: Discord, actor: Actor, command?: APIApplicationCommand): Asked {
  const { user, channel } = actor;
  const authorizing = owners(discord, actor, command);
  const publicly = channel.guild
    ? permissionsOf(channel.guild, user.id, channel) & PermissionFlagsBits.UseExternalApps
    : 1n;
  const hushed = !('0' in authorizing) && publicly === 0n;
  return { type: InteractionType.ApplicationCommand, actor, owners: authorizing, hushed };
}

/** The part of an interaction's payload that names the person and the place (Discord, "Interaction object"). */
export function placed(discord: Discord, { type, actor, owners: authorizing, source }: Asked) {
  const { application, world } = discord;
  const { user, channel } = actor;
  const { guild } = channel;
  const common = {
    application_id: application.id,
    type,
    version: 1,
    channel: apiChannel(channel, world.bot.id),
    channel_id: channel.id,
    locale: actor.locale ?? 'en-US',
    entitlements: [],
    authorizing_integration_owners: authorizing,
    context: contextOf(discord, channel),
    attachment_size_limit: 10_485_760,
    ...(source && { message: source }),
  };
  if (!guild) return { ...common, user: apiUser(user), app_permissions: `${DM_PERMISSIONS}` };
  const member = guild.members.get(user.id);
  if (!member) throw new Error(`${user.global_name} is not a member of ${guild.name}`);
  const permissions = permissionsOf(guild, user.id, channel);
  const own = guild.hasBot ? permissionsOf(guild, world.bot.id, channel) : permissions & DM_PERMISSIONS;
  return {
    ...common,
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    member: apiMember(member, permissions),
    app_permissions: `${own}`,
  };
}
