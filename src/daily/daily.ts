import { randomUUID } from 'node:crypto';
import type { Card } from '../cards/kit/card.ts';
import { type DiscordInTurn, discordOver } from '../channels/channel-calls.ts';
import { dailyRest } from '../channels/daily-rest.ts';
import type { Clock } from '../clock.ts';
import type { Archive } from '../data/archive.ts';
import type { Log } from '../log.ts';
import type { DailyStore } from '../store/daily.ts';
import { createCounts, type Outcome } from './counts.ts';
import { createLeaseWatch } from './delivery/lease-watch.ts';
import { createPace } from './delivery/pace.ts';
import { createPoster } from './delivery/poster.ts';
import { createTokenWatch } from './delivery/token-watch.ts';
import { type Departures, startDepartures } from './schedule/departures.ts';
import { type Running, startScheduler } from './schedule/scheduler.ts';
import { createSteadyCalendar } from './schedule/steady-calendar.ts';
import { startUpkeep } from './schedule/upkeep.ts';

/** How long, in milliseconds, posts in progress may take after the shutdown has begun. */
const FINISH_WITHIN = 3500;

/** Of the 50 calls a second that Discord allows a bot for everything but answers to interactions. */
const CALLS_A_SECOND = 48;

/** Dependencies of the daily posts. */
export interface DailyDependencies {
  /** How to reach Discord, or what replaces it. */
  readonly discord: { readonly apiUrl: string; readonly token: string } | DiscordInTurn;
  readonly store: DailyStore;
  readonly archive: Archive;
  readonly clock: Clock;
  readonly log: Log;
  /** The message of a card, which mentions nobody. */
  readonly messageOf: (card: Card) => Promise<object>;
}

/** The daily posts of all servers. */
export interface Daily extends Running {
  /** Takes note of the servers that the bot joins and leaves. */
  readonly guilds: Omit<Departures, 'stop'>;
  /** Settles, with Discord's answer, when Discord no longer accepts the token. There are no more posts then. */
  readonly lost: Promise<unknown>;
  /** How often each outcome happened since the start. */
  counts(): Readonly<Record<Outcome, number>>;
}

/** Starts to post what is due, whether or not the gateway is connected. */
export function startDaily({ discord, store, archive, clock, log, messageOf }: DailyDependencies): Daily {
  const counts = createCounts();
  const pace = createPace(clock, CALLS_A_SECOND);
  const calls = typeof discord === 'function' ? discord : discordOver(dailyRest(discord, log, clock));
  // No other process has this name, and this one gets another name when it is started again.
  const leases = createLeaseWatch(clock, randomUUID());
  const calendar = createSteadyCalendar(clock);
  const over = new AbortController();
  const token = createTokenWatch({ discord: calls, pace, clock, log, over: over.signal });
  const post = createPoster({
    ...{ store, discord: calls, archive, clock, log, counts, pace, leases, token, messageOf },
    over: over.signal,
  });
  const upkeep = startUpkeep({ store, leases, calendar, clock, log });
  const scheduler = startScheduler({ store, post, clock, log, counts, calendar, ready: upkeep.ready });
  void token.lost.then(() => scheduler.stop());
  const { stop: stopDepartures, ...guilds } = startDepartures({ store, clock, log });
  return {
    guilds,
    counts: counts.all,
    lost: token.lost,
    async stop() {
      const stopped = Promise.all([upkeep.stop(), scheduler.stop(), stopDepartures()]);
      await Promise.race([stopped, clock.wait(FINISH_WITHIN)]);
      over.abort();
    },
  };
}
