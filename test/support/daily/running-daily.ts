import { vi } from 'vitest';
import type { Clock } from '../../../src/clock.ts';
import { type Daily, startDaily } from '../../../src/daily/daily.ts';
import { dailyRest, discordOver } from '../../../src/daily/discord-channel.ts';
import { nextDue } from '../../../src/daily/schedule.ts';
import type { Archive } from '../../../src/data/archive.ts';
import { messagePayload } from '../../../src/discord/payload.ts';
import { createLog } from '../../../src/log.ts';
import type { Channel, Guild, Loopback, StoredMessage } from '../../../src/preview/loopback.ts';
import type { DailyWish } from '../../../src/store/daily.ts';
import type { Store } from '../../../src/store/store.ts';
import type { MovedClock } from '../moved-clock.ts';
import { ARCHIVE } from './records-of-march.ts';
import { watched } from './watched.ts';

/** What a test's daily posts run on. */
export interface DailyPlace {
  readonly discord: Loopback;
  readonly store: Store;
  readonly clock: Clock;
  readonly archive?: Archive;
}

/** Daily posts under way, and how to wait for them. */
export interface RunningDaily extends Daily {
  readonly logged: readonly string[];
  /** Settles when nothing is due and nothing under way. The clock goes on by a few seconds. */
  idle(clock: MovedClock): Promise<void>;
}

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
  const watchedStore = watched(store.daily, counting);
  const log = createLog({ level: 'debug', stream: { write: (line) => logged.push(line) } });
  const calls = discordOver(dailyRest(discord, log));
  const daily = startDaily({
    discord: (turn) => watched(calls(turn), counting),
    store: {
      ...store.daily,
      ...Object.fromEntries(
        (['claim', 'advance', 'retry', 'finish', 'skip', 'posts'] as const).map((name) => [
          name,
          watchedStore[name],
        ]),
      ),
      due: async (now, most) => {
        const found = await store.daily.due(now, most);
        emptyTicks = found.length === 0 && underWay === 0 ? emptyTicks + 1 : 0;
        return found;
      },
    },
    archive,
    clock,
    log,
    messageOf: (card) => messagePayload(card, (long) => store.addresses.keep(long, clock.now())),
  });
  return {
    ...daily,
    logged,
    async idle(moved) {
      emptyTicks = 0;
      await vi.waitFor(
        () => {
          moved.jump(1000);
          if (emptyTicks < 3) throw new Error(`not idle: ${logged.slice(-3).join('')}`);
        },
        { interval: 10, timeout: 20_000 },
      );
    },
  };
}

/** A server with a channel, and a daily post at 09:00 UTC unless it wishes otherwise. */
export async function server(
  { discord, store, clock }: DailyPlace,
  wish: Partial<DailyWish> = {},
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
