import { type APIApplicationCommand, ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { Discord } from '../discord.ts';
import type { Channel } from '../world/places-and-people.ts';
import type { Actor } from './interaction.ts';

/** The context of an interaction: a server, the bot's direct messages, or another private channel. */
export function contextOf({ world }: Discord, channel: Channel): InteractionContextType {
  if (channel.guild) return InteractionContextType.Guild;
  return channel.recipients.includes(world.bot) && channel.recipients.length === 2
    ? InteractionContextType.BotDM
    : InteractionContextType.PrivateChannel;
}

/** The server and the person whose installation makes the interaction possible (Discord, "Authorizing integration owners object"). */
export function owners(
  discord: Discord,
  { user, channel }: Pick<Actor, 'user' | 'channel'>,
  command?: APIApplicationCommand,
) {
  const allows = (type: ApplicationIntegrationType) =>
    discord.application.integrationTypes.includes(type) &&
    (command?.integration_types?.includes(type) ?? true);
  const context = contextOf(discord, channel);
  const byGuild = channel.guild ? channel.guild.hasBot : context === InteractionContextType.BotDM;
  return {
    ...(byGuild && allows(ApplicationIntegrationType.GuildInstall) && { 0: channel.guild?.id ?? '0' }),
    ...(user.installed && allows(ApplicationIntegrationType.UserInstall) && { 1: user.id }),
  };
}
