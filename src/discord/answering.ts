import { randomBytes } from 'node:crypto';
import {
  type APIInteractionResponse,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { Clock } from '../clock.ts';
import { refusalOf } from '../commands/kit/refusal.ts';
import type { Log } from '../log.ts';
import { describeError } from '../log.ts';
import type { Incoming } from './incoming.ts';
import { isAsker, isPrivate } from './request-context.ts';
import { privateSentence, type Router } from './router.ts';

/** After so long, in milliseconds, an answer is deferred: Discord waits 3 seconds (Interactions, Responding). */
const DEFER_AFTER = 2000;

/** Pauses, in milliseconds, before an answer that the network lost is sent again, well within the 3 seconds. */
const RETRY_AFTER = [100, 300];

/** Answers interactions, whatever happens: nothing here rejects, and no asker is left without a word. */
export interface Answerer {
  /**
   * Works an answer out and sends it. One that is not there two seconds after the interaction came is deferred first;
   * the answer to one that was deferred already follows its deferral.
   *
   * @param since when the interaction came, on the stopwatch of the clock
   */
  answer(interaction: Incoming, since: number, deferral?: Deferral): Promise<void>;
  /** Says "wait" before anything is worked out; undefined when Discord does not take it, so that work is in vain. */
  defer(interaction: Incoming): Promise<Deferral | undefined>;
  /** Answers a completion with no choices. */
  dismiss(interaction: Incoming): Promise<void>;
}

/** The first answer that said "wait". */
export type Deferral = APIInteractionResponse;

/** What answering needs. `rest` is the queue of interactions alone, so that nothing waits before it. */
export interface AnsweringParts {
  readonly route: Router;
  readonly rest: REST;
  readonly clock: Clock;
  readonly log: Log;
}

/** The answerer that sends what the router gives, in time, each once. */
export function createAnswerer({ route, rest, clock, log }: AnsweringParts): Answerer {
  /** The router's answer or, where it has none, a private sentence that says why. */
  async function answerOf(interaction: Incoming): Promise<APIInteractionResponse> {
    try {
      return await route(interaction);
    } catch (error) {
      const refusal = refusalOf(error);
      if (isCompletion(interaction)) {
        if (!refusal) log.warn({ error }, 'a completion failed');
        return NO_CHOICES;
      }
      return refusal ? privateSentence(refusal.message) : apologyFor(error);
    }
  }

  /** Sends a first answer. What the network loses is sent again: Discord takes only one, and says so of a second. */
  async function respond(interaction: Incoming, body: APIInteractionResponse): Promise<void> {
    for (const pause of [...RETRY_AFTER, undefined]) {
      try {
        await rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
        return;
      } catch (error) {
        if (pause === undefined || error instanceof DiscordAPIError) throw error;
        await clock.wait(pause);
      }
    }
  }

  /** The answer, or an apology in its place when Discord does not take the answer. */
  async function respondOrApologize(interaction: Incoming, body: APIInteractionResponse): Promise<void> {
    try {
      await respond(interaction, body);
    } catch (error) {
      const isOurs = error instanceof DiscordAPIError && error.status === 400 && !isTooLate(error);
      if (!isOurs) throw error;
      await respond(interaction, isCompletion(interaction) ? NO_CHOICES : apologyFor(error));
    }
  }

  function apologyFor(error: unknown): APIInteractionResponse {
    const reference = randomBytes(4).toString('hex');
    log.error({ reference, error: describeError(error, { stack: true }) }, 'an interaction failed');
    return privateSentence(
      `Something went wrong on our side, and it has been noted. If it happens again, tell whoever runs this bot the reference \`${reference}\`.`,
    );
  }

  /** Sends an answer that comes after its deferral. A refusal stays private even when the deferral was not. */
  async function followUp(
    interaction: Incoming,
    deferral: Deferral,
    answer: APIInteractionResponse,
  ): Promise<void> {
    if (!('data' in answer)) return;
    const { applicationId: application, token } = interaction;
    const isNew = deferral.type === InteractionResponseType.DeferredChannelMessageWithSource;
    const wasHidden = flagsOf(deferral) === MessageFlags.Ephemeral;
    const isHidden = flagsOf(answer) === MessageFlags.Ephemeral;
    const isUpdate = answer.type === InteractionResponseType.UpdateMessage;
    if (isUpdate || (isNew && wasHidden === isHidden)) {
      await rest.patch(Routes.webhookMessage(application, token), { body: answer.data, auth: false });
      return;
    }
    if (isNew) await rest.delete(Routes.webhookMessage(application, token), { auth: false });
    await rest.post(Routes.webhook(application, token), { body: answer.data, auth: false });
  }

  /** What work gives, or `late` when it takes so long that the answer must be deferred. */
  async function inTime<T>(work: Promise<T>, since: number): Promise<T | 'late'> {
    // An answer from memory is there before the turn ends, and needs no timer.
    const first = await Promise.race([work, endOfTurn()]);
    if (first !== 'end of turn') return first;
    const waiting = new AbortController();
    const left = DEFER_AFTER - (clock.elapsed() - since);
    const late = clock.wait(left, waiting.signal).then(() => 'late' as const);
    return Promise.race([work, late]).finally(() => waiting.abort());
  }

  async function answerInTime(interaction: Incoming, since: number): Promise<void> {
    const working = answerOf(interaction);
    const first = await inTime(working, since);
    if (first !== 'late') return respondOrApologize(interaction, first);
    const deferral = deferralOf(interaction);
    await respond(interaction, deferral);
    const answer = await working;
    if (deferral !== NO_CHOICES) await followUp(interaction, deferral, answer);
  }

  /** What sending gives; undefined, with a line in the log, when Discord does not take it. */
  async function noted<T>(sending: Promise<T>): Promise<T | undefined> {
    try {
      return await sending;
    } catch (error) {
      if (isTooLate(error)) log.info({ error }, 'an answer came too late or twice');
      else log.error({ error }, 'an answer could not be sent');
      return undefined;
    }
  }

  return {
    async answer(interaction, since, deferral) {
      if (deferral === undefined) return noted(answerInTime(interaction, since));
      const answer = await answerOf(interaction);
      await noted(followUp(interaction, deferral, answer));
    },
    async defer(interaction) {
      const deferral = deferralOf(interaction);
      return noted(respond(interaction, deferral).then(() => deferral));
    },
    dismiss: (interaction) => noted(respond(interaction, NO_CHOICES)),
  };
}

function endOfTurn(): Promise<'end of turn'> {
  return new Promise((resolve) => setImmediate(resolve, 'end of turn'));
}

const NO_CHOICES: APIInteractionResponse = {
  type: InteractionResponseType.ApplicationCommandAutocompleteResult,
  data: { choices: [] },
};

function isCompletion({ kind }: Incoming): boolean {
  return kind === 'completion';
}

/** What says "wait" for an interaction. Whether the answer will be private must be decided now. */
function deferralOf(interaction: Incoming): Deferral {
  if (isCompletion(interaction)) return NO_CHOICES;
  if (isAsker(interaction)) return { type: InteractionResponseType.DeferredMessageUpdate };
  const hidden = isPrivate(interaction);
  return {
    type: InteractionResponseType.DeferredChannelMessageWithSource,
    ...(hidden && { data: { flags: MessageFlags.Ephemeral } }),
  };
}

function flagsOf(response: APIInteractionResponse): number {
  return 'data' in response && response.data && 'flags' in response.data ? (response.data.flags ?? 0) : 0;
}

/** Discord no longer knows the interaction, or has its answer already. */
function isTooLate(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    (error.code === RESTJSONErrorCodes.UnknownInteraction ||
      error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)
  );
}
