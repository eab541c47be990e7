import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { DailyStore, NextDue } from '../../store/daily.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import { dateAfter, localDate, nextDue } from './next-due.ts';
import type { Running } from './scheduler.ts';

const DAY = 86_400_000;

/** How long, in days, the setting of a server that was left is kept. */
const KEPT_AFTER_DEPARTURE = 30;

/** How long, in days, the ledger is kept: a quiet day's record is not told again for a year. */
const LEDGER_KEPT = 400;

/** How often, in milliseconds, what is too old is deleted; and how soon after the start the first time. */
const SWEEP_EVERY = DAY / 4;
const FIRST_SWEEP = DAY / 24;

/** By how much, in milliseconds, the calendar may differ from the stopwatch from one sweep to the next. */
const SLEWED = 60_000;

/** Takes note of the servers that the bot comes to and leaves. An outage is no departure, and is not told here. */
export interface Departures extends Running {
  /** All servers of a shard, as Discord lists them when the shard begins: who is missing was left meanwhile. */
  present(guildIds: readonly string[], shard: readonly [id: number, count: number]): void;
  left(guildId: string): void;
  joined(guildId: string): void;
}

/** Keeps the store in step with the servers that there are. What it cannot tell the store it tells it later. */
export function startDepartures(parts: {
  readonly store: Pick<DailyStore, 'guilds' | 'depart' | 'comeBack' | 'forget'>;
  readonly clock: Clock;
  readonly log: Log;
}): Departures {
  const { store, clock, log } = parts;
  const stopping = new AbortController();
  let queue = Promise.resolve();

  const next: NextDue = (settings, taken) => nextDue(settings, { now: clock.now(), taken });

  /** One after another, each until the store takes it. */
  function inTurn(work: () => Promise<void>): void {
    queue = queue.then(async () => {
      while (!stopping.signal.aborted) {
        try {
          return await work();
        } catch (error) {
          if (!(error instanceof StoreUnavailable)) {
            log.error({ error }, 'servers that come and go could not be noted');
            return;
          }
          await clock.wait(5000, stopping.signal);
        }
      }
    });
  }

  async function depart(guildIds: readonly string[]): Promise<void> {
    if (guildIds.length === 0) return;
    await store.depart(guildIds, clock.now());
    log.info(
      { servers: guildIds.length, days: KEPT_AFTER_DEPARTURE },
      'servers were left; their settings are kept',
    );
  }

  async function sweep(): Promise<void> {
    const now = clock.now();
    const leftBefore = new Date(now.getTime() - KEPT_AFTER_DEPARTURE * DAY);
    const forgotten = await store.forget(leftBefore, dateAfter(localDate(now, 'UTC'), -LEDGER_KEPT));
    if (forgotten > 0) log.info({ servers: forgotten }, 'the settings of servers left long ago are deleted');
  }

  /**
   * What is deleted is gone, so the calendar must have gone with the stopwatch since the last time: one that is wrong
   * for a moment, or at the start until it is set, deletes nothing.
   */
  async function run(): Promise<void> {
    let last: number | undefined;
    while (!stopping.signal.aborted) {
      const ahead = clock.now().getTime() - clock.elapsed();
      if (last !== undefined && Math.abs(ahead - last) < SLEWED) inTurn(sweep);
      const isFirst = last === undefined;
      last = ahead;
      await clock.wait(isFirst ? FIRST_SWEEP : SWEEP_EVERY, stopping.signal);
    }
    await queue;
  }

  const running = run();
  return {
    present: (guildIds, [shard, count]) =>
      inTurn(async () => {
        const there = new Set(guildIds);
        const known = (await store.guilds()).filter(({ guildId }) => shardOf(guildId, count) === shard);
        await depart(
          known.flatMap((each) => (each.departed || there.has(each.guildId) ? [] : [each.guildId])),
        );
        const back = known.filter(({ guildId, departed }) => departed && there.has(guildId));
        await store.comeBack(
          back.map(({ guildId }) => guildId),
          next,
        );
      }),
    left: (guildId) => inTurn(() => depart([guildId])),
    joined: (guildId) => inTurn(() => store.comeBack([guildId], next)),
    stop() {
      stopping.abort();
      return running;
    },
  };
}

/** The shard that serves a server (Discord, "Sharding"). */
function shardOf(guildId: string, count: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(count));
}
