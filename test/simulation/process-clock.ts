import type { Clock } from '../../src/clock.ts';
import type { ProcessLife } from './process-life.ts';
import type { Timeline } from './timeline.ts';

/** The calendar of a machine, which may be wrong. */
export interface Calendar {
  /** What the calendar shows, in milliseconds since 1970. */
  now(): number;
  /** The true instant at which it will show a later one; undefined while it stands still. */
  shows(instant: number): number | undefined;
  /** How far it is from the true time, in milliseconds. */
  wrongBy(): number;
  setWrongBy(milliseconds: number): void;
  /** It shows the same instant until it is set again. */
  standStill(): void;
  isStill(): boolean;
}

/** A calendar that is right. */
export function createCalendar(timeline: Timeline): Calendar {
  let offset = 0;
  let stands: number | undefined;
  const now = () => stands ?? timeline.now() + offset;
  return {
    now,
    shows: (instant) => {
      if (instant <= now()) return timeline.now();
      return stands === undefined ? instant - offset : undefined;
    },
    wrongBy: () => now() - timeline.now(),
    setWrongBy(milliseconds) {
      stands = undefined;
      offset = milliseconds;
    },
    standStill() {
      stands = now();
    },
    isStill: () => stands !== undefined,
  };
}

/** The clock of one life of a process: its machine's calendar, and a stopwatch that began when it did. */
export function processClock(timeline: Timeline, calendar: Calendar, life: ProcessLife): Clock {
  const start = timeline.now();
  return {
    now: () => new Date(calendar.now()),
    elapsed: () => timeline.now() - start,
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const settle = () => {
          waiting.cancel();
          signal?.removeEventListener('abort', settle);
          life.deliver(resolve);
        };
        // A timer counts whole milliseconds.
        const waiting = timeline.after(Math.ceil(Math.max(milliseconds, 0)), settle);
        signal?.addEventListener('abort', settle);
      }),
  };
}
