import type { Card } from '../../src/cards/kit/card.ts';
import { discordOver } from '../../src/channels/channel-calls.ts';
import { type Daily, startDaily } from '../../src/daily/daily.ts';
import type { Archive } from '../../src/data/archive.ts';
import type { Log, LogFields } from '../../src/log.ts';
import type { DailyStore } from '../../src/store/daily.ts';
import { StoreUnavailable } from '../../src/store/store-error.ts';
import type { DiscordNetwork } from './discord-network.ts';
import type { Substitutes } from './planted.ts';
import { type Calendar, createCalendar, processClock } from './process-clock.ts';
import { beginLife, type ProcessLife } from './process-life.ts';
import type { StoreLayer } from './store-layer.ts';
import type { Surroundings } from './surroundings.ts';

/** One of the processes that run the daily posts of all servers; it may die and come back. */
export interface Bot {
  readonly name: string;
  /** The calendar of its machine. */
  readonly calendar: Calendar;
  readonly isUp: boolean;
  /** The store as this process reaches it. */
  readonly store: DailyStore;
  now(): Date;
  start(): void;
  /** It is gone at once. It comes back after so many milliseconds. */
  die(why: string, backAfter: number): void;
  /** It is told to stop, as for an update, and is started again. */
  restart(backAfter: number): void;
  freeze(milliseconds: number): void;
  /** Whether a life is this process's present one. */
  isLiving(life: ProcessLife): boolean;
  /** The gateway tells it of a server that the bot comes to or leaves. */
  joined(guildId: string): void;
  left(guildId: string): void;
}

/** What a process runs on. */
export interface BotParts {
  readonly around: Surroundings;
  readonly network: DiscordNetwork;
  readonly stores: StoreLayer;
  readonly archive: Archive;
  readonly substitutes?: Substitutes | undefined;
  /** Called when a process is up or is so no more. */
  readonly changed: () => void;
}

/** One life: what was started, and what it runs on. */
interface Running {
  readonly life: ProcessLife;
  readonly daily: Daily;
  readonly store: DailyStore;
  readonly now: () => Date;
}

/** A process that has not been started. */
export function createBot(name: string, parts: BotParts): Bot {
  const { around, stores, changed } = parts;
  const { timeline, trace, discord } = around;
  const calendar = createCalendar(timeline);
  let living: ProcessLife | undefined;
  let running: Running | undefined;

  const here = () => [...discord.guilds.values()].filter(({ isHere }) => isHere).map(({ id }) => id);

  function start(): void {
    if (living) return;
    trace.say(name, 'starts');
    living = beginLife(timeline, name);
    const life = living;
    running = run(life, calendar, parts);
    // It may have died of its very first question.
    if (life.isOver()) running = undefined;
    if (!running) return;
    const { daily } = running;
    // The gateway lists the servers that there are once it is connected.
    timeline.after(1500, () => life.deliver(() => daily.guilds.present(here(), [0, 1])));
    // The program ends when Discord does not accept its token, and is started again by whoever watches over it.
    void daily.lost.then(() => {
      if (living === life) end('has lost its token', 60_000);
    });
    changed();
  }

  function end(why: string, backAfter: number): void {
    living?.end();
    living = undefined;
    running = undefined;
    trace.say(name, `${why}; back in ${backAfter} ms`);
    timeline.after(backAfter, start);
    changed();
  }

  return {
    name,
    calendar,
    get isUp() {
      return running !== undefined;
    },
    get store() {
      if (!running) throw new Error(`${name} does not run`);
      return running.store;
    },
    now: () => new Date(calendar.now()),
    start,
    die(why, backAfter) {
      if (living) end(why, backAfter);
    },
    restart(backAfter) {
      if (!running) return;
      const { daily, life } = running;
      trace.say(name, 'is told to stop');
      void daily.stop().then(() => {
        if (running?.life === life) end('has stopped', backAfter);
      });
      stores.idle.release(life);
    },
    freeze(milliseconds) {
      trace.say(name, `stands still for ${milliseconds} ms`);
      running?.life.freeze(milliseconds);
    },
    isLiving: (life) => living === life,
    joined: (guildId) => gateway((daily) => daily.guilds.joined(guildId)),
    left: (guildId) => gateway((daily) => daily.guilds.left(guildId)),
  };

  function gateway(tell: (daily: Daily) => void): void {
    if (!running) return;
    const { life, daily } = running;
    life.deliver(() => tell(daily));
  }
}

/** Starts the real daily posts. */
function run(
  life: ProcessLife,
  calendar: Calendar,
  { around, network, stores, archive, substitutes }: BotParts,
): Running {
  const clock = processClock(around.timeline, calendar, life);
  const store = stores.storeOf(life, calendar);
  const calls = discordOver(network.restOf(life));
  const daily = startDaily({
    discord: substitutes?.discord?.(calls) ?? calls,
    ...{ store, archive, clock },
    log: logOf(around, life),
    messageOf,
  });
  return { life, daily, store, now: clock.now };
}

/** As much of a card's message as the daily post is known by: the buttons with their slots. */
async function messageOf({ rows }: Card): Promise<object> {
  const components = rows.flatMap((row) =>
    'buttons' in row
      ? [
          {
            components: row.buttons.map((button) =>
              'slot' in button ? { custom_id: `x#${button.slot}` } : {},
            ),
          },
        ]
      : [],
  );
  return { components };
}

/** The log of a process. An error in it is a mistake of ours, whatever the world does. */
function logOf({ laws, trace, discord }: Surroundings, life: ProcessLife): Log {
  const quiet = () => undefined;
  return {
    ...{ debug: quiet, info: quiet },
    warn: (fields: LogFields | string, message?: string) => {
      if (!life.isOver()) trace.say(life.name, `warns: ${message ?? fields} ${reasonOf(fields)}`);
    },
    error: (fields: LogFields | string, message?: string) => {
      if (life.isOver()) return;
      const { guild, error } = (typeof fields === 'string' ? {} : fields) as {
        guild?: string;
        error?: unknown;
      };
      // A channel that has become another kind of channel is refused with 400, which is told at this level.
      // A refused token is the world's doing as well.
      if (/Discord rejects a daily post|does not accept the token/.test(String(message))) return;
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const server = guild === undefined ? undefined : discord.guild(guild)?.name;
      laws.broken('no mistake of ours', server, `${message}: ${said}`);
    },
  };
}

function reasonOf(fields: LogFields | string): string {
  if (typeof fields === 'string') return '';
  const { reason, error } = fields as { reason?: string; error?: unknown };
  if (error instanceof StoreUnavailable) return error.message;
  return reason ?? '';
}
