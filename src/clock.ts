import { setTimeout as sleep } from 'node:timers/promises';

/** The time, passed to whatever needs it, so that tests and the preview can own it. */
export interface Clock {
  now(): Date;
  /** Settles after so many milliseconds of this clock; at once, without rejecting, when the signal aborts. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. Its waits keep no process alive. */
export const systemClock: Clock = {
  now: () => new Date(),
  wait: (milliseconds, signal) =>
    sleep(milliseconds, undefined, { ref: false, ...(signal && { signal }) }).catch(() => undefined),
};
