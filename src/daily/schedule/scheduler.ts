import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { DailyStore, Subscription } from '../../store/daily.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import type { Counts } from '../counts.ts';
import type { Poster } from '../delivery/poster.ts';
import type { SteadyCalendar } from './steady-calendar.ts';

/** How often, in milliseconds, the store is asked what is due. The question costs one look into an index. */
const TICK = 1000;

/** The most posts in progress at once: enough for 50 a second when Discord takes half a second for each. */
const IN_FLIGHT = 32;

/** The most subscriptions read at a time. More than are in progress, so that there are always some to begin. */
const BATCH = 100;

/** How long, in milliseconds, a subscription is left alone after an unexpected error. */
const AFTER_UNEXPECTED_ERROR = 600_000;

/** How long, in milliseconds, a subscription is left alone while another process has its post. */
const WHILE_ANOTHERS = 2000;

/** Dependencies of the scheduler. */
export interface SchedulerDependencies {
  readonly store: Pick<DailyStore, 'due'>;
  readonly post: Poster;
  readonly clock: Clock;
  readonly log: Log;
  readonly counts: Counts;
  readonly calendar: SteadyCalendar;
  /** Nothing begins before this has settled. */
  readonly ready: Promise<void>;
}

/** Something that runs until it is stopped. */
export interface Running {
  /** Begins nothing new, and settles when everything in progress has ended. */
  stop(): Promise<void>;
}

/** Posts what is due when it becomes due, a bounded number at once. */
export function startScheduler(dependencies: SchedulerDependencies): Running {
  const { store, clock, calendar, ready } = dependencies;
  const stopping = new AbortController();
  const posts = createPostsInProgress(dependencies, stopping.signal);

  /** Begins what is due, and gives how many posts that were. */
  async function tick(): Promise<number> {
    const due = await store.due(clock.now(), BATCH + posts.skipped());
    const all = due.filter(({ guildId }) => !posts.skips(guildId));
    // A full disk can be read but not written, so one post finds out whether the others can go on.
    const waiting = posts.isStoreAway() ? all.slice(0, 1) : all;
    for (const subscription of waiting) {
      await posts.roomForOne();
      if (stopping.signal.aborted || !calendar.isSteady()) break;
      posts.begin(subscription);
    }
    return waiting.length;
  }

  async function run(): Promise<void> {
    await ready;
    while (!stopping.signal.aborted) {
      let begun = 0;
      try {
        // Nothing begins while the calendar may be wrong.
        if (calendar.isSteady()) begun = await tick();
      } catch (error) {
        posts.failed(error);
      }
      if (begun === 0 || posts.isStoreAway()) await clock.wait(TICK, stopping.signal);
    }
    await posts.ended();
  }

  const running = run();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}

/** The posts that are in progress, and those that are left alone for a while after an error. */
function createPostsInProgress({ post, clock, log, counts }: SchedulerDependencies, stopping: AbortSignal) {
  const inProgress = new Map<string, Promise<void>>();
  const pauses = createPauses(clock);
  let isStoreAway = false;

  function failed(error: unknown, guildId?: string): void {
    if (stopping.aborted) {
      log.info({ guild: guildId, error }, 'a daily post was left to the next start');
    } else if (error instanceof StoreUnavailable) {
      // The store itself logs that it is away.
      counts.add('store-unavailable');
      isStoreAway = true;
    } else {
      if (guildId) pauses.add(guildId, AFTER_UNEXPECTED_ERROR);
      log.error({ ...(guildId && { guild: guildId }), error }, 'unexpected error in the daily post');
    }
  }

  async function advance(subscription: Subscription): Promise<void> {
    const { guildId } = subscription;
    try {
      const isOurs = await post(subscription);
      isStoreAway = false;
      if (!isOurs) pauses.add(guildId, WHILE_ANOTHERS);
    } catch (error) {
      failed(error, guildId);
    } finally {
      inProgress.delete(guildId);
    }
  }

  return {
    failed,
    begin(subscription: Subscription): void {
      inProgress.set(subscription.guildId, advance(subscription));
    },
    /** Whether a server's post is in progress already, or left alone for a while. */
    skips: (guildId: string): boolean => inProgress.has(guildId) || pauses.has(guildId),
    /** How many posts are skipped at the moment. */
    skipped: (): number => inProgress.size + pauses.count(),
    /** Whether the store did not answer the last time that it was needed. */
    isStoreAway: (): boolean => isStoreAway,
    /** Settles when one more post may begin. */
    async roomForOne(): Promise<void> {
      while (inProgress.size >= IN_FLIGHT) await Promise.race(inProgress.values());
    },
    /** Settles when all have ended. */
    async ended(): Promise<void> {
      await Promise.all(inProgress.values());
    },
  };
}

/** The servers whose posts are left alone for a while, measured on the stopwatch. */
function createPauses(clock: Clock) {
  const until = new Map<string, number>();
  const isOver = (guildId: string) => (until.get(guildId) ?? Number.NEGATIVE_INFINITY) <= clock.elapsed();
  return {
    add(guildId: string, milliseconds: number): void {
      until.set(guildId, clock.elapsed() + milliseconds);
    },
    has: (guildId: string): boolean => !isOver(guildId),
    /** How many there are, and perhaps some whose time is just over. */
    count(): number {
      for (const guildId of until.keys()) if (isOver(guildId)) until.delete(guildId);
      return until.size;
    },
  };
}
