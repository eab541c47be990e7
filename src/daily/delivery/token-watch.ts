import type { DiscordInTurn } from '../../channels/channel-calls.ts';
import { failureOf } from '../../channels/failure.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Pace } from './pace.ts';

/** How long to wait, in milliseconds, after the first refusal or failure in a row, and at most; twice as long each time. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 300_000;

/** Whether Discord still accepts the token. */
export interface TokenWatch {
  /**
   * Discord has refused the token for a call. All calls wait until Discord says that it knows the bot; a refusal may
   * be a passing fault of Discord's.
   */
  refused(): void;
  /** Discord has accepted the token for a call. */
  accepted(): void;
  isLost(): boolean;
  /** Settles, with Discord's answer, when the token is not accepted any more. Only a new start can help then. */
  readonly lost: Promise<unknown>;
}

/** Watches the token for everything that goes at a pace. */
export function createTokenWatch(dependencies: {
  readonly discord: DiscordInTurn;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Log;
  /** Says that the process is about to end. */
  readonly over: AbortSignal;
}): TokenWatch {
  const { discord, pace, clock, log, over } = dependencies;
  let isAsking = false;
  let isLost = false;
  let refusals = 0;
  let lose: (answer: unknown) => void = () => undefined;
  const lost = new Promise<unknown>((resolve) => {
    lose = resolve;
  });

  /** Asks who the bot is, past the pace, until Discord says it or refuses that too. */
  async function ask(): Promise<void> {
    log.warn('Discord has refused the token for a daily post; all of them wait until it is known to be good');
    for (let wait = waitAfter(refusals); !over.aborted; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      try {
        await discord(async () => undefined).askOwnId();
        // Had it been refused time and again, asking at once each time would make thousands of refused calls.
        if (refusals > 1) await clock.wait(wait, over);
        log.info('Discord knows the bot: the daily posts continue');
        return;
      } catch (error) {
        if (failureOf(error).kind === 'unauthorized') {
          isLost = true;
          log.error({ error }, 'Discord does not accept the token any more: there are no more daily posts');
          lose(error);
          return;
        }
        await clock.wait(wait, over);
      }
    }
  }

  return {
    refused() {
      if (isAsking || isLost) return;
      isAsking = true;
      refusals += 1;
      const asked = ask().finally(() => {
        isAsking = false;
      });
      pace.holdUntil(asked);
    },
    accepted() {
      refusals = 0;
    },
    isLost: () => isLost,
    lost,
  };
}

function waitAfter(refusals: number): number {
  return Math.min(FIRST_WAIT * 2 ** (refusals - 1), LONGEST_WAIT);
}
