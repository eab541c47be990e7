/** What can happen to a daily post. */
const OUTCOMES = [
  'posted',
  'skipped',
  'refused',
  'uncertain',
  'limited',
  'unreachable',
  'unauthorized',
  'settled-found',
  'settled-absent',
  'store-unavailable',
] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** How often each outcome happened since the start. */
export interface Counts {
  add(outcome: Outcome): void;
  all(): Readonly<Record<Outcome, number>>;
}

/** Counts that start at 0. */
export function createCounts(): Counts {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  return {
    add(outcome) {
      counts[outcome] += 1;
    },
    all: () => ({ ...counts }),
  };
}
