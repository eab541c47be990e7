import type { Fault } from '../collections/fault.ts';

/** Faults that are all counted, but only the first of which are kept. */
export interface Faults {
  readonly count: number;
  readonly first: readonly Fault[];
}

/** How many faults are kept: more say nothing new, and a file may have millions. */
const MOST_FAULTS = 1000;

/** Counts faults and keeps the first 1,000. */
export class FaultList implements Faults {
  readonly first: Fault[] = [];
  count = 0;

  add(fault: Fault): void {
    this.count++;
    if (this.first.length < MOST_FAULTS) this.first.push(fault);
  }
}
