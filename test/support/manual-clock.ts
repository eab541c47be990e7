import type { Clock } from '../../src/clock.ts';

/** A clock that moves only when told to. */
export interface ManualClock extends Clock {
  /** Moves the clock on and settles every wait that has come due. */
  advance(milliseconds: number): void;
  /** Sets the clock to an instant, forwards or back, and settles every wait that has come due. */
  set(instant: Date | string): void;
  /** Sets the calendar's time by so many milliseconds, as a host does to a wrong clock: no time passes. */
  adjust(milliseconds: number): void;
}

/** A clock that stands at the given instant until it is moved. */
export function manualClock(start: Date | string): ManualClock {
  let time = new Date(start).getTime();
  let stopwatch = 0;
  const waits = new Set<{ due: number; settle: () => void }>();
  const moveTo = (next: number) => {
    stopwatch += Math.max(0, next - time);
    time = next;
    for (const wait of waits) if (wait.due <= stopwatch) wait.settle();
  };
  return {
    now: () => new Date(time),
    elapsed: () => stopwatch,
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        const wait = {
          due: stopwatch + milliseconds,
          settle: () => {
            waits.delete(wait);
            signal?.removeEventListener('abort', wait.settle);
            resolve();
          },
        };
        if (milliseconds <= 0 || signal?.aborted) return resolve();
        waits.add(wait);
        signal?.addEventListener('abort', wait.settle);
      }),
    advance: (milliseconds) => moveTo(time + milliseconds),
    set: (instant) => moveTo(new Date(instant).getTime()),
    adjust: (milliseconds) => {
      time += milliseconds;
    },
  };
}
