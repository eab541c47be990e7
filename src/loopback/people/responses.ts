import { InteractionResponseType, MessageFlags } from 'discord.js';
import type { Discord } from '../discord.ts';
import { foundIn, invalidForm, Refusal, refuse } from '../rest/refusal.ts';
import { completionIssues } from '../rules/completion.ts';
import { messageIssues } from '../rules/message.ts';
import type { SchemaName } from '../rules/schemas.ts';
import type { MessagePayload } from '../world/messages.ts';
import type { StoredMessage } from '../world/world.ts';
import { callbackTypes } from './callback-types.ts';
import type { Choice, Interaction } from './interaction.ts';
import { edit, isEphemeral, original, post } from './response-message.ts';

/** How many follow-ups an application may send that is installed to the person only (Discord, code 40094). */
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

/** The body of a first callback. */
interface Callback {
  type: InteractionResponseType;
  data?: (MessagePayload & { choices?: Choice[] }) | null;
}

/** Answers an interaction for the first time. Gives the new or changed message, if there is one. */
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

/** Edits the original answer. An answer that was deferred is then complete. */
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

/** Deletes the original answer, which ends the wait for a deferred one. */
export function removeOriginal(discord: Discord, interaction: Interaction): void {
  discord.world.remove(original(discord, interaction).id);
  interaction.state = 'answered';
  interaction.settle({ kind: 'message', private: interaction.private });
}

/** Sends a further message. After a deferral, the first one replaces the message that was announced. */
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
  interaction.originalId = first;
  interaction.settle({ kind: 'message', message, private: isEphemeral(message) });
  return message;
}
