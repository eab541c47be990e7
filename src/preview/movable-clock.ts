import type { Clock } from '../clock.ts';

/** A clock that can be set to any time and runs on from there. Its waits last as long as real ones. */
export interface MovableClock extends Clock {
  /** Whether it shows a time other than the real one. */
  readonly moved: boolean;
  /** Sets the clock to an instant, earlier or later. Without an instant, it shows the real time again. */
  moveTo(instant?: Date): void;
}

/** A movable clock based on a real one. It shows the real time until it is moved. */
export function movableClock(real: Clock): MovableClock {
  let offset = 0;
  return {
    now: () => new Date(real.now().getTime() + offset),
    elapsed: () => real.elapsed(),
    wait: (milliseconds, signal) => real.wait(milliseconds, signal),
    get moved() {
      return offset !== 0;
    },
    moveTo(instant) {
      offset = instant === undefined ? 0 : instant.getTime() - real.now().getTime();
    },
  };
}
