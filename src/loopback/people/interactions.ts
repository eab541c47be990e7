import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommandOptionChoice,
  type APIAuthorizingIntegrationOwnersMap,
  InteractionResponseType,
  InteractionType,
  type Locale,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import { Refusal } from '../rest/refusal.ts';
import type { Channel, User } from '../world/places-and-people.ts';
import type { StoredMessage } from '../world/world.ts';

/** Who does something, and where. */
export interface Actor {
  user: User;
  channel: Channel;
  /** The language of the person's client; American English when absent. */
  locale?: `${Locale}`;
}

/** One suggestion of a completion. */
export type Choice = APIApplicationCommandOptionChoice;

/**
 * What a person got for what they did. A button that the bot acknowledged without any message (a deferred update) is
 * answered by the edit or follow-up that comes of it; without one, the wait lasts as long as the token.
 */
export interface Answer {
  /**
   * `message`: a new message; `update`: the message they pressed on changed; `choices`: suggestions;
   * `modal`: a form opened; `failed`: nothing came in time.
   */
  kind: 'message' | 'update' | 'choices' | 'modal' | 'failed';
  /** The message as it stood when the answer was complete; absent when the bot deleted it instead. */
  message?: StoredMessage;
  choices?: Choice[];
  /** Whether only this person sees it. */
  private: boolean;
  /** Whether the bot first asked for time. */
  deferred: boolean;
  /** What Discord shows the person when it failed. */
  error?: string;
  /** From dispatch to the whole answer, in milliseconds of the machine's clock. */
  milliseconds: number;
}

/** An interaction under way: what was asked, and how far the answer is. */
export interface Interaction {
  id: string;
  token: string;
  type: InteractionType;
  actor: Actor;
  owners: APIAuthorizingIntegrationOwnersMap;
  /** The message that was pressed on. */
  source?: StoredMessage;
  /** The message that a message command was used on. */
  target?: StoredMessage;
  /** The command's name, with its subcommands. */
  commandName?: string;
  /** Installed to the person only, where the person may not use such applications aloud. */
  hushed: boolean;
  /** `open`: unanswered; `loading`: deferred with a message to come; `silent`: deferred without one. */
  state: 'open' | 'loading' | 'silent' | 'answered' | 'expired';
  /** Whether the bot first asked for time. */
  deferred: boolean;
  /** Whether the answer is for this person only. */
  private: boolean;
  /** The message that `@original` means. */
  originalId: string | undefined;
  followUps: number;
  /** Ends the person's waiting; only the first call counts. */
  settle(answer: Omit<Answer, 'milliseconds' | 'deferred'>): void;
}

/** An interaction as it is asked, before it has an id. */
export type Asked = Pick<Interaction, 'type' | 'actor' | 'owners' | 'hushed'> &
  Partial<Pick<Interaction, 'source' | 'target' | 'commandName'>>;

/** Discord waits so long for a first answer (Discord, "Interaction responses"), in milliseconds. */
export const FIRST_ANSWER = 3_000;
/** An interaction's token is good for so long, in milliseconds. */
export const TOKEN_LIFE = 15 * 60_000;

/** What Discord shows a person whose interaction was not answered in time. */
export const NO_RESPONSE = 'The application did not respond';

const FIRST_CALLBACKS: Partial<Record<InteractionType, InteractionResponseType[]>> = {
  [InteractionType.ApplicationCommand]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.Modal,
  ],
  [InteractionType.MessageComponent]: [
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.DeferredMessageUpdate,
    InteractionResponseType.UpdateMessage,
    InteractionResponseType.Modal,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [
    InteractionResponseType.ApplicationCommandAutocompleteResult,
  ],
};

/** The callback types that answer an interaction of that type. */
export function callbackTypes(type: InteractionType): InteractionResponseType[] {
  return FIRST_CALLBACKS[type] ?? [];
}

/** All interactions whose token is good, and their deadlines on the clock. */
export class Interactions {
  readonly #byToken = new Map<string, Interaction & { askedAt: number }>();
  readonly #waiting = new Set<AbortController>();
  readonly #clock: Clock;
  readonly #nextId: () => string;

  constructor(clock: Clock, nextId: () => string) {
    this.#clock = clock;
    this.#nextId = nextId;
  }

  /** Opens an interaction, has it dispatched, and gives the answer when it is there or its time is over. */
  ask(asked: Asked, dispatch: (interaction: Interaction) => void): Promise<Answer> {
    this.#forget();
    return new Promise((resolve) => {
      const id = this.#nextId();
      const started = performance.now();
      const wait = new AbortController();
      const interaction: Interaction & { askedAt: number } = {
        ...asked,
        id,
        token: Buffer.from(`interaction:${id}:${randomBytes(48).toString('base64url')}`).toString(
          'base64url',
        ),
        askedAt: this.#clock.now().getTime(),
        state: 'open',
        deferred: false,
        private: false,
        originalId: undefined,
        followUps: 0,
        settle: (answer) => {
          resolve({ ...answer, deferred: interaction.deferred, milliseconds: performance.now() - started });
          wait.abort();
        },
      };
      this.#byToken.set(interaction.token, interaction);
      void this.#expire(interaction, wait);
      dispatch(interaction);
    });
  }

  /** The interaction that a first callback answers. Throws 10062 when unknown or late, 40060 when answered. */
  first(id: string, token: string): Interaction {
    const interaction = this.#byToken.get(token);
    const late = interaction?.state === 'open' && this.#age(interaction) >= FIRST_ANSWER;
    if (interaction?.id !== id || interaction.state === 'expired' || late) {
      throw new Refusal(404, 10062, 'Unknown interaction');
    }
    if (interaction.state !== 'open') {
      throw new Refusal(400, 40060, 'Interaction has already been acknowledged.');
    }
    return interaction;
  }

  /** The answered interaction of a token. Throws 50027 when the token is unknown or over, 10015 before an answer. */
  later(token: string): Interaction {
    const interaction = this.#byToken.get(token);
    if (!interaction || this.#age(interaction) >= TOKEN_LIFE) {
      throw new Refusal(401, 50027, 'Invalid Webhook Token');
    }
    if (interaction.state === 'open' || interaction.state === 'expired') {
      throw new Refusal(404, 10015, 'Unknown Webhook');
    }
    return interaction;
  }

  /** Ends every wait: whoever waits gets a failed answer. */
  close(): void {
    for (const wait of this.#waiting) wait.abort();
  }

  #age(interaction: { askedAt: number }): number {
    return this.#clock.now().getTime() - interaction.askedAt;
  }

  #forget(): void {
    for (const [token, interaction] of this.#byToken) {
      if (this.#age(interaction) < TOKEN_LIFE) return;
      this.#byToken.delete(token);
    }
  }

  async #expire(interaction: Interaction & { askedAt: number }, wait: AbortController): Promise<void> {
    this.#waiting.add(wait);
    await this.#clock.wait(FIRST_ANSWER, wait.signal);
    if (interaction.state === 'open') interaction.state = 'expired';
    else if (!wait.signal.aborted) await this.#clock.wait(TOKEN_LIFE - this.#age(interaction), wait.signal);
    this.#waiting.delete(wait);
    interaction.settle({ kind: 'failed', private: true, error: NO_RESPONSE });
  }
}
