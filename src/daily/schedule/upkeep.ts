import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { DailyStore, Subscription } from '../../store/daily.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import type { LeaseWatch } from '../delivery/lease-watch.ts';
import { dateAfter, localDate, nextDue } from './next-due.ts';
import type { Running } from './scheduler.ts';
import type { SteadyCalendar } from './steady-calendar.ts';

const HOUR = 3_600_000;

/** How often, in milliseconds, open posts are looked at. */
const LOOK_EVERY = 60_000;

/** How soon, in milliseconds, a store that did not answer is asked again. */
const ASK_AGAIN = 1000;

/** How far ahead, in milliseconds, a daily post may usually be: a day, and what clock changes add. */
const USUALLY_WITHIN = 26 * HOUR;

/** What keeps the ledger in order. */
export interface Upkeep extends Running {
  /** Settles when the store has been put in order for the first time. */
  readonly ready: Promise<void>;
}

/**
 * Corrects what clocks that were wrong have left in the store, at the start, every hour and whenever the calendar was
 * set; and has posts looked at whose owner is gone.
 */
export function startUpkeep(dependencies: {
  readonly store: Pick<DailyStore, 'open' | 'wake' | 'dueAfter' | 'missedSince' | 'deriveDue'>;
  readonly leases: LeaseWatch;
  readonly calendar: SteadyCalendar;
  readonly clock: Clock;
  readonly log: Log;
}): Upkeep {
  const { store, leases, calendar, clock, log } = dependencies;
  const stopping = new AbortController();
  let corrected: { readonly at: number; readonly changes: number } | undefined;
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });

  const isToCorrect = () =>
    corrected === undefined ||
    clock.elapsed() - corrected.at >= HOUR ||
    corrected.changes !== calendar.changes();

  async function look(): Promise<void> {
    for (const post of leases.overslept(await store.open())) await store.wake(post, clock.now());
    // A calendar that was just set may be set right again: what it says now would be corrected into the store.
    if (!calendar.isSteady() || !isToCorrect()) return;
    const changes = calendar.changes();
    await correct();
    corrected = { at: clock.elapsed(), changes };
  }

  async function correct(): Promise<void> {
    const now = clock.now();
    let derived = 0;
    for (const { settings, dates } of await suspects(now)) {
      const isChanged = await store.deriveDue(settings.guildId, dates, (current, taken) =>
        // What was skipped while it was still to come is owed.
        nextDue(current, { now: clock.now(), taken, owed: dates.toSorted()[0] }),
      );
      if (isChanged) derived += 1;
    }
    if (derived > 0)
      log.warn({ servers: derived }, 'daily posts were due at a wrong date, and are set right');
  }

  /** The subscriptions that are due later than they should be, and the dates that are not over but were skipped. */
  async function suspects(now: Date): Promise<{ settings: Subscription; dates: string[] }[]> {
    // No zone is more than a day behind UTC.
    const missed = await store.missedSince(dateAfter(localDate(now, 'UTC'), -1));
    const early = missed.flatMap(({ settings, dates }) => {
      const today = localDate(now, settings.zone);
      const toCome = dates.filter((date) => date >= today);
      return toCome.length > 0 ? [{ settings, dates: toCome }] : [];
    });
    const known = new Set(early.map(({ settings }) => settings.guildId));
    const late = await store.dueAfter(new Date(now.getTime() + USUALLY_WITHIN));
    return [
      ...early,
      ...late.flatMap((settings) => (known.has(settings.guildId) ? [] : [{ settings, dates: [] }])),
    ];
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      let wait = LOOK_EVERY;
      try {
        await look();
      } catch (error) {
        if (error instanceof StoreUnavailable) wait = ASK_AGAIN;
        else log.error({ error }, 'unexpected error in the upkeep of the daily posts');
      }
      if (wait === LOOK_EVERY) isReady();
      await clock.wait(wait, stopping.signal);
    }
    isReady();
  }

  const running = run();
  return {
    ready,
    stop() {
      stopping.abort();
      return running;
    },
  };
}
