import { InteractionType, MessageType } from 'discord.js';
import type { Discord } from '../discord.ts';
import type { MessageFrame } from '../world/messages.ts';
import { apiUser } from '../world/wire.ts';
import type { Interaction } from './interaction.ts';

/** The fields of a message that name the interaction it answers (Discord, "Message interaction metadata"). */
export function originOf({ application }: Discord, interaction: Interaction): MessageFrame {
  const { id, type, actor, owners, source, target, commandName, originalId } = interaction;
  const user = apiUser(actor.user);
  const common = { id, user, authorizing_integration_owners: owners };
  const answered = originalId ?? source?.id;
  const replyTo = answered && {
    message_reference: { type: 0, message_id: answered, channel_id: actor.channel.id },
  };
  const earlier = originalId === undefined ? {} : { original_response_message_id: originalId };
  const frame = { application_id: application.id, webhook_id: application.id, ...replyTo };
  if (type === InteractionType.MessageComponent) {
    const metadata = { ...common, ...earlier, type, interacted_message_id: source?.id ?? '' } as const;
    return { ...frame, type: MessageType.Reply, interaction_metadata: metadata };
  }
  const command = InteractionType.ApplicationCommand as const;
  const metadata = { ...common, ...earlier, type: command, ...(target && { target_message_id: target.id }) };
  const own = target ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand;
  return {
    ...frame,
    type: originalId === undefined ? own : MessageType.Reply,
    interaction_metadata: metadata,
    interaction: { id, type: command, name: commandName ?? '', user },
  };
}
