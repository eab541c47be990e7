import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { DailyStore, Subscription } from '../../store/daily.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import type { LeaseWatch } from '../delivery/lease-watch.ts';
import { dateAfter, localDate, nextDue } from './next-due.ts';
import type { Running } from './scheduler.ts';
import type { SteadyCalendar } from './steady-calendar.ts';

const HOUR = 3_600_000;

/** How often, in milliseconds, the open posts are checked. */
const LOOK_EVERY = 60_000;

/** How soon, in milliseconds, a store that did not answer is asked again. */
const ASK_AGAIN = 1000;

/** How far ahead, in milliseconds, a daily post usually is at most: a day, and what clock changes add. */
const USUALLY_WITHIN = 26 * HOUR;

/** Dependencies of the upkeep. */
export interface UpkeepDependencies {
  readonly store: Pick<DailyStore, 'open' | 'wake' | 'dueAfter' | 'missedSince' | 'deriveDue'>;
  readonly leases: LeaseWatch;
  readonly calendar: SteadyCalendar;
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps the ledger in order. */
export interface Upkeep extends Running {
  /** Settles when the ledger is in order for the first time. */
  readonly ready: Promise<void>;
}

/**
 * Corrects what wrong clocks have left in the store: at the start, every hour, and whenever the calendar was set. Also
 * wakes posts whose owner is gone.
 */
export function startUpkeep(dependencies: UpkeepDependencies): Upkeep {
  const { clock, log } = dependencies;
  const stopping = new AbortController();
  const look = createLook(dependencies);
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });

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

/** One look at the open posts, and at the subscriptions when it is time for that. */
function createLook(dependencies: UpkeepDependencies): () => Promise<void> {
  const { store, leases, calendar, clock } = dependencies;
  let corrected: { readonly at: number; readonly changes: number } | undefined;

  const isTimeToCorrect = () =>
    corrected === undefined ||
    clock.elapsed() - corrected.at >= HOUR ||
    corrected.changes !== calendar.changes();

  return async () => {
    for (const post of leases.overslept(await store.open())) await store.wake(post, clock.now());
    // A calendar that was just set may be set right again. Until then it must correct nothing.
    if (!calendar.isSteady() || !isTimeToCorrect()) return;
    const changes = calendar.changes();
    await correct(dependencies);
    corrected = { at: clock.elapsed(), changes };
  };
}

/** Works out anew what is due for the subscriptions that look wrong. */
async function correct({ store, clock, log }: UpkeepDependencies): Promise<void> {
  let derived = 0;
  for (const { settings: subscription, dates } of await suspects(store, clock.now())) {
    const isChanged = await store.deriveDue(subscription.guildId, dates, (current, taken) =>
      // A date that was skipped before it had come is owed.
      nextDue(current, { now: clock.now(), taken, owed: dates.toSorted()[0] }),
    );
    if (isChanged) derived += 1;
  }
  if (derived > 0)
    log.warn({ servers: derived }, 'daily posts were due at a wrong time; they were corrected');
}

/** The subscriptions that are due later than they should be, and the skipped dates that are not over yet. */
async function suspects(
  store: UpkeepDependencies['store'],
  now: Date,
): Promise<{ settings: Subscription; dates: string[] }[]> {
  // No zone is more than a day behind UTC.
  const missed = await store.missedSince(dateAfter(localDate(now, 'UTC'), -1));
  const early = missed.flatMap(({ settings, dates }) => {
    const today = localDate(now, settings.zone);
    const notOver = dates.filter((date) => date >= today);
    return notOver.length > 0 ? [{ settings, dates: notOver }] : [];
  });
  const known = new Set(early.map(({ settings }) => settings.guildId));
  const late = await store.dueAfter(new Date(now.getTime() + USUALLY_WITHIN));
  return [
    ...early,
    ...late.flatMap((settings) => (known.has(settings.guildId) ? [] : [{ settings, dates: [] }])),
  ];
}
