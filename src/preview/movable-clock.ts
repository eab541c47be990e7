import type { Clock } from '../clock.ts';

/** A clock that goes on as the real one does, from wherever it is set. Its waits last as long as real ones. */
export interface MovableClock extends Clock {
  /** Whether it shows another time than the real one. */
  readonly moved: boolean;
  /** Sets the clock to an instant, back or forth; without one, to the real time. */
  moveTo(instant?: Date): void;
}

/** A movable clock on a real one, showing the real time until it is moved. */
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
