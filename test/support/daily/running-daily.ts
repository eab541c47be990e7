import { discordOver } from '../../../src/channels/channel-calls.ts';
import { dailyRest } from '../../../src/channels/daily-rest.ts';
import { type Daily, startDaily } from '../../../src/daily/daily.ts';
import { nextDue } from '../../../src/daily/schedule/next-due.ts';
import type { Archive } from '../../../src/data/archive.ts';
import { messagePayload } from '../../../src/discord/payload.ts';
import { createLog } from '../../../src/log.ts';
import type { Channel, Guild, Loopback, StoredMessage } from '../../../src/loopback/loopback.ts';
import type { SubscriptionOptions } from '../../../src/store/daily.ts';
import type { Store } from '../../../src/store/store.ts';
import { awaited, type Passage } from '../eventually.ts';
import type { TestClock } from '../test-clock.ts';
import { watched } from '../watched.ts';
import { workWith } from '../work.ts';
import { ARCHIVE } from './records-of-march.ts';

/** What a test's daily posts run on. */
export interface DailyPlace {
  readonly discord: Loopback;
  readonly store: Store;
  readonly clock: TestClock;
  readonly archive?: Archive;
}

/** Daily posts under way, and how to wait for them. */
export interface RunningDaily extends Daily, Passage {
  readonly logged: readonly string[];
  /** Settles when nothing is due and nothing under way. The clock goes on by a few seconds. */
  idle(clock: TestClock): Promise<void>;
}

/** Looks into the store for what is due, one after another, that find nothing before the posts count as idle. */
const EMPTY_TICKS = 3;

/** Timers of the clock that may pass before the posts are idle: many more than any test has. */
const MOST_TIMERS = 20_000;

/** The real daily posts, over a loopback Discord. */
export function runDaily({ discord, store, clock, archive = ARCHIVE }: DailyPlace): RunningDaily {
  const logged: string[] = [];
  let underWay = 0;
  let emptyTicks = 0;
  const counting = {
    before: () => {
      underWay += 1;
    },
    after: () => {
      underWay -= 1;
    },
  };
  const work = workWith(discord);
  const counted = watched(store.daily, work.calls);
  const watchedStore = watched(counted, counting);
  const addresses = watched(store.addresses, work.calls);
  const log = createLog({ level: 'debug', stream: { write: (line) => logged.push(line) } });
  const calls = discordOver(dailyRest(discord, log));
  const daily = startDaily({
    discord: (turn) => watched(calls(turn), counting),
    store: {
      ...counted,
      ...Object.fromEntries(
        (['claim', 'advance', 'retry', 'finish', 'skip', 'posts'] as const).map((name) => [
          name,
          watchedStore[name],
        ]),
      ),
      due: async (now, most) => {
        const found = await counted.due(now, most);
        emptyTicks = found.length === 0 && underWay === 0 ? emptyTicks + 1 : 0;
        return found;
      },
    },
    archive,
    clock,
    log,
    messageOf: (card) => messagePayload(card, (long) => addresses.keep(long, clock.now())),
  });
  const passage = { clock, quiet: work.quiet };
  return {
    ...daily,
    logged,
    ...passage,
    async idle(moved) {
      await work.quiet();
      emptyTicks = 0;
      for (let timers = 0; emptyTicks < EMPTY_TICKS; timers += 1) {
        const next = moved.nextTimer();
        if (next === undefined || timers > MOST_TIMERS) {
          throw new Error(`never idle: ${logged.slice(-3).join('')}`);
        }
        moved.advance(next);
        await work.quiet();
      }
    },
    async stop() {
      await awaited(passage, daily.stop());
      work.close();
    },
  };
}

/** A server with a channel, and a daily post at 09:00 UTC unless it wishes otherwise. */
export async function server(
  { discord, store, clock }: DailyPlace,
  wish: Partial<SubscriptionOptions> = {},
  channel?: Channel,
): Promise<{ guild: Guild; channel: Channel }> {
  const guild = channel?.guild ?? discord.world.addGuild('Daily Readers');
  const place = channel ?? discord.world.addChannel(guild, 'daily');
  await store.daily.save(
    {
      ...{ guildId: guild.id, channelId: place.id, channelKind: 'text', time: '09:00', zone: 'UTC' },
      ...{ roleId: undefined, thread: false, publish: false, quietDays: 'nearest' },
      ...wish,
    },
    (settings, taken) => nextDue(settings, { now: clock.now(), taken }),
  );
  return { guild, channel: place };
}

/** The messages of a channel that everyone sees, as text. */
export function posts(discord: Loopback, channel: Channel): StoredMessage[] {
  return discord.world.messages(channel);
}
