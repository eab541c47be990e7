import { randomBytes } from 'node:crypto';
import {
  type APIInteraction,
  type APIInteractionResponse,
  DiscordAPIError,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { Clock } from '../clock.ts';
import { refusalOf } from '../commands/refusal.ts';
import type { Log } from '../log.ts';
import { describeError } from '../log.ts';
import { isAsker, isPrivate } from './asked.ts';
import { privateSentence, type Router } from './router.ts';

/** After so long, in milliseconds, an answer is deferred: Discord waits 3 seconds (Interactions, Responding). */
const DEFER_AFTER = 2000;

/** Pauses, in milliseconds, before an answer that the network lost is sent again, well within the 3 seconds. */
const RETRY_AFTER = [100, 300];

/** Answers one interaction, whatever happens: never throws, and never leaves the asker without a word. */
export type Answerer = (interaction: APIInteraction) => Promise<void>;

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
  async function answerOf(interaction: APIInteraction): Promise<APIInteractionResponse | undefined> {
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
  async function respond(interaction: APIInteraction, body: APIInteractionResponse): Promise<void> {
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
  async function respondOrApologize(
    interaction: APIInteraction,
    body: APIInteractionResponse,
  ): Promise<void> {
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
    interaction: APIInteraction,
    deferral: APIInteractionResponse,
    answer: APIInteractionResponse,
  ): Promise<void> {
    if (!('data' in answer)) return;
    const { application_id: application, token } = interaction;
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
  async function inTime<T>(work: Promise<T>): Promise<T | 'late'> {
    // An answer from memory is there before the turn ends, and needs no timer.
    const first = await Promise.race([work, endOfTurn()]);
    if (first !== 'end of turn') return first;
    const waiting = new AbortController();
    const late = clock.wait(DEFER_AFTER, waiting.signal).then(() => 'late' as const);
    return Promise.race([work, late]).finally(() => waiting.abort());
  }

  async function answerInTime(interaction: APIInteraction): Promise<void> {
    const working = answerOf(interaction);
    const first = await inTime(working);
    if (first !== 'late') {
      if (first) await respondOrApologize(interaction, first);
      return;
    }
    const deferral = deferralOf(interaction);
    await respond(interaction, deferral);
    const answer = await working;
    if (answer && deferral !== NO_CHOICES) await followUp(interaction, deferral, answer);
  }

  return async (interaction) => {
    try {
      await answerInTime(interaction);
    } catch (error) {
      if (isTooLate(error)) log.info({ error }, 'an answer came too late or twice');
      else log.error({ error }, 'an answer could not be sent');
    }
  };
}

function endOfTurn(): Promise<'end of turn'> {
  return new Promise((resolve) => setImmediate(resolve, 'end of turn'));
}

const NO_CHOICES: APIInteractionResponse = {
  type: InteractionResponseType.ApplicationCommandAutocompleteResult,
  data: { choices: [] },
};

function isCompletion(interaction: APIInteraction): boolean {
  return interaction.type === InteractionType.ApplicationCommandAutocomplete;
}

/** What says "wait" for an interaction. Whether the answer will be private must be decided now. */
function deferralOf(interaction: APIInteraction): APIInteractionResponse {
  if (isCompletion(interaction)) return NO_CHOICES;
  if (interaction.type === InteractionType.MessageComponent && isAsker(interaction, interaction.message)) {
    return { type: InteractionResponseType.DeferredMessageUpdate };
  }
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
