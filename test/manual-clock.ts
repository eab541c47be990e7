import type { Clock } from '../src/clock.ts';

/** A clock that moves only when told to. */
export interface ManualClock extends Clock {
  /** Moves the clock on and settles every wait that has come due. */
  advance(milliseconds: number): void;
  /** Sets the clock to an instant, forwards or back, and settles every wait that has come due. */
  set(instant: Date | string): void;
}

/** A clock that stands at the given instant until it is moved. */
export function manualClock(start: Date | string): ManualClock {
  let time = new Date(start).getTime();
  const waits = new Set<{ due: number; settle: () => void }>();
  const moveTo = (next: number) => {
    time = next;
    for (const wait of waits) if (wait.due <= time) wait.settle();
  };
  return {
    now: () => new Date(time),
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        const wait = {
          due: time + milliseconds,
          settle: () => {
            waits.delete(wait);
            resolve();
          },
        };
        if (milliseconds <= 0 || signal?.aborted) return resolve();
        waits.add(wait);
        signal?.addEventListener('abort', wait.settle, { once: true });
      }),
    advance: (milliseconds) => moveTo(time + milliseconds),
    set: (instant) => moveTo(new Date(instant).getTime()),
  };
}
