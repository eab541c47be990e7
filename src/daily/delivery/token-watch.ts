import type { DiscordInTurn } from '../../channels/channel-calls.ts';
import { failureOf } from '../../channels/failure.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Pace } from './pace.ts';

/** How long to wait, in milliseconds, after the first refusal or failure in a row. The wait doubles up to the longest. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 300_000;

/** Whether Discord still accepts the token. */
export interface TokenWatch {
  /**
   * Discord has refused the token for a call. All calls wait until Discord says that it knows the bot, because a
   * refusal may be a passing fault in Discord.
   */
  refused(): void;
  /** Discord has accepted the token for a call. */
  accepted(): void;
  isLost(): boolean;
  /** Settles, with Discord's answer, when the token is no longer accepted. Only a restart can help then. */
  readonly lost: Promise<unknown>;
}

/** Dependencies of the token watch. */
export interface TokenWatchDependencies {
  readonly discord: DiscordInTurn;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborts when the process is about to end. */
  readonly over: AbortSignal;
}

/** Watches the token for all calls that go at a pace. */
export function createTokenWatch(dependencies: TokenWatchDependencies): TokenWatch {
  const { discord, pace, clock, log, over } = dependencies;
  let isAsking = false;
  let isLost = false;
  let refusals = 0;
  let lose: (answer: unknown) => void = () => undefined;
  const lost = new Promise<unknown>((resolve) => {
    lose = resolve;
  });

  /** Asks Discord who the bot is, regardless of the pace, until Discord answers or refuses that too. */
  async function ask(): Promise<void> {
    log.warn('Discord has refused the token for a daily post; all posts wait until Discord accepts it again');
    for (let wait = waitAfter(refusals); !over.aborted; wait = Math.min(2 * wait, LONGEST_WAIT)) {
      try {
        await discord(async () => undefined).askOwnId();
        // If calls are refused time and again, going on at once each time would add up to thousands of refused calls.
        if (refusals > 1) await clock.wait(wait, over);
        log.info('Discord accepts the token: the daily posts continue');
        return;
      } catch (error) {
        if (failureOf(error).kind === 'unauthorized') {
          isLost = true;
          log.error({ error }, 'Discord no longer accepts the token: there are no more daily posts');
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
