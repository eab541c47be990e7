import type { Clock } from '../clock.ts';

/** Turns, handed out at a steady pace. */
export interface Pace {
  /** Settles when it is this caller's turn; callers come in the order in which they asked. */
  turn(): Promise<void>;
  /** Nobody's turn comes before so many milliseconds have passed. */
  pause(milliseconds: number): void;
}

/** How far, in turns, the pace may be behind and catch up: timers are late by a little, not by more. */
const CATCH_UP = 4;

/** A pace of at most so many turns a second. */
export function createPace(clock: Clock, perSecond: number): Pace {
  const apart = 1000 / perSecond;
  let next = 0;
  let queue = Promise.resolve();
  const wait = async () => {
    for (;;) {
      const now = clock.now().getTime();
      next = Math.max(next, now - CATCH_UP * apart);
      if (next <= now) break;
      await clock.wait(next - now);
    }
    next += apart;
  };
  return {
    turn() {
      queue = queue.then(wait);
      return queue;
    },
    pause(milliseconds) {
      next = Math.max(next, clock.now().getTime() + milliseconds);
    },
  };
}
