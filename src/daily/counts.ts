/** What happened to daily posts, counted since the start. */
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

/** Counts outcomes. */
export interface Counts {
  add(outcome: Outcome): void;
  all(): Readonly<Record<Outcome, number>>;
}

/** Counts that begin at 0. */
export function createCounts(): Counts {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  return {
    add(outcome) {
      counts[outcome] += 1;
    },
    all: () => ({ ...counts }),
  };
}
