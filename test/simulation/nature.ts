import type { Bot } from './bots.ts';
import type { Chance } from './chance.ts';
import type { Fault } from './faults.ts';
import type { Server } from './server.ts';
import type { StoreLayer } from './store-layer.ts';
import type { Surroundings } from './surroundings.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What happens to whole machines and services. */
export interface NatureParts {
  readonly around: Surroundings;
  readonly stores: StoreLayer;
  readonly bots: readonly Bot[];
  readonly servers: readonly Server[];
  /** When the world becomes calm. */
  readonly until: number;
}

/** Something begins; what it gives ends it. */
type Episode = (parts: NatureParts, chance: Chance) => () => void;

/** Episodes of the surroundings, by kind. */
const EPISODES: Readonly<Partial<Record<Fault, Episode>>> = {
  outage: ({ around: { weather } }) => {
    weather.isDiscordOut = true;
    return () => {
      weather.isDiscordOut = false;
    };
  },
  'token-refused': ({ around: { weather } }) => {
    weather.isTokenRefused = true;
    return () => {
      weather.isTokenRefused = false;
    };
  },
  nonce: ({ around: { weather } }, chance) => {
    weather.nonceKept = chance.pick([0, 20 * SECOND, 2 * MINUTE]);
    return () => undefined;
  },
  'store-away': ({ around: { weather }, bots }, chance) => {
    const names = bots.map(({ name }) => name).filter(() => chance.happens(0.7));
    for (const name of names) weather.storeAway.add(name);
    return () => {
      for (const name of names) weather.storeAway.delete(name);
    };
  },
  'store-full': ({ around: { weather } }) => {
    weather.isStoreFull = true;
    return () => {
      weather.isStoreFull = false;
    };
  },
  'store-slow': ({ around: { weather } }) => {
    weather.isStoreSlow = true;
    return () => {
      weather.isStoreSlow = false;
    };
  },
};

/** What happens to one process at an instant of its own. */
const ACCIDENTS: Readonly<Partial<Record<Fault, (bot: Bot, chance: Chance) => void>>> = {
  death: (bot, chance) => bot.die('is killed', backAfter(chance)),
  restart: (bot, chance) => bot.restart(backAfter(chance)),
  freeze: (bot, chance) => bot.freeze(chance.pick([5 * SECOND, 50 * SECOND, 3 * MINUTE, HOUR])),
};

/** How a calendar goes wrong. */
const WRONG: Readonly<Partial<Record<Fault, (bot: Bot, chance: Chance) => void>>> = {
  skew: ({ calendar }, chance) =>
    calendar.setWrongBy((chance.happens(0.5) ? 1 : -1) * chance.between(1, 10 * MINUTE)),
  jump: ({ calendar }, chance) =>
    calendar.setWrongBy(
      (chance.happens(0.5) ? 1 : -1) * chance.pick([70 * SECOND, 5 * MINUTE, 3 * HOUR, 25 * HOUR, 40 * DAY]),
    ),
  still: ({ calendar }) => calendar.standStill(),
};

/** How long a process is away that has died: mostly as long as it takes to start it, now and then for a day. */
export function backAfter(chance: Chance): number {
  return chance.pick([
    ...([3 * SECOND, 3 * SECOND, 3 * SECOND, 20 * SECOND, 20 * SECOND, 90 * SECOND, 5 * MINUTE] as const),
    ...([20 * MINUTE, chance.between(1, 40) * HOUR] as const),
  ] as [number, ...number[]]);
}

/** Lets things go wrong until the world becomes calm. */
export function startNature(parts: NatureParts, chance: Chance): void {
  for (const [fault, episode] of entries(EPISODES)) {
    repeat(parts, fault, chance.fork(fault), (own) => beginEpisode(parts, fault, episode, own));
  }
  for (const bot of parts.bots) {
    const own = chance.fork(bot.name);
    for (const [fault, accident] of entries(ACCIDENTS)) {
      repeat(parts, fault, own.fork(fault), (drawn) => {
        parts.around.blame.note();
        accident(bot, drawn);
      });
    }
    for (const [fault, wrong] of entries(WRONG)) {
      repeat(parts, fault, own.fork(fault), (drawn) => beginWrong(parts, bot, fault, wrong, drawn));
    }
  }
}

function beginEpisode(
  { around, ...others }: NatureParts,
  fault: Fault,
  episode: Episode,
  chance: Chance,
): void {
  const over = around.blame.begin();
  const lasts = lengthOf(chance);
  around.trace.say('world', `${fault} for ${Math.round(lasts / SECOND)} s`);
  const end = episode({ around, ...others }, chance);
  around.timeline.at(Math.min(around.timeline.now() + lasts, others.until), () => {
    end();
    over();
    around.trace.say('world', `${fault} is over`);
  });
}

function beginWrong(
  { around, stores, until }: NatureParts,
  bot: Bot,
  fault: Fault,
  wrong: (bot: Bot, chance: Chance) => void,
  chance: Chance,
): void {
  const over = around.blame.begin();
  wrong(bot, chance);
  const lasts = lengthOf(chance);
  const by = Math.round(bot.calendar.wrongBy() / SECOND);
  around.trace.say(bot.name, `its clock: ${fault}, wrong by ${by} s for ${Math.round(lasts / SECOND)} s`);
  stores.idle.clockChanged(bot.calendar);
  around.timeline.at(Math.min(around.timeline.now() + lasts, until), () => {
    bot.calendar.setWrongBy(0);
    over();
    around.trace.say(bot.name, 'its clock is right again');
    stores.idle.clockChanged(bot.calendar);
  });
}

/** Repeats something that happens every day or so, mostly when some server's post is due. */
function repeat(
  { around, servers, until }: NatureParts,
  fault: Fault,
  chance: Chance,
  happen: (chance: Chance) => void,
): void {
  const { timeline, climate, tally } = around;
  if (!climate.faults.has(fault)) return;
  const next = (): void => {
    const after = timeline.now() + chance.between(0, 3 * DAY);
    const server = servers[chance.between(0, servers.length - 1)];
    const due = server && chance.happens(0.7) ? dueOn(server, after) : undefined;
    const instant = Math.max((due ?? after) + chance.between(-2000, 8000), timeline.now() + SECOND);
    if (instant >= until) return;
    timeline.at(instant, () => {
      tally[fault] += 1;
      happen(chance);
      next();
    });
  };
  next();
}

/** Roughly the instant of a day at which a server's last post was made, a day on. */
function dueOn({ posts }: Server, after: number): number | undefined {
  const [latest] = [...posts.values()].slice(-1);
  const id = latest?.[0]?.message.id;
  if (id === undefined) return undefined;
  const ofDay = (Number(id >> 22n) + 1_420_070_400_000) % DAY;
  return after - (after % DAY) + ofDay;
}

/** From a second to some hours, short ones more often. */
function lengthOf(chance: Chance): number {
  return Math.round(SECOND * 20_000 ** chance.next() * (1 + chance.next()));
}

function entries<V>(of: Readonly<Partial<Record<Fault, V>>>): [Fault, V][] {
  return Object.entries(of) as [Fault, V][];
}
