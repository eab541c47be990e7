import { InteractionResponseType, InteractionType, MessageFlags, MessageType } from 'discord.js';
import type { Discord } from '../discord.ts';
import { foundIn, invalidForm, Refusal } from '../rest/refusal.ts';
import { completionIssues } from '../rules/completion.ts';
import { messageIssues } from '../rules/message.ts';
import type { SchemaName } from '../rules/schemas.ts';
import { amended, composed, type MessageFrame, type MessagePayload } from '../world/messages.ts';
import { apiUser } from '../world/wire.ts';
import type { StoredMessage } from '../world/world.ts';
import { type Choice, callbackTypes, type Interaction } from './interactions.ts';

/** Bots that are installed to a person only get so many follow-ups to an interaction (Discord, code 40094). */
const USER_INSTALLED_FOLLOW_UPS = 5;

const SCHEMAS: Partial<Record<InteractionResponseType, SchemaName>> = {
  [InteractionResponseType.ChannelMessageWithSource]: 'CreateMessageInteractionCallbackRequestSchema',
  [InteractionResponseType.DeferredChannelMessageWithSource]: 'CreateMessageInteractionCallbackRequestSchema',
  [InteractionResponseType.DeferredMessageUpdate]: 'UpdateMessageInteractionCallbackRequestSchema',
  [InteractionResponseType.UpdateMessage]: 'UpdateMessageInteractionCallbackRequestSchema',
  [InteractionResponseType.ApplicationCommandAutocompleteResult]:
    'ApplicationCommandAutocompleteCallbackRequestSchema',
  [InteractionResponseType.Modal]: 'ModalInteractionCallbackRequestSchema',
};

/** A first callback: its type and what it carries. */
interface Callback {
  type: InteractionResponseType;
  data?: (MessagePayload & { choices?: Choice[] }) | null;
}

/** Answers an interaction for the first time. Gives the message this made or changed, if any. */
export function respond(
  discord: Discord,
  interaction: Interaction,
  body: unknown,
): StoredMessage | undefined {
  const callback = (body ?? {}) as Callback;
  const types = callbackTypes(interaction.type);
  if (!types.includes(callback.type)) {
    const message = `Value must be one of (${types.join(', ')}).`;
    throw invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
  }
  const schema = SCHEMAS[callback.type];
  const issues = schema ? discord.check(schema, body) : [];
  const payload = callback.data ?? {};
  const path = ['data'];
  switch (callback.type) {
    case InteractionResponseType.ApplicationCommandAutocompleteResult:
      refuse(foundIn(issues, () => completionIssues(payload.choices, path)));
      interaction.state = 'answered';
      interaction.settle({ kind: 'choices', private: true, choices: payload.choices ?? [] });
      return undefined;
    case InteractionResponseType.Modal:
      refuse(issues);
      interaction.state = 'answered';
      interaction.settle({ kind: 'modal', private: true });
      return undefined;
    case InteractionResponseType.DeferredMessageUpdate:
      refuse(issues);
      interaction.state = 'silent';
      interaction.deferred = true;
      return original(discord, interaction);
    case InteractionResponseType.UpdateMessage:
      refuse(foundIn(issues, () => messageIssues(payload, path, interaction.source)));
      return edit(discord, interaction, payload, 'update');
    case InteractionResponseType.DeferredChannelMessageWithSource: {
      refuse(issues);
      interaction.state = 'loading';
      interaction.deferred = true;
      const flags = (payload.flags ?? 0) & MessageFlags.Ephemeral;
      return post(discord, interaction, { flags: flags | MessageFlags.Loading }, MessageFlags.Loading);
    }
    default: {
      refuse(foundIn(issues, () => messageIssues(payload, path)));
      interaction.state = 'answered';
      const message = post(discord, interaction, payload);
      interaction.settle({ kind: 'message', message, private: interaction.private });
      return message;
    }
  }
}

/** The message that `@original` means. Throws 10008 when it is gone or there is none. */
export function original(discord: Discord, interaction: Interaction): StoredMessage {
  const message = discord.world.message(interaction.originalId ?? interaction.source?.id ?? '');
  if (!message) throw new Refusal(404, 10008, 'Unknown Message');
  return message;
}

/** Edits the original answer; completes an answer that was deferred. */
export function editOriginal(discord: Discord, interaction: Interaction, body: unknown): StoredMessage {
  const payload = (body ?? {}) as MessagePayload;
  const before = original(discord, interaction);
  refuse(
    foundIn(discord.check('IncomingWebhookUpdateRequestPartialSchema', body), () =>
      messageIssues(payload, [], before),
    ),
  );
  const kind = interaction.state === 'loading' || interaction.originalId ? 'message' : 'update';
  return edit(discord, interaction, payload, kind);
}

/** Deletes the original answer. Whoever waited for a deferred one has nothing to wait for. */
export function removeOriginal(discord: Discord, interaction: Interaction): void {
  discord.world.remove(original(discord, interaction).id);
  interaction.state = 'answered';
  interaction.settle({ kind: 'message', private: interaction.private });
}

/** A further message. The first one after a deferral takes the place of the message that was to come. */
export function followUp(discord: Discord, interaction: Interaction, body: unknown): StoredMessage {
  const payload = (body ?? {}) as MessagePayload;
  refuse(
    foundIn(discord.check('IncomingWebhookRequestPartialSchema', body), () => messageIssues(payload, [])),
  );
  if (interaction.state === 'loading') return edit(discord, interaction, payload, 'message');
  if (!interaction.owners[0] && ++interaction.followUps > USER_INSTALLED_FOLLOW_UPS) {
    throw new Refusal(400, 40094, 'This interaction has reached the maximum number of follow-up messages.');
  }
  if (interaction.state === 'silent') interaction.state = 'answered';
  const first = interaction.originalId;
  const message = post(discord, interaction, payload);
  const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  interaction.originalId = first;
  interaction.settle({ kind: 'message', message, private: isPrivate });
  return message;
}

/** Refuses a message for what is wrong in it, if anything is. */
export function refuse(issues: ReturnType<typeof messageIssues>): void {
  const empty = issues.find((issue) => issue.code === 'CANNOT_SEND_EMPTY_MESSAGE');
  if (issues.length === 1 && empty) throw new Refusal(400, 50006, empty.message);
  if (issues.length > 0) throw invalidForm(issues.filter((issue) => issue !== empty));
}

function edit(
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
  const isPrivate = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  interaction.settle({ kind, message, private: isPrivate });
  return message;
}

function post(
  discord: Discord,
  interaction: Interaction,
  payload: MessagePayload,
  loading = 0,
): StoredMessage {
  const { world, clock } = discord;
  const { user, channel } = interaction.actor;
  const ephemeral = interaction.hushed ? MessageFlags.Ephemeral : 0;
  const frame = { ...frameOf(discord, interaction), flags: ephemeral | loading };
  const message = composed(world, clock.now(), channel, payload, frame);
  interaction.private = ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  interaction.originalId = message.id;
  world.post(channel, message, interaction.private ? user.id : undefined);
  return message;
}

/** What a message made by an interaction says of its origin (Discord, "Message interaction metadata"). */
function frameOf({ application }: Discord, interaction: Interaction): MessageFrame {
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
