import type { Harvest } from '../../../src/data/import/oai-address.ts';
import type { Reading } from '../../../src/data/import/read-source.ts';

/** Waits that are asked for and not waited. */
export interface TestHarvest extends Harvest {
  readonly waits: number[];
}

/** How long a server may be silent, and how long an answer may take in all, in milliseconds. */
type Patience = Partial<Pick<TestHarvest['manners'], 'silence' | 'patience'>>;

/** A harvest that never waits, and is as patient as a busy machine needs unless it is told not to be. */
export function testHarvest(mostPages = 100, patience: Patience = {}): TestHarvest {
  const waits: number[] = [];
  const manners = {
    userAgent: 'docent/test',
    now: () => new Date('2026-08-01T12:00:00Z'),
    wait: async (milliseconds: number) => {
      waits.push(milliseconds);
    },
    silence: 60_000,
    patience: 60_000,
    longestRetry: 600_000,
    ...patience,
  };
  return { manners, mostPages, waits };
}

/** Reads sources as the command line does when no option is given. */
export function usualReading(more: Partial<Reading> = {}): Reading {
  return { map: new Map(), harvest: testHarvest(), ...more };
}
