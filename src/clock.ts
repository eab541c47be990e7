/** The time. It is passed to everything that needs it, so that tests and the preview can control it. */
export interface Clock {
  /** The calendar's time. The host may set it forwards or back at any moment, so never subtract one from another. */
  now(): Date;
  /**
   * Milliseconds on a stopwatch that nobody can set: it only goes forwards. Its zero has no meaning; the difference
   * between two readings is how long something took. Every duration is measured with it.
   */
  elapsed(): number;
  /** Settles after so many milliseconds of this clock; at once, without rejecting, when the signal aborts. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. Its waits keep no process alive. */
export const systemClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      // Not timers/promises: its AbortError costs more than most answers do.
      const settle = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', settle);
        resolve();
      };
      const timer = setTimeout(settle, milliseconds).unref();
      signal?.addEventListener('abort', settle);
    }),
};
