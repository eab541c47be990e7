import type { Clock } from '../src/clock.ts';

/** A clock that goes on by itself, and can be moved on at once. */
export interface MovedClock extends Clock {
  /** Moves the clock on by so many milliseconds and settles every wait that has come due. */
  jump(milliseconds: number): void;
  /** Moves the clock on to an instant. */
  set(instant: string): void;
  /** Sets the calendar's time by so many milliseconds, as a host does to a wrong clock: no time passes. */
  adjust(milliseconds: number): void;
}

/** A clock that shows the given instant now. */
export function movedClock(start: Date | string): MovedClock {
  let ahead = new Date(start).getTime() - Date.now();
  const waits = new Set<{ due: number; settle: () => void }>();
  let passed = 0;
  const now = () => Date.now() + ahead;
  const elapsed = () => performance.now() + passed;
  const jump = (milliseconds: number) => {
    ahead += milliseconds;
    passed += Math.max(0, milliseconds);
    for (const wait of waits) if (wait.due <= elapsed()) wait.settle();
  };
  return {
    now: () => new Date(now()),
    elapsed,
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (milliseconds <= 0 || signal?.aborted) return resolve();
        const wait = {
          due: elapsed() + milliseconds,
          settle: () => {
            waits.delete(wait);
            clearTimeout(timer);
            signal?.removeEventListener('abort', wait.settle);
            resolve();
          },
        };
        // A timer of more than 24 days would fire at once.
        const timer = setTimeout(wait.settle, Math.min(milliseconds, 2 ** 31 - 1)).unref();
        waits.add(wait);
        signal?.addEventListener('abort', wait.settle);
      }),
    jump,
    set: (instant) => jump(new Date(instant).getTime() - now()),
    adjust: (milliseconds) => {
      ahead += milliseconds;
    },
  };
}
