import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { Refusal } from '../rest/refusal.ts';
import type { Answer, Asked, Interaction } from './interaction.ts';

/** How long Discord waits for a first answer, in milliseconds (Discord, "Interaction responses"). */
const FIRST_ANSWER = 3_000;
/** How long an interaction's token is valid, in milliseconds. */
const TOKEN_LIFE = 15 * 60_000;

/** What Discord shows a person whose interaction was not answered in time. */
const NO_RESPONSE = 'The application did not respond';

/** All interactions whose token is valid, and their deadlines by the clock. */
export class Interactions {
  readonly #byToken = new Map<string, Interaction & { askedAt: number }>();
  readonly #waiting = new Set<AbortController>();
  readonly #clock: Clock;
  readonly #nextId: () => string;

  /** No interaction yet. */
  constructor(clock: Clock, nextId: () => string) {
    this.#clock = clock;
    this.#nextId = nextId;
  }

  /** Opens an interaction and dispatches it. Settles when the answer is complete or the deadline has passed. */
  ask(asked: Asked, dispatch: (interaction: Interaction) => void): Promise<Answer> {
    this.#forget();
    return new Promise((resolve) => {
      const id = this.#nextId();
      const started = performance.now();
      const wait = new AbortController();
      const interaction: Interaction & { askedAt: number } = {
        ...asked,
        id,
        token: tokenOf(id),
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

  /**
   * The interaction that a first callback answers.
   *
   * @throws {Refusal} 10062 when it is unknown or too late, 40060 when it is already answered
   */
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

  /**
   * The interaction with that token, after its first answer.
   *
   * @throws {Refusal} 50027 when the token is unknown or no longer valid, 10015 before the first answer
   */
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

  /** Ends every wait. Each person who waits gets a failed answer. */
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

/** A token for the interaction with that id, in the shape of Discord's. */
function tokenOf(id: string): string {
  const secret = randomBytes(48).toString('base64url');
  return Buffer.from(`interaction:${id}:${secret}`).toString('base64url');
}
