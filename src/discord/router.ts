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
import type { RequestContext } from '../commands/kit/request-context.ts';
import {
  createServerSettings,
  type ServerSettings,
  withTrouble,
} from '../commands/kit/server-subscription.ts';
import type { Services } from '../commands/kit/services.ts';
import { open } from '../commands/opening.ts';
import { findCommand } from '../commands/registry.ts';
import { isAction } from '../views/action.ts';
import { type Addressable, parseAddress } from '../views/address.ts';
import type { Incoming, IncomingCommand, IncomingPress } from './incoming.ts';
import { isSendable, type MessagePayload, messagePayload, sentText } from './payload.ts';
import { contextOf, isAsker } from './request-context.ts';

/** Where long addresses are kept between a card and the press of its button. */
export interface AddressBook {
  /** Stores addresses, and gives the keys that stand for them. */
  keep(addresses: readonly string[], now: Date): Promise<readonly string[]>;
  /** The address of a key; undefined when it has expired. */
  find(key: string, now: Date): Promise<string | undefined>;
}

/**
 * The answer to an interaction.
 *
 * @throws {Refusal} when there is no answer, in words for the person who asked
 */
export type Router = (interaction: Incoming) => Promise<APIInteractionResponse>;

/** One interaction, and the settings of the server that it happened in, where they are known. */
interface Request {
  readonly context: RequestContext;
  readonly setting: Awaited<ReturnType<ServerSettings['soon']>>;
}

/** An answer before it is known whether it replaces a message. */
interface Answer {
  readonly message: MessagePayload;
  readonly isForEveryone: boolean;
}

/** The router from interactions to views and actions, and back to messages. */
export function createRouter(services: Services, addresses: AddressBook): Router {
  const settings = createServerSettings(services);
  const keep = (long: readonly string[]) => addresses.keep(long, services.clock.now());

  async function requestOf(interaction: Incoming): Promise<Request> {
    const setting = await settings.soon(interaction.guildId);
    return { context: contextOf(interaction, setting?.zone ?? services.defaultTimeZone), setting };
  }

  /** What an address leads to as a message, with a way to share it when it is private. */
  async function answerOf(addressable: Addressable, { context, setting }: Request): Promise<Answer> {
    const opened = await open(addressable, services, context);
    if (isAction(addressable)) settings.forget(context.guildId);
    const { view, isForEveryone = false } = opened;
    const card = await withTrouble(opened.card, view, setting, context, services);
    const isShareable = context.isPrivate && !isForEveryone;
    const message = await messagePayload(isShareable ? withShareButton(card, view) : card, keep);
    return { message, isForEveryone };
  }

  async function answerCommand(interaction: IncomingCommand): Promise<APIInteractionResponse> {
    const command = commandOf(interaction);
    const request = await requestOf(interaction);
    const { context } = request;
    const addressable = command.read(optionsOf(interaction, command), services, context);
    const { message } = await answerOf(addressable, request);
    return newMessage(message, context.isPrivate);
  }

  async function answerCompletion(interaction: IncomingCommand): Promise<APIInteractionResponse> {
    const { context } = await requestOf(interaction);
    const { focused, values } = interaction;
    if (focused === undefined) return choicesPayload([]);
    const typed = String((Object.hasOwn(values, focused) && values[focused]) || '');
    return choicesPayload(commandOf(interaction).suggest?.(focused, typed, services, context) ?? []);
  }

  async function answerPress(interaction: IncomingPress): Promise<APIInteractionResponse> {
    const addressable = await pressedIn(interaction);
    const request = await requestOf(interaction);
    const { message, isForEveryone } = await answerOf(addressable, request);
    if (isForEveryone) return newMessage(message, false);
    return isAsker(interaction)
      ? { type: InteractionResponseType.UpdateMessage, data: message }
      : newMessage(message, request.context.isPrivate);
  }

  async function pressedIn({ chosen }: IncomingPress): Promise<Addressable> {
    const [id = ''] = chosen.split('#');
    const address = id.startsWith('@') ? await addresses.find(id, services.clock.now()) : id;
    const addressable = address === undefined ? undefined : parseAddress(address);
    if (addressable) return addressable;
    throw new Refusal('This button has expired. Run `/doc search` again.');
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

/** A private sentence to the person who asked: every refusal and every apology looks like this. */
export function privateSentence(text: string): APIInteractionResponse {
  return newMessage(
    { content: sentText(text, LIMITS.content), embeds: [], components: [], allowed_mentions: { parse: [] } },
    true,
  );
}

/** The choices that Discord accepts. A choice whose value might not come back as it was sent is left out. */
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
  throw new Refusal('This command no longer exists. Restart Discord (Ctrl+R) to see the current commands.');
}

/** The JavaScript type of the values of each type of option that we use. */
const TYPE_OF_VALUE: Readonly<Partial<Record<ApplicationCommandOptionType, string>>> = {
  [ApplicationCommandOptionType.String]: 'string',
  [ApplicationCommandOptionType.Boolean]: 'boolean',
  [ApplicationCommandOptionType.Integer]: 'number',
  [ApplicationCommandOptionType.Number]: 'number',
  [ApplicationCommandOptionType.Channel]: 'string',
  [ApplicationCommandOptionType.Role]: 'string',
  [ApplicationCommandOptionType.User]: 'string',
};

/** The options that the command defines, with values of the right type and, where it lists choices, one of these. */
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
