import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { DailyStore } from '../../store/daily.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import type { Counts } from '../counts.ts';
import type { Poster } from '../delivery/poster.ts';
import type { SteadyCalendar } from './steady-calendar.ts';

/** How often, in milliseconds, the store is asked what is due: one look into an index. */
const TICK = 1000;

/** Posts under way at once: enough for 50 a second when Discord takes half a second for each. */
const IN_FLIGHT = 32;

/** Settings read at a time: more than are under way, so that there are always some that are not. */
const BATCH = 100;

/** How long, in milliseconds, a setting is left alone after a mistake of ours. */
const AFTER_A_MISTAKE = 600_000;

/** How long, in milliseconds, a setting is left alone whose post another process has. */
const WHILE_ANOTHERS = 2000;

/** What the scheduler works with. */
export interface SchedulerParts {
  readonly store: Pick<DailyStore, 'due'>;
  readonly post: Poster;
  readonly clock: Clock;
  readonly log: Log;
  readonly counts: Counts;
  readonly calendar: SteadyCalendar;
  /** Nothing is begun before this has settled. */
  readonly ready: Promise<void>;
}

/** What runs until it is stopped. */
export interface Running {
  /** Begins nothing new, and settles when what is under way has ended. */
  stop(): Promise<void>;
}

/** Posts what is due, as it becomes due, a bounded number at once. */
export function startScheduler(parts: SchedulerParts): Running {
  const { store, post, clock, log, counts, calendar, ready } = parts;
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  /** Until when on the stopwatch. */
  const leftAlone = new Map<string, number>();
  let isStoreAway = false;

  function leaveAlone(guildId: string, milliseconds: number): void {
    leftAlone.set(guildId, clock.elapsed() + milliseconds);
  }

  function noted(error: unknown, guildId?: string): void {
    if (stopping.signal.aborted) {
      log.info({ guild: guildId, error }, 'a daily post was left to the next start');
      return;
    }
    if (!(error instanceof StoreUnavailable)) {
      if (guildId) leaveAlone(guildId, AFTER_A_MISTAKE);
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
        (isOurs) => {
          isStoreAway = false;
          if (!isOurs) leaveAlone(guildId, WHILE_ANOTHERS);
        },
        (error: unknown) => noted(error, guildId),
      )
      .finally(() => underWay.delete(guildId));
    underWay.set(guildId, posting);
  };

  /** Begins what is due; how many that were. */
  async function tick(): Promise<number> {
    const due = await store.due(clock.now(), BATCH + underWay.size + leftAlone.size);
    for (const [guildId, until] of leftAlone) if (until <= clock.elapsed()) leftAlone.delete(guildId);
    const all = due.filter(({ guildId }) => !underWay.has(guildId) && !leftAlone.has(guildId));
    // A full disk can be read and not written: one post finds out whether the others may go on.
    const waiting = isStoreAway ? all.slice(0, 1) : all;
    for (const settings of waiting) {
      while (underWay.size >= IN_FLIGHT) await Promise.race(underWay.values());
      if (stopping.signal.aborted || !calendar.isSteady()) break;
      begin(settings);
    }
    return waiting.length;
  }

  /** As `tick`; nothing while the calendar may be wrong. */
  async function begun(): Promise<number> {
    return calendar.isSteady() ? tick() : 0;
  }

  async function run(): Promise<void> {
    await ready;
    while (!stopping.signal.aborted) {
      const count = await begun().catch((error: unknown) => {
        noted(error);
        return 0;
      });
      if (count === 0 || isStoreAway) await clock.wait(TICK, stopping.signal);
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
