import type { WorkCounter, WorkKind } from '../../src/data/search/work-counter.ts';

/** A counter whose sums can be read, and set back to nothing. */
export interface CountedWork extends WorkCounter {
  /** Steps of a kind since the last reset or, without a kind, of all. */
  steps(kind?: WorkKind): number;
  reset(): void;
}

/** A counter that stands at nothing. */
export function countedWork(): CountedWork {
  const sums = new Map<WorkKind, number>();
  return {
    count: (kind, steps) => void sums.set(kind, (sums.get(kind) ?? 0) + steps),
    steps: (kind) =>
      kind === undefined ? [...sums.values()].reduce((sum, steps) => sum + steps, 0) : (sums.get(kind) ?? 0),
    reset: () => sums.clear(),
  };
}
