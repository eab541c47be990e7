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
import type { Asked, Docent } from '../commands/docent.ts';
import { findCommand } from '../commands/index.ts';
import { Refusal } from '../commands/refusal.ts';
import { createServerSettings, type ServerSettings, withTrouble } from '../commands/server-setting.ts';
import { showView } from '../commands/views.ts';
import { askedOf, isAsker, isPrivate } from './asked.ts';
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

/** Who asks, and the setting of the server that they ask in, where it is known. */
interface Asker {
  readonly asked: Asked;
  readonly setting: Awaited<ReturnType<ServerSettings['soon']>>;
}

/** The router from interactions to views and back to messages. */
export function createRouter(docent: Docent, addresses: AddressBook): Router {
  const settings = createServerSettings(docent);
  const keep = (long: readonly string[]) => addresses.keep(long, docent.clock.now());

  /** Who asks, and what is kept of the server that they ask in. */
  async function askerIn(interaction: APIInteraction): Promise<Asker> {
    const setting = await settings.soon(interaction.guild_id);
    return { asked: askedOf(interaction, setting?.zone ?? docent.defaultTimeZone), setting };
  }

  /** `view` as a message for its asker, with a way to share it when it is private. */
  async function messageOf(view: View, { asked, setting }: Asker, hidden: boolean): Promise<MessagePayload> {
    const shown = await showView(view, docent, asked);
    if (view.name.startsWith('daily-')) settings.forget(asked.guildId);
    const card = await withTrouble(shown, view, setting, asked, docent);
    return messagePayload(hidden ? withShareButton(card, view) : card, keep);
  }

  async function answerCommand(
    interaction: APIApplicationCommandInteraction,
  ): Promise<APIInteractionResponse> {
    const called = calledOf(interaction);
    const hidden = isPrivate(interaction);
    const asker = await askerIn(interaction);
    const view = commandOf(called).read(called.values, docent, asker.asked);
    return newMessage(await messageOf(view, asker, hidden), hidden);
  }

  async function answerPress(interaction: APIMessageComponentInteraction): Promise<APIInteractionResponse> {
    const view = await viewPressed(interaction);
    const asker = await askerIn(interaction);
    if (view.name === 'share') return newMessage(await messageOf(view, asker, false), false);
    const hidden = isPrivate(interaction);
    const message = await messageOf(view, asker, hidden);
    return isAsker(interaction, interaction.message)
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
      return choicesFor(interaction, docent, (await askerIn(interaction)).asked);
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
  asked: Asked,
): APIInteractionResponse {
  const called = calledOf(interaction);
  const typed = called.focused === undefined ? undefined : String(called.values[called.focused] ?? '');
  const choices =
    called.focused === undefined || typed === undefined
      ? []
      : (commandOf(called).suggest?.(called.focused, typed, docent, asked) ?? []);
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
