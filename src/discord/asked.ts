import { type APIInteraction, type APIMessage, InteractionType, MessageFlags } from 'discord.js';
import type { Asked } from '../commands/docent.ts';
import { calledOf } from './called.ts';

/** An interaction that a person started, in our words. */
export function askedOf(interaction: APIInteraction): Asked {
  const { guild_id: guildId, member, user } = interaction;
  const locale = 'locale' in interaction ? interaction.locale : 'en-US';
  return { user: { id: (member?.user ?? user)?.id ?? '' }, locale, ...(guildId && { guildId }) };
}

/** Whether the answer to an interaction is for the asker's eyes only. */
export function isPrivate(interaction: APIInteraction): boolean {
  if (interaction.type === InteractionType.ApplicationCommand)
    return calledOf(interaction).values.private === true;
  if (interaction.type !== InteractionType.MessageComponent) return false;
  return isEphemeral(interaction.message) || !isOwner(interaction.message, askedOf(interaction));
}

/** Whether a person is the one who asked for a message, so that it may change under their hands. */
export function isOwner({ interaction_metadata: origin }: APIMessage, { user }: Asked): boolean {
  return origin?.user.id === user.id;
}

/** Whether a message is seen by one person only. */
export function isEphemeral({ flags }: APIMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
