import type { Harvest } from '../../../src/data/import/oai-address.ts';
import type { Reading } from '../../../src/data/import/read-source.ts';

/** Waits that are asked for and not waited. */
export interface TestHarvest extends Harvest {
  readonly waits: number[];
}

/** A harvest that never waits, and is patient for a quarter of a second. */
export function testHarvest(mostPages = 100): TestHarvest {
  const waits: number[] = [];
  const manners = {
    userAgent: 'docent/test',
    now: () => new Date('2026-08-01T12:00:00Z'),
    wait: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
    silence: 250,
    patience: 1000,
    longestRetry: 600_000,
  };
  return { manners, mostPages, waits };
}

/** Reads sources as the command line does when no option is given. */
export function usualReading(more: Partial<Reading> = {}): Reading {
  return { map: new Map(), harvest: testHarvest(), ...more };
}
