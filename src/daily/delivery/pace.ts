import type { Clock } from '../../clock.ts';

/** Turns to make a call, given at a steady pace. */
export interface Pace {
  /** Settles when it is this caller's turn. Callers get their turns in the order in which they asked. */
  turn(): Promise<void>;
  /** Gives no turn until so many milliseconds have passed. */
  pause(milliseconds: number): void;
  /** Gives no turn until a promise, which must not reject, has settled. */
  holdUntil(released: Promise<unknown>): void;
}

/** How many turns the pace may fall behind and still catch up, because timers are late now and then. */
const CATCH_UP = 4;

/**
 * A pace of so many turns a second, evenly spaced. A pace that falls behind catches up, but no second has more than one
 * turn above the pace. It runs on the stopwatch, so that nothing waits when the host sets the calendar back.
 */
export function createPace(clock: Clock, perSecond: number): Pace {
  const apart = 1000 / perSecond;
  const most = perSecond + 1;
  const lately: number[] = [];
  let next = Number.NEGATIVE_INFINITY;
  let queue = Promise.resolve();
  let held: Promise<unknown> | undefined;
  const wait = async () => {
    for (;;) {
      while (held) await held;
      const now = clock.elapsed();
      next = Math.max(next, now - CATCH_UP * apart);
      const free = lately.length < most ? now : (lately[0] ?? now) + 1000;
      const at = Math.max(next, free);
      if (at <= now) break;
      await clock.wait(at - now);
    }
    lately.push(clock.elapsed());
    if (lately.length > most) lately.shift();
    next += apart;
  };
  return {
    turn() {
      queue = queue.then(wait);
      return queue;
    },
    pause(milliseconds) {
      next = Math.max(next, clock.elapsed() + milliseconds);
    },
    holdUntil(released) {
      held = released;
      void released.then(() => {
        if (held === released) held = undefined;
      });
    },
  };
}
