import { MessageFlags } from 'discord.js';
import type { Discord } from '../discord.ts';
import { Refusal } from '../rest/refusal.ts';
import { amended, composed, type MessagePayload } from '../world/messages.ts';
import type { StoredMessage } from '../world/world.ts';
import type { Interaction } from './interaction.ts';
import { originOf } from './response-origin.ts';

/**
 * The message that `@original` names.
 *
 * @throws {Refusal} 10008 when it was deleted or there is none
 */
export function original(discord: Discord, interaction: Interaction): StoredMessage {
  const message = discord.world.message(interaction.originalId ?? interaction.source?.id ?? '');
  if (!message) throw new Refusal(404, 10008, 'Unknown Message');
  return message;
}

/** Edits the original answer, which completes it. */
export function edit(
  discord: Discord,
  interaction: Interaction,
  payload: MessagePayload,
  kind: 'message' | 'update',
): StoredMessage {
  const { world, clock } = discord;
  const before = original(discord, interaction);
  const message = amended(world, clock.now(), interaction.actor.channel, before, payload);
  world.change(message);
  interaction.state = 'answered';
  interaction.settle({ kind, message, private: isEphemeral(message) });
  return message;
}

/** Posts a new answer, which becomes the original one. `loading`: the flag of a message that is still to come. */
export function post(
  discord: Discord,
  interaction: Interaction,
  payload: MessagePayload,
  loading = 0,
): StoredMessage {
  const { world, clock } = discord;
  const { user, channel } = interaction.actor;
  const ephemeral = interaction.hushed ? MessageFlags.Ephemeral : 0;
  const frame = { ...originOf(discord, interaction), flags: ephemeral | loading };
  const message = composed(world, clock.now(), channel, payload, frame);
  interaction.private = isEphemeral(message);
  interaction.originalId = message.id;
  world.post(channel, message, interaction.private ? user.id : undefined);
  return message;
}

/** Whether only one person sees the message. */
export function isEphemeral({ flags }: StoredMessage): boolean {
  return ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
}
