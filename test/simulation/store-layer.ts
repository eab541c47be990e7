import type { DailyPost, DailySettings, DailyStore } from '../../src/store/daily.ts';
import { StoreUnavailable } from '../../src/store/store-error.ts';
import type { WorldDatabase } from './database.ts';
import type { Calendar } from './process-clock.ts';
import type { ProcessLife } from './process-life.ts';
import type { Surroundings } from './surroundings.ts';
import type { Planned } from './timeline.ts';

/** How often, in milliseconds, the scheduler asks what is due. */
const TICK = 1000;

/** Questions that change nothing, which a full disk still answers. */
const READS = ['find', 'posts', 'quietRecords', 'due', 'guilds'];

/** The store as the processes reach it. */
export interface StoreLayer {
  /** The store of one life of a process. */
  storeOf(life: ProcessLife, calendar: Calendar): DailyStore;
  /** Something has changed that decides what is due and when: the idle look again. */
  wakeIdle(): void;
  /** Answers the idle question of a process that is told to stop. */
  release(life: ProcessLife): void;
}

/** A question for what is due that is answered later, because until then the answer is "nothing". */
interface Idle {
  readonly life: ProcessLife;
  readonly calendar: Calendar;
  readonly askedAt: number;
  readonly answer: () => void;
  planned: Planned | undefined;
}

/**
 * The real store behind delays and faults. Every question is asked whole: it happens at one instant, or not at all,
 * as a transaction does.
 *
 * A process with nothing to do asks once a second what is due. While the answer is "nothing" it is held back until
 * the second before it changes, on the same beat: that is what a store does which is slow to say so, and it saves
 * 86,400 questions a day. A write, a change of the clock or of the weather makes the idle look again.
 */
export function createStoreLayer(around: Surroundings, database: WorldDatabase): StoreLayer {
  const { timeline } = around;
  const idle = new Set<Idle>();
  let known: { readonly wake: number | undefined } | undefined;

  /** Read again only after a write. */
  function nextWake(): number | undefined {
    known ??= { wake: database.nextWake() };
    return known.wake;
  }

  function planAnswer(each: Idle, wake: number | undefined): void {
    each.planned?.cancel();
    each.planned = undefined;
    const instant = wake === undefined ? undefined : each.calendar.shows(wake);
    if (instant === undefined) return;
    const beats = Math.ceil((Math.max(instant, timeline.now()) - each.askedAt) / TICK);
    each.planned = timeline.at(each.askedAt + (beats - 1) * TICK, () => {
      idle.delete(each);
      each.life.deliver(each.answer);
    });
  }

  function wakeIdle(): void {
    if (idle.size === 0) return;
    const wake = nextWake();
    for (const each of idle) {
      if (each.life.isOver()) idle.delete(each);
      else planAnswer(each, wake);
    }
  }

  function due(life: ProcessLife, calendar: Calendar, ask: () => Promise<DailySettings[]>) {
    const wake = nextWake();
    const isAway = around.weather.storeAway.has(life.name);
    if (isAway || (wake !== undefined && wake <= calendar.now())) return ask();
    return new Promise<DailySettings[]>((resolve) => {
      const each: Idle = {
        ...{ life, calendar, askedAt: timeline.now(), planned: undefined },
        answer: () => resolve([]),
      };
      idle.add(each);
      planAnswer(each, wake);
    });
  }

  const written = () => {
    known = undefined;
    wakeIdle();
  };

  return {
    wakeIdle,
    release(life) {
      for (const each of idle) {
        if (each.life !== life) continue;
        each.planned?.cancel();
        idle.delete(each);
        life.deliver(each.answer);
      }
    },
    storeOf(life, calendar) {
      const layered = Object.fromEntries(
        Object.entries(database.daily).map(([name, ask]) => [
          name,
          (...asked: unknown[]) => {
            const run = () => (ask as (...given: unknown[]) => Promise<unknown>)(...asked);
            const whole = () => question(around, { life, calendar, name, asked, run, written });
            return name === 'due' ? due(life, calendar, whole as () => Promise<DailySettings[]>) : whole();
          },
        ]),
      );
      return layered as unknown as DailyStore;
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
