import {
  type APIInteractionResponse,
  ApplicationCommandOptionType,
  InteractionResponseType,
  MessageFlags,
} from 'discord.js';
import { LIMITS } from '../cards/kit/limits.ts';
import { withShareButton } from '../cards/share-button.ts';
import type { Choice, Command } from '../commands/kit/command.ts';
import { Refusal } from '../commands/kit/refusal.ts';
import type { Asked, Docent } from '../commands/kit/request-context.ts';
import {
  createServerSettings,
  type ServerSettings,
  withTrouble,
} from '../commands/kit/server-subscription.ts';
import { findCommand } from '../commands/registry.ts';
import { showView } from '../commands/views.ts';
import { parseAddress } from '../views/address.ts';
import type { View } from '../views/view.ts';
import { askedOf, isAsker, isPrivate } from './asked.ts';
import type { Incoming, IncomingCommand, IncomingPress } from './incoming.ts';
import { isSendable, type MessagePayload, messagePayload, sentText } from './payload.ts';

/** Where long addresses are kept between a card and the press of its button. */
export interface AddressBook {
  keep(addresses: readonly string[], now: Date): Promise<readonly string[]>;
  find(key: string, now: Date): Promise<string | undefined>;
}

/**
 * The answer to an interaction.
 *
 * @throws {Refusal} what cannot be answered, in words for the person who asked
 */
export type Router = (interaction: Incoming) => Promise<APIInteractionResponse>;

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
  async function askerIn(interaction: Incoming): Promise<Asker> {
    const setting = await settings.soon(interaction.guildId);
    return { asked: askedOf(interaction, setting?.zone ?? docent.defaultTimeZone), setting };
  }

  /** `view` as a message for its asker, with a way to share it when it is private. */
  async function messageOf(view: View, { asked, setting }: Asker, hidden: boolean): Promise<MessagePayload> {
    const shown = await showView(view, docent, asked);
    if (view.name.startsWith('daily-')) settings.forget(asked.guildId);
    const card = await withTrouble(shown, view, setting, asked, docent);
    return messagePayload(hidden ? withShareButton(card, view) : card, keep);
  }

  async function answerCommand(interaction: IncomingCommand): Promise<APIInteractionResponse> {
    const command = commandOf(interaction);
    const hidden = isPrivate(interaction);
    const asker = await askerIn(interaction);
    const view = command.read(optionsOf(interaction, command), docent, asker.asked);
    return newMessage(await messageOf(view, asker, hidden), hidden);
  }

  async function answerCompletion(interaction: IncomingCommand): Promise<APIInteractionResponse> {
    const { asked } = await askerIn(interaction);
    const { focused, values } = interaction;
    if (focused === undefined) return choicesPayload([]);
    const typed = String((Object.hasOwn(values, focused) && values[focused]) || '');
    return choicesPayload(commandOf(interaction).suggest?.(focused, typed, docent, asked) ?? []);
  }

  async function answerPress(interaction: IncomingPress): Promise<APIInteractionResponse> {
    const view = await viewPressed(interaction);
    const asker = await askerIn(interaction);
    if (view.name === 'share') return newMessage(await messageOf(view, asker, false), false);
    const hidden = isPrivate(interaction);
    const message = await messageOf(view, asker, hidden);
    return isAsker(interaction)
      ? { type: InteractionResponseType.UpdateMessage, data: message }
      : newMessage(message, hidden);
  }

  async function viewPressed({ chosen }: IncomingPress): Promise<View> {
    const [id = ''] = chosen.split('#');
    const address = id.startsWith('@') ? await addresses.find(id, docent.clock.now()) : id;
    const view = address === undefined ? undefined : parseAddress(address);
    if (!view)
      throw new Refusal(
        'This button is too old, and what it led to is forgotten. Ask again with `/doc search`.',
      );
    return view;
  }

  return async (interaction) => {
    if (interaction.kind === 'press') return answerPress(interaction);
    return interaction.kind === 'command' ? answerCommand(interaction) : answerCompletion(interaction);
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
    { content: sentText(text, LIMITS.content), embeds: [], components: [], allowed_mentions: { parse: [] } },
    true,
  );
}

/** The choices that Discord takes. One whose value it might not give back as it was sent is left out. */
function choicesPayload(choices: readonly Choice[]): APIInteractionResponse {
  return {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: {
      choices: choices
        .filter(({ value }) => value !== '' && value.length <= LIMITS.choiceValue && isSendable(value))
        .slice(0, LIMITS.choices)
        .map(({ name, value }) => ({ name: sentText(name, LIMITS.choiceName), value })),
    },
  };
}

function commandOf({ name, subcommand }: IncomingCommand): Command {
  const command = findCommand(name, subcommand);
  if (command) return command;
  throw new Refusal(
    'This command is not known any more. Restart Discord (Ctrl+R) to see the commands there are.',
  );
}

/** How the values of each type of option that we use come. */
const TYPE_OF_VALUE: Readonly<Partial<Record<ApplicationCommandOptionType, string>>> = {
  [ApplicationCommandOptionType.String]: 'string',
  [ApplicationCommandOptionType.Boolean]: 'boolean',
  [ApplicationCommandOptionType.Integer]: 'number',
  [ApplicationCommandOptionType.Number]: 'number',
  [ApplicationCommandOptionType.Channel]: 'string',
  [ApplicationCommandOptionType.Role]: 'string',
  [ApplicationCommandOptionType.User]: 'string',
};

/** The options that a command has, of the type that it says, and where it lists choices one of these. */
function optionsOf({ values }: IncomingCommand, { definition }: Command): Readonly<Record<string, unknown>> {
  const known = (definition.options ?? []).flatMap((option) => {
    const value = Object.hasOwn(values, option.name) ? values[option.name] : undefined;
    const choices = 'choices' in option ? option.choices : undefined;
    const fits =
      typeof value === TYPE_OF_VALUE[option.type] &&
      (choices === undefined || choices.some((choice) => choice.value === value));
    return fits ? [[option.name, value] as const] : [];
  });
  return Object.fromEntries(known);
}
