import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { DailyStore, NextDue } from '../../store/daily.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import { dateAfter, localDate, nextDue } from './next-due.ts';
import type { Running } from './scheduler.ts';

const DAY = 86_400_000;

/** How long, in days, a server's subscription is kept after the bot has left. */
const KEPT_AFTER_DEPARTURE = 30;

/** How long, in days, the ledger is kept. A record from a quiet day is not posted again for a year. */
const LEDGER_KEPT = 400;

/** How often, in milliseconds, old entries are deleted, and how soon after the start they first are. */
const SWEEP_EVERY = DAY / 4;
const FIRST_SWEEP = DAY / 24;

/** How soon, in milliseconds, a store that did not answer is asked again. */
const ASK_AGAIN = 5000;

/** By how much, in milliseconds, the calendar may differ from the stopwatch from one sweep to the next. */
const SLEWED = 60_000;

/** Dependencies of the departures. */
export interface DeparturesDependencies {
  readonly store: Pick<DailyStore, 'guilds' | 'depart' | 'comeBack' | 'forget'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Takes note of the servers that the bot joins and leaves. An outage is not a departure and must not be passed here. */
export interface Departures extends Running {
  /** All servers of a shard, as Discord lists them when the shard starts. A missing one was left in the meantime. */
  present(guildIds: readonly string[], shard: readonly [id: number, count: number]): void;
  left(guildId: string): void;
  joined(guildId: string): void;
}

/** Keeps the store up to date with the bot's servers. While the store does not answer, the changes wait for it. */
export function startDepartures(dependencies: DeparturesDependencies): Departures {
  const { store, clock, log } = dependencies;
  const stopping = new AbortController();
  const { signal } = stopping;
  let queue = Promise.resolve();
  const next: NextDue = (subscription, taken) => nextDue(subscription, { now: clock.now(), taken });

  /** Does one piece of work after another. */
  function inTurn(work: () => Promise<void>): void {
    queue = queue.then(() => untilStored(work, { clock, log, signal }));
  }

  /**
   * Deleted data cannot be brought back, so it is only deleted when the calendar has moved like the stopwatch since
   * the last time. A calendar that is wrong for a moment, or until it is set after the start, deletes nothing.
   */
  async function run(): Promise<void> {
    let last: number | undefined;
    while (!signal.aborted) {
      const ahead = clock.now().getTime() - clock.elapsed();
      if (last !== undefined && Math.abs(ahead - last) < SLEWED) inTurn(() => sweep(dependencies));
      const isFirst = last === undefined;
      last = ahead;
      await clock.wait(isFirst ? FIRST_SWEEP : SWEEP_EVERY, signal);
    }
    await queue;
  }

  const running = run();
  return {
    present: (guildIds, [shard, count]) =>
      inTurn(async () => {
        const present = new Set(guildIds);
        const known = (await store.guilds()).filter(({ guildId }) => shardOf(guildId, count) === shard);
        const gone = known.filter(({ guildId, departed }) => !departed && !present.has(guildId));
        const back = known.filter(({ guildId, departed }) => departed && present.has(guildId));
        await depart(gone.map(idOf), dependencies);
        await store.comeBack(back.map(idOf), next);
      }),
    left: (guildId) => inTurn(() => depart([guildId], dependencies)),
    joined: (guildId) => inTurn(() => store.comeBack([guildId], next)),
    stop() {
      stopping.abort();
      return running;
    },
  };
}

/** Does a piece of work, and again until the store accepts it. */
async function untilStored(
  work: () => Promise<void>,
  { clock, log, signal }: { clock: Clock; log: Log; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) {
        log.error({ error }, 'unexpected error while servers that the bot joined or left were recorded');
        return;
      }
      await clock.wait(ASK_AGAIN, signal);
    }
  }
}

async function depart(
  guildIds: readonly string[],
  { store, clock, log }: DeparturesDependencies,
): Promise<void> {
  if (guildIds.length === 0) return;
  await store.depart(guildIds, clock.now());
  const facts = { servers: guildIds.length, days: KEPT_AFTER_DEPARTURE };
  log.info(facts, 'the bot has left servers; their subscriptions are kept for some days');
}

/** Deletes the subscriptions of servers that were left long ago, and old entries of the ledger. */
async function sweep({ store, clock, log }: DeparturesDependencies): Promise<void> {
  const now = clock.now();
  const leftBefore = new Date(now.getTime() - KEPT_AFTER_DEPARTURE * DAY);
  const forgotten = await store.forget(leftBefore, dateAfter(localDate(now, 'UTC'), -LEDGER_KEPT));
  if (forgotten > 0)
    log.info({ servers: forgotten }, 'the subscriptions of servers left long ago were deleted');
}

function idOf({ guildId }: { readonly guildId: string }): string {
  return guildId;
}

/** The shard that serves a server (Discord, "Sharding"). */
function shardOf(guildId: string, count: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(count));
}
