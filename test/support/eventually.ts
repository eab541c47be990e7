import type { TestClock } from './test-clock.ts';

/** Where time passes: a clock, and how to wait until nothing is in flight. */
export interface Passage {
  readonly clock: TestClock;
  /** Settles when nothing is in flight. */
  quiet(): Promise<void>;
}

/** How much time of the clock may pass, in milliseconds, before something that is expected counts as missing. */
const HOUR = 3_600_000;

/**
 * Lets time pass until an expectation holds. The clock moves only when nothing is in flight, and then to the next
 * timer, so that every timer finds the world as it would be if all work took no time.
 *
 * @throws what `expectation` throws, when it does not hold within an hour of the clock, or nothing is left to happen
 */
export async function eventually(
  { clock, quiet }: Passage,
  expectation: () => unknown,
  within = HOUR,
): Promise<void> {
  const end = clock.elapsed() + within;
  for (;;) {
    await quiet();
    try {
      await expectation();
      return;
    } catch (error) {
      const next = clock.nextTimer();
      if (next === undefined || clock.elapsed() + next > end) throw error;
      clock.advance(next);
    }
  }
}

/** Lets so many milliseconds pass, from timer to timer, each with all that follows from it. */
export async function pass({ clock, quiet }: Passage, milliseconds: number): Promise<void> {
  const end = clock.elapsed() + milliseconds;
  await quiet();
  for (let next = clock.nextTimer(); next !== undefined; next = clock.nextTimer()) {
    if (clock.elapsed() + next > end) break;
    clock.advance(next);
    await quiet();
  }
  clock.advance(end - clock.elapsed());
}

/** What a promise gives, with the time passing that it takes. */
export async function awaited<T>(passage: Passage, promise: Promise<T>): Promise<T> {
  let isOver = false;
  const over = promise.finally(() => {
    isOver = true;
  });
  // Whoever awaits `over` below is told of its failure.
  over.catch(() => undefined);
  await eventually(passage, () => {
    if (!isOver) throw new Error('a promise is still open, and nothing is left to happen');
  });
  return over;
}
