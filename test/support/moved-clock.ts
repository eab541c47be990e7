// The former name of `testClock`, until every test uses the new one.
import { type TestClock, testClock } from './test-clock.ts';

export interface MovedClock extends TestClock {
  jump(milliseconds: number): void;
}

export function movedClock(start: Date | string): MovedClock {
  const clock = testClock(start);
  return { ...clock, jump: clock.advance };
}
