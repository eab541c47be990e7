import type { Clock } from '../src/clock.ts';

/** A clock that goes on by itself, and can be moved on at once. */
export interface MovedClock extends Clock {
  /** Moves the clock on by so many milliseconds and settles every wait that has come due. */
  jump(milliseconds: number): void;
  /** Moves the clock on to an instant. */
  set(instant: string): void;
}

/** A clock that shows the given instant now. */
export function movedClock(start: Date | string): MovedClock {
  let ahead = new Date(start).getTime() - Date.now();
  const waits = new Set<{ due: number; settle: () => void }>();
  const now = () => Date.now() + ahead;
  const jump = (milliseconds: number) => {
    ahead += milliseconds;
    for (const wait of waits) if (wait.due <= now()) wait.settle();
  };
  return {
    now: () => new Date(now()),
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (milliseconds <= 0 || signal?.aborted) return resolve();
        const wait = {
          due: now() + milliseconds,
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
  };
}
