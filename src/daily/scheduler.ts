import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { DailyStore } from '../store/daily.ts';
import { StoreUnavailable } from '../store/store-error.ts';
import type { Counts } from './counts.ts';
import type { Poster } from './poster.ts';

/** How often, in milliseconds, the store is asked what is due: one look into an index. */
const TICK = 1000;

/** Posts under way at once: enough for 50 a second when Discord takes half a second for each. */
const IN_FLIGHT = 32;

/** Settings read at a time: more than are under way, so that there are always some that are not. */
const BATCH = 100;

/** How long, in milliseconds, a setting is left alone after a mistake of ours. */
const AFTER_A_MISTAKE = 600_000;

/** What the scheduler works with. */
export interface SchedulerParts {
  readonly store: Pick<DailyStore, 'due'>;
  readonly post: Poster;
  readonly clock: Clock;
  readonly log: Log;
  readonly counts: Counts;
}

/** What runs until it is stopped. */
export interface Running {
  /** Begins nothing new, and settles when what is under way has ended. */
  stop(): Promise<void>;
}

/** Posts what is due, as it becomes due, a bounded number at once. */
export function startScheduler({ store, post, clock, log, counts }: SchedulerParts): Running {
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  const leftAlone = new Map<string, Date>();
  let isStoreAway = false;

  function noted(error: unknown, guildId?: string): void {
    if (stopping.signal.aborted) {
      log.info({ guild: guildId, error }, 'a daily post was left to the next start');
      return;
    }
    if (!(error instanceof StoreUnavailable)) {
      if (guildId) leftAlone.set(guildId, new Date(clock.now().getTime() + AFTER_A_MISTAKE));
      log.error({ ...(guildId && { guild: guildId }), error }, 'the daily post has met a mistake of ours');
      return;
    }
    // The store itself says that it is away.
    counts.add('store-unavailable');
    isStoreAway = true;
  }

  const begin = (settings: Parameters<Poster>[0]) => {
    const { guildId } = settings;
    const posting = post(settings)
      .then(
        () => {
          isStoreAway = false;
        },
        (error: unknown) => noted(error, guildId),
      )
      .finally(() => underWay.delete(guildId));
    underWay.set(guildId, posting);
  };

  /** Begins what is due; how many that were. */
  async function tick(): Promise<number> {
    const now = clock.now();
    const due = await store.due(now, BATCH);
    for (const [guildId, until] of leftAlone) if (until <= now) leftAlone.delete(guildId);
    const all = due.filter(({ guildId }) => !underWay.has(guildId) && !leftAlone.has(guildId));
    // A full disk can be read and not written: one post finds out whether the others may go on.
    const waiting = isStoreAway ? all.slice(0, 1) : all;
    for (const settings of waiting) {
      while (underWay.size >= IN_FLIGHT) await Promise.race(underWay.values());
      if (stopping.signal.aborted) break;
      begin(settings);
    }
    return waiting.length;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const begun = await tick().catch((error: unknown) => {
        noted(error);
        return 0;
      });
      if (begun === 0 || isStoreAway) await clock.wait(TICK, stopping.signal);
    }
    await Promise.all(underWay.values());
  }

  const running = run();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}
