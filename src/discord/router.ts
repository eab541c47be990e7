import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIInteractionResponse,
  type APIMessageComponentInteraction,
  ComponentType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
} from 'discord.js';
import { parseAddress } from '../cards/address.ts';
import { fitted } from '../cards/fit.ts';
import { LIMITS } from '../cards/limits.ts';
import { withShareButton } from '../cards/share-button.ts';
import type { View } from '../cards/view.ts';
import type { Command } from '../commands/command.ts';
import type { Docent } from '../commands/docent.ts';
import { findCommand } from '../commands/index.ts';
import { Refusal } from '../commands/refusal.ts';
import { showView } from '../commands/views.ts';
import { askedOf, isOwner, isPrivate } from './asked.ts';
import { type Called, calledOf } from './called.ts';
import { type MessagePayload, messagePayload } from './payload.ts';

/** Where long addresses are kept between a card and the press of its button. */
export interface AddressBook {
  keep(addresses: readonly string[], now: Date): Promise<readonly string[]>;
  find(key: string, now: Date): Promise<string | undefined>;
}

/**
 * The answer to an interaction; undefined for a kind that asks nothing of us.
 *
 * @throws {Refusal} what cannot be answered, in words for the person who asked
 */
export type Router = (interaction: APIInteraction) => Promise<APIInteractionResponse | undefined>;

/** The router from interactions to views and back to messages. */
export function createRouter(docent: Docent, addresses: AddressBook): Router {
  const keep = (long: readonly string[]) => addresses.keep(long, docent.clock.now());

  /** `view` as a message for this interaction's asker, with a way to share it when it is private. */
  async function messageOf(
    view: View,
    interaction: APIInteraction,
    hidden: boolean,
  ): Promise<MessagePayload> {
    const card = showView(view, docent, askedOf(interaction));
    return messagePayload(hidden ? withShareButton(card, view) : card, keep);
  }

  async function answerCommand(
    interaction: APIApplicationCommandInteraction,
  ): Promise<APIInteractionResponse> {
    const called = calledOf(interaction);
    const hidden = isPrivate(interaction);
    const view = commandOf(called).read(called.values, docent, askedOf(interaction));
    return newMessage(await messageOf(view, interaction, hidden), hidden);
  }

  async function answerPress(interaction: APIMessageComponentInteraction): Promise<APIInteractionResponse> {
    const view = await viewPressed(interaction);
    if (view.name === 'share') return newMessage(await messageOf(view, interaction, false), false);
    const hidden = isPrivate(interaction);
    const message = await messageOf(view, interaction, hidden);
    return isOwner(interaction.message, askedOf(interaction))
      ? { type: InteractionResponseType.UpdateMessage, data: message }
      : newMessage(message, hidden);
  }

  async function viewPressed({ data }: APIMessageComponentInteraction): Promise<View> {
    const pressed = data.component_type === ComponentType.StringSelect ? data.values[0] : data.custom_id;
    const [id = ''] = (pressed ?? '').split('#');
    const address = id.startsWith('@') ? await addresses.find(id, docent.clock.now()) : id;
    const view = address === undefined ? undefined : parseAddress(address);
    if (!view)
      throw new Refusal(
        'This button is too old, and what it led to is forgotten. Ask again with `/doc search`.',
      );
    return view;
  }

  return async (interaction) => {
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete)
      return choicesFor(interaction, docent);
    if (interaction.type === InteractionType.ApplicationCommand) return answerCommand(interaction);
    if (interaction.type === InteractionType.MessageComponent) return answerPress(interaction);
    return undefined;
  };
}

function newMessage(message: MessagePayload, hidden: boolean): APIInteractionResponse {
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: { ...message, ...(hidden && { flags: MessageFlags.Ephemeral }) },
  };
}

/** A private sentence to whoever asked: how every refusal and every apology looks. */
export function privateSentence(text: string): APIInteractionResponse {
  return newMessage(
    { content: fitted(text, LIMITS.content), embeds: [], components: [], allowed_mentions: { parse: [] } },
    true,
  );
}

function choicesFor(
  interaction: APIApplicationCommandAutocompleteInteraction,
  docent: Docent,
): APIInteractionResponse {
  const called = calledOf(interaction);
  const typed = called.focused === undefined ? undefined : String(called.values[called.focused] ?? '');
  const choices =
    called.focused === undefined || typed === undefined
      ? []
      : (commandOf(called).suggest?.(called.focused, typed, docent, askedOf(interaction)) ?? []);
  return {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices: choices.slice(0, LIMITS.choices) },
  };
}

function commandOf({ name, subcommand }: Called): Command {
  const command = findCommand(name, subcommand);
  if (command) return command;
  throw new Refusal(
    'This command is not known any more. Restart Discord (Ctrl+R) to see the commands there are.',
  );
}
