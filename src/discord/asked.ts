import {
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessage,
  ApplicationCommandType,
  type ChannelType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import type { Asked, AskedChannel } from '../commands/docent.ts';
import { findCommand } from '../commands/index.ts';
import { calledOf } from './called.ts';

/** An interaction that a person started, in our words. `timeZone` is that of the server it happened in. */
export function askedOf(interaction: APIInteraction, timeZone: string): Asked {
  const { guild_id: guildId, member } = interaction;
  const locale = 'locale' in interaction ? interaction.locale : 'en-US';
  return {
    user: { id: askerOf(interaction) },
    locale,
    timeZone,
    permissions: BigInt(member?.permissions ?? 0),
    ...resolvedIn(interaction),
    ...(guildId && { guildId }),
  };
}

/** The id of the person who started an interaction. */
function askerOf({ member, user }: APIInteraction): string {
  return (member?.user ?? user)?.id ?? '';
}

/** The channels and roles that the options of a command name, and the channel that it was sent in. */
function resolvedIn(interaction: APIInteraction): Pick<Asked, 'channels' | 'roles'> {
  const resolved =
    interaction.type === InteractionType.ApplicationCommand ? resolvedOf(interaction) : undefined;
  const { channel: here, app_permissions } = interaction;
  const channels = [
    ...(here?.type === undefined ? [] : [askedChannel({ ...here, type: here.type, app_permissions })]),
    ...Object.values(resolved?.channels ?? {}).map(askedChannel),
  ];
  const roles = Object.values(resolved?.roles ?? {}).map(({ id, mentionable }) => ({ id, mentionable }));
  return {
    channels: new Map(channels.map((channel) => [channel.id, channel])),
    roles: new Map(roles.map((role) => [role.id, role])),
  };
}

/** What is read of a channel; its `app_permissions`, what the bot may do there, is newer than discord.js. */
interface ChannelSeen {
  readonly id: string;
  readonly type: ChannelType;
  readonly flags?: number;
  readonly app_permissions?: string;
}

/** Where it is not said what the bot may do, nothing is known to be missing. */
function askedChannel({ id, type, flags = 0, app_permissions }: ChannelSeen): AskedChannel {
  return { id, type, flags, appPermissions: app_permissions === undefined ? ~0n : BigInt(app_permissions) };
}

function resolvedOf({ data }: APIApplicationCommandInteraction) {
  return data.type === ApplicationCommandType.ChatInput ? data.resolved : undefined;
}

/** Whether the answer to an interaction is for the asker's eyes only. */
export function isPrivate(interaction: APIInteraction): boolean {
  if (interaction.type === InteractionType.ApplicationCommand) {
    const { name, subcommand, values } = calledOf(interaction);
    return values.private === true || findCommand(name, subcommand)?.isAlwaysPrivate === true;
  }
  if (interaction.type !== InteractionType.MessageComponent) return false;
  return isEphemeral(interaction.message) || !isAsker(interaction, interaction.message);
}

/** Whether the person who presses is the one who asked for the message, so that it may change under their hands. */
export function isAsker(interaction: APIInteraction, { interaction_metadata: origin }: APIMessage): boolean {
  return origin?.user.id === askerOf(interaction);
}

/** Whether a message is seen by one person only. */
export function isEphemeral({ flags }: APIMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
