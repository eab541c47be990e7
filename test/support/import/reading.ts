import type { Harvest } from '../../../src/data/import/formats/oai/harvest.ts';
import type { Reading } from '../../../src/data/import/read-source.ts';
import { type TestClock, testClock } from '../test-clock.ts';

/** Waits that are asked for and not waited. */
export interface TestHarvest extends Harvest {
  readonly waits: number[];
  /** Measures how long a server takes. */
  readonly clock: TestClock;
}

/** How long a server may be silent, and how long an answer may take in all, in milliseconds of the harvest's clock. */
type Patience = Partial<Pick<TestHarvest['manners'], 'silence' | 'patience'>>;

/** A harvest that never waits before it asks again. Its patience is measured by its own clock, which stands still. */
export function testHarvest(mostPages = 100, patience: Patience = {}): TestHarvest {
  const waits: number[] = [];
  const clock = testClock('2026-08-01T12:00:00Z');
  const manners = {
    userAgent: 'docent/test',
    now: () => clock.now(),
    limit: clock.wait,
    wait: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
    silence: 60_000,
    patience: 60_000,
    longestRetry: 600_000,
    ...patience,
  };
  return { manners, mostPages, waits, clock };
}

/** Reads sources as the command line does when no option is given. */
export function usualReading(more: Partial<Reading> = {}): Reading {
  return { map: new Map(), harvest: testHarvest(), ...more };
}
