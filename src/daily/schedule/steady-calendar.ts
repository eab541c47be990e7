import type { Clock } from '../../clock.ts';

/** The calendar was set when it and the stopwatch have drifted apart by so many milliseconds. */
const SET_BY = 60_000;

/** How long, in milliseconds, the calendar is not trusted after it was set. */
const DISTRUST = 5000;

/** Whether the calendar can be trusted. */
export interface SteadyCalendar {
  /** False for some seconds after the calendar was set, because it may be set right again at once. */
  isSteady(): boolean;
  /** How often the calendar was set, as far as it was noticed. */
  changes(): number;
}

/**
 * Notices when the calendar is set, by comparing it with the stopwatch each time that it is asked. A host's clock that is
 * wrong for a few seconds then decides nothing.
 */
export function createSteadyCalendar(clock: Clock): SteadyCalendar {
  const ahead = () => clock.now().getTime() - clock.elapsed();
  let was = ahead();
  let changes = 0;
  let trustedFrom = Number.NEGATIVE_INFINITY;
  return {
    isSteady() {
      const is = ahead();
      if (Math.abs(is - was) >= SET_BY) {
        changes += 1;
        trustedFrom = clock.elapsed() + DISTRUST;
      }
      was = is;
      return clock.elapsed() >= trustedFrom;
    },
    changes: () => changes,
  };
}
