import type {
  APIApplicationCommandOptionChoice,
  APIAuthorizingIntegrationOwnersMap,
  InteractionType,
  Locale,
} from 'discord.js';
import type { Channel, User } from '../world/places-and-people.ts';
import type { StoredMessage } from '../world/world.ts';

/** A person who does something, and the channel in which they do it. */
export interface Actor {
  user: User;
  channel: Channel;
  /** The language of the person's client; American English when absent. */
  locale?: `${Locale}`;
}

/** One suggestion of a completion. */
export type Choice = APIApplicationCommandOptionChoice;

/**
 * What a person gets for a command or a press. When the bot acknowledges a press without a message (a deferred update),
 * the next edit or follow-up is the answer; without one, the person waits until the token ends.
 */
export interface Answer {
  /**
   * `message`: a new message; `update`: the message they pressed on changed; `choices`: suggestions;
   * `modal`: a form opened; `failed`: nothing came in time.
   */
  kind: 'message' | 'update' | 'choices' | 'modal' | 'failed';
  /** The message when the answer was complete; absent when the bot deleted it instead. */
  message?: StoredMessage;
  choices?: Choice[];
  /** Whether only this person sees it. */
  private: boolean;
  /** Whether the bot first asked for time. */
  deferred: boolean;
  /** What Discord shows the person when there was no answer. */
  error?: string;
  /** The time from the dispatch to the complete answer, in milliseconds of the machine's clock. */
  milliseconds: number;
}

/** An interaction under way: what a person did, and the state of the bot's answer. */
export interface Interaction {
  id: string;
  token: string;
  type: InteractionType;
  actor: Actor;
  owners: APIAuthorizingIntegrationOwnersMap;
  /** The message whose button or menu was used. */
  source?: StoredMessage;
  /** The message that a message command was used on. */
  target?: StoredMessage;
  /** The command's name, with its subcommands. */
  commandName?: string;
  /** Whether every answer is private: the application is installed to the person only, who may not use it publicly here. */
  hushed: boolean;
  /** `open`: not answered; `loading`: a message was announced and is to come; `silent`: acknowledged without a message. */
  state: 'open' | 'loading' | 'silent' | 'answered' | 'expired';
  /** Whether the bot first asked for time. */
  deferred: boolean;
  /** Whether the answer is for this person only. */
  private: boolean;
  /** The message that `@original` means. */
  originalId: string | undefined;
  followUps: number;
  /** Gives the person their answer. Only the first call counts. */
  settle(answer: Omit<Answer, 'milliseconds' | 'deferred'>): void;
}

/** What a person did, before it has an id and a token. */
export type Asked = Pick<Interaction, 'type' | 'actor' | 'owners' | 'hushed'> &
  Partial<Pick<Interaction, 'source' | 'target' | 'commandName'>>;
