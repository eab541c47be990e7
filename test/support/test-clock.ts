import type { Clock } from '../../src/clock.ts';

/** A clock that moves only when a test moves it. */
export interface TestClock extends Clock {
  /** Lets so many milliseconds pass, and settles the waits that end within them, in the order in which they end. */
  advance(milliseconds: number): void;
  /** Lets the time pass until an instant, as `advance` does. An earlier instant sets the calendar back. */
  set(instant: Date | string): void;
  /** Sets the calendar by so many milliseconds, as a host does to a wrong clock. No time passes. */
  adjust(milliseconds: number): void;
  /** Milliseconds until the first of the waits ends. Undefined when nobody waits. */
  nextTimer(): number | undefined;
}

/** A clock that stands at an instant until it is moved. */
export function testClock(start: Date | string): TestClock {
  // The calendar is the stopwatch plus an offset, so that a wait sees both at the moment when it ends.
  let elapsed = 0;
  let offset = new Date(start).getTime();
  const waits = new Set<{ readonly end: number; settle(): void }>();

  /** The wait that ends first; of several that end together, the one that began first. */
  const first = () => {
    let found: { readonly end: number; settle(): void } | undefined;
    for (const wait of waits) if (!found || wait.end < found.end) found = wait;
    return found;
  };

  const advance = (milliseconds: number) => {
    const until = elapsed + milliseconds;
    for (let next = first(); next && next.end <= until; next = first()) {
      elapsed = Math.max(elapsed, next.end);
      next.settle();
    }
    elapsed = until;
  };

  return {
    now: () => new Date(offset + elapsed),
    elapsed: () => elapsed,
    wait: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (milliseconds <= 0 || signal?.aborted) return resolve();
        const wait = {
          end: elapsed + milliseconds,
          settle() {
            waits.delete(wait);
            signal?.removeEventListener('abort', wait.settle);
            resolve();
          },
        };
        waits.add(wait);
        signal?.addEventListener('abort', wait.settle);
      }),
    advance,
    set(instant) {
      const ahead = new Date(instant).getTime() - (offset + elapsed);
      if (ahead > 0) advance(ahead);
      else offset += ahead;
    },
    adjust(milliseconds) {
      offset += milliseconds;
    },
    nextTimer() {
      const next = first();
      return next && Math.max(0, next.end - elapsed);
    },
  };
}
