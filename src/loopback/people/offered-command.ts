import { type APIApplicationCommand, type ApplicationCommandType, PermissionFlagsBits } from 'discord.js';
import type { Discord } from '../discord.ts';
import { permissionsOf } from '../world/permissions.ts';
import { contextOf, owners } from './installation.ts';
import type { Actor } from './interaction.ts';

/** `force`: as if an administrator had opened the command to everyone, so that the bot's own check is reached. */
export interface CommandOptions {
  force?: boolean;
}

/** The registered command that the client offers to this person here. Throws when it does not offer it. */
export function offeredCommand(
  discord: Discord,
  { user, channel }: Actor,
  name: string,
  type: ApplicationCommandType,
  { force = false }: CommandOptions,
): APIApplicationCommand {
  const { world, commands } = discord;
  const { guild } = channel;
  if (!world.canView(user, channel)) throw new Error(`${user.global_name} does not see this channel`);
  const command = commands.find(name, type, guild?.hasBot ? guild.id : undefined);
  if (!command) throw new Error(`no command '${name}' is registered here`);
  const context = contextOf(discord, channel);
  if (command.contexts && !command.contexts.includes(context))
    throw new Error(`the command '${name}' is not offered in context ${context}`);
  const installed = Object.keys(owners(discord, { user, channel }, command)).length > 0;
  if (!installed) throw new Error(`the command '${name}' is not installed to this place or person`);
  if (!guild || force) return command;
  const has = permissionsOf(guild, user.id, channel);
  const needs = BigInt(command.default_member_permissions ?? 0) | PermissionFlagsBits.UseApplicationCommands;
  const adminsOnly = command.default_member_permissions === '0' && !(has & PermissionFlagsBits.Administrator);
  if ((has & needs) !== needs || adminsOnly)
    throw new Error(`${user.global_name} may not use '${name}' here`);
  return command;
}
