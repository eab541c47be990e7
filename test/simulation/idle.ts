import type { OpenPost, Subscription } from '../../src/store/daily.ts';
import type { WorldDatabase } from './database.ts';
import type { Calendar } from './process-clock.ts';
import type { ProcessLife } from './process-life.ts';
import type { Planned, Timeline } from './timeline.ts';

/** How often, in milliseconds, a process asks what is due, and which posts are open. */
const DUE_EVERY = 1000;
const OPEN_EVERY = 60_000;

/** How often, in milliseconds, a process corrects what is due; it asks for the open posts before that. */
const CORRECTS_EVERY = 3_600_000;

/** A calendar that stands still is looked at so often, in milliseconds: the bot must not take it for one that was set. */
const WHILE_STILL = 25_000;

/**
 * Questions that are answered later, because until then nobody could do anything with the answer.
 *
 * A process with nothing to do asks once a second what is due and once a minute what is open. While the answer is
 * "nothing", it is held back until something may change it, on the same beat: what a store does which is slow to say
 * so. It saves 90,000 questions a day. A write, a start and a change of a clock are such changes.
 */
export interface Idle {
  due(life: ProcessLife, calendar: Calendar, ask: () => Promise<Subscription[]>): Promise<Subscription[]>;
  open(life: ProcessLife, calendar: Calendar, ask: () => Promise<OpenPost[]>): Promise<OpenPost[]>;
  /** A process corrects what is due now. */
  corrects(life: ProcessLife): void;
  /** The store holds something else from now on. */
  written(): void;
  /** A calendar was set, or stands still. */
  clockChanged(calendar: Calendar): void;
  /** Answers everything that a process that is told to stop has asked. */
  release(life: ProcessLife): void;
}

interface Held {
  readonly life: ProcessLife;
  readonly calendar: Calendar;
  readonly askedAt: number;
  /** Answers "nothing". */
  readonly nothing: () => void;
  /** Plans when to look again. */
  readonly plan: (held: Held) => void;
  planned: Planned | undefined;
}

/** No question is held yet. */
export function createIdle(timeline: Timeline, database: WorldDatabase): Idle {
  const held = new Set<Held>();
  const corrected = new WeakMap<ProcessLife, number>();
  let wake: { readonly at: number | undefined } | undefined;
  let open: boolean | undefined;

  const nextWake = () => {
    wake ??= { at: database.nextWake() };
    return wake.at;
  };
  const isAnyOpen = () => {
    open ??= database.isAnyOpen();
    return open;
  };
  /** The first beat of a question that is not before an instant. */
  const beatFrom = ({ askedAt }: Held, every: number, instant: number) =>
    askedAt + Math.ceil((Math.max(instant, timeline.now()) - askedAt) / every) * every;

  function settle(each: Held, answer: () => void): void {
    held.delete(each);
    each.planned?.cancel();
    each.life.deliver(answer);
  }

  function planDue(each: Held): void {
    const instant = nextWake();
    const shown = instant === undefined ? undefined : each.calendar.shows(instant);
    const looked = each.calendar.isStill() ? timeline.now() + WHILE_STILL : undefined;
    const next = Math.min(shown ?? Number.POSITIVE_INFINITY, looked ?? Number.POSITIVE_INFINITY);
    if (next === Number.POSITIVE_INFINITY) return;
    // The process asks again a second after this answer.
    const at = beatFrom(each, DUE_EVERY, next) - DUE_EVERY;
    each.planned = timeline.at(at, () => settle(each, each.nothing));
  }

  function planOpen(each: Held, ask: () => void, isForced: boolean): void {
    const correctsAt = (corrected.get(each.life) ?? 0) + CORRECTS_EVERY;
    const beat = beatFrom(each, OPEN_EVERY, isForced || isAnyOpen() ? 0 : correctsAt);
    each.planned = timeline.at(beat, () => {
      if (isForced || isAnyOpen() || timeline.now() >= correctsAt) settle(each, ask);
      else planOpen(each, ask, false);
    });
  }

  function hold(each: Held): void {
    held.add(each);
    each.plan(each);
  }

  function again(each: Held): void {
    if (each.life.isOver()) held.delete(each);
    else {
      each.planned?.cancel();
      each.plan(each);
    }
  }

  return {
    due(life, calendar, ask) {
      const at = nextWake();
      if (at !== undefined && at <= calendar.now()) return ask();
      return new Promise((resolve) => {
        const nothing = () => resolve([]);
        hold({ life, calendar, askedAt: timeline.now(), nothing, plan: planDue, planned: undefined });
      });
    },
    open(life, calendar, ask) {
      if (isAnyOpen() || !corrected.has(life)) return ask();
      return new Promise((resolve, reject) => {
        const answer = () => void ask().then(resolve, reject);
        hold({
          ...{ life, calendar, askedAt: timeline.now(), nothing: () => resolve([]), planned: undefined },
          plan: (each) => planOpen(each, answer, false),
        });
      });
    },
    corrects(life) {
      corrected.set(life, timeline.now());
    },
    written() {
      wake = undefined;
      open = undefined;
      for (const each of held) again(each);
    },
    clockChanged(calendar) {
      for (const each of held) {
        if (each.calendar !== calendar) continue;
        // The process sees on its next beat that its calendar was set.
        each.planned?.cancel();
        each.planned = timeline.after(DUE_EVERY, () => settle(each, each.nothing));
      }
    },
    release(life) {
      for (const each of held) if (each.life === life) settle(each, each.nothing);
    },
  };
}
