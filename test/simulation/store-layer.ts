import type { DailyPost, DailyStore } from '../../src/store/daily.ts';
import { StoreUnavailable } from '../../src/store/store-error.ts';
import type { WorldDatabase } from './database.ts';
import { createIdle, type Idle } from './idle.ts';
import type { Calendar } from './process-clock.ts';
import type { ProcessLife } from './process-life.ts';
import type { Surroundings } from './surroundings.ts';

/** Questions that change nothing, which a full disk still answers. */
const READS = ['find', 'entry', 'posts', 'quietRecords', 'due', 'guilds', 'open', 'dueAfter', 'missedSince'];

/** The store as the processes reach it. */
export interface StoreLayer {
  /** The store of one life of a process. */
  storeOf(life: ProcessLife, calendar: Calendar): DailyStore;
  readonly idle: Idle;
}

/**
 * The real store behind delays and faults. Every question is asked whole: it happens at one instant, or not at all,
 * as a transaction does.
 */
export function createStoreLayer(around: Surroundings, database: WorldDatabase): StoreLayer {
  const idle = createIdle(around.timeline, database);
  return {
    idle,
    storeOf(life, calendar) {
      const asked = (name: string, run: () => Promise<unknown>, given: readonly unknown[]) =>
        question(around, { life, calendar, name, asked: given, run, written: idle.written });
      const layered = Object.fromEntries(
        Object.entries(database.daily).map(([name, ask]) => [
          name,
          (...given: unknown[]) =>
            asked(name, () => (ask as (...of: unknown[]) => Promise<unknown>)(...given), given),
        ]),
      ) as unknown as DailyStore;
      const isAway = () => around.weather.storeAway.has(life.name);
      const { daily } = database;
      return {
        ...layered,
        due: (now, most) =>
          isAway() ? layered.due(now, most) : idle.due(life, calendar, () => layered.due(now, most)),
        open: () => (isAway() ? layered.open() : idle.open(life, calendar, layered.open)),
        // That there is nothing to correct is found out without the detour over rows and objects.
        missedSince(date) {
          idle.corrects(life);
          const run = async () => (database.isAnyMissedSince(date) ? daily.missedSince(date) : []);
          return asked('missedSince', run, []) as ReturnType<DailyStore['missedSince']>;
        },
        dueAfter: (instant) => {
          const run = async () => (database.isAnyDueAfter(instant) ? daily.dueAfter(instant) : []);
          return asked('dueAfter', run, []) as ReturnType<DailyStore['dueAfter']>;
        },
      };
    },
  };
}

interface Question {
  readonly life: ProcessLife;
  readonly calendar: Calendar;
  readonly name: string;
  readonly asked: readonly unknown[];
  readonly run: () => Promise<unknown>;
  readonly written: () => void;
}

/** One question to the store: on its way, asked, answered. */
function question(around: Surroundings, { life, calendar, name, asked, run, written }: Question) {
  const { timeline, weather, blame, discord, laws } = around;
  const guildId = guildOf(asked[0]);
  const server = guildId === undefined ? undefined : discord.guild(guildId)?.name;
  const chance = around.chanceOf(guildId);
  const isWrite = !READS.includes(name);
  return new Promise<unknown>((resolve, reject) => {
    if (!around.survives(life, chance, `before ${name}`, guildId)) return;
    const deliver = (settle: () => void, after: number) => {
      if (!around.survives(life, chance, `after ${name}`, guildId)) return;
      if (after === 0) life.deliver(settle);
      else timeline.after(after, () => life.deliver(settle));
    };
    const ask = async () => {
      if (weather.storeAway.has(life.name) || (isWrite && weather.isStoreFull)) {
        const said = weather.storeAway.has(life.name) ? 'away' : 'full';
        return deliver(() => reject(new StoreUnavailable(`the store is ${said}`)), chance.between(1, 500));
      }
      try {
        const given = await run();
        if (isWrite) {
          laws.written(name, asked, given, calendar.wrongBy());
          written();
        }
        if (around.strikes('store-answer-lost', chance)) {
          blame.note(server);
          return deliver(() => reject(new StoreUnavailable('the answer was lost')), chance.between(1, 3000));
        }
        deliver(() => resolve(given), chance.happens(0.7) ? 0 : chance.between(1, 20));
      } catch (error) {
        deliver(() => reject(error), 0);
      }
    };
    timeline.after(delayOf(around, guildId), () => {
      // What a process asked for before it died may be done or not.
      if (!life.isOver() || chance.happens(0.5)) void ask();
    });
  });
}

function delayOf(around: Surroundings, guildId: string | undefined): number {
  const chance = around.chanceOf(guildId);
  if (around.weather.isStoreSlow) return chance.between(100, 4000);
  return around.strikes('store-slow', chance) ? chance.between(50, 3000) : chance.between(1, 8);
}

function guildOf(first: unknown): string | undefined {
  if (typeof first === 'string') return first;
  return (first as Partial<DailyPost> | undefined)?.guildId;
}
