import type { Chance } from './chance.ts';
import { FAULTS, type Fault } from './faults.ts';

/** Which world. The same plan is the same history, byte for byte. */
export interface Plan {
  /** Any text. */
  readonly seed: string;
  readonly days: number;
  /** The servers that take part, by number; another choice leaves the others' lives as they are. */
  readonly servers: readonly number[];
  /** One to four; undefined lets the seed choose. */
  readonly processes?: number | undefined;
  /** The kinds of faults that may happen; undefined lets the seed choose. */
  readonly faults?: readonly Fault[] | undefined;
  /** The name of a bug that is put into the bot. */
  readonly planted?: string | undefined;
  /** Whether the trace's lines are kept. */
  readonly isTraced?: boolean;
}

/** How a world is, as its seed decides. */
export interface Climate {
  readonly faults: ReadonlySet<Fault>;
  /** How likely each kind is at one call, question or step; 0 for kinds that do not happen. */
  likely(fault: Fault): number;
}

/** Of the kinds, this part happens in any one world: some bugs show only while nothing else goes wrong. */
const HAPPENS = 0.6;

const EVERY_STEP: readonly Fault[] = ['death', 'freeze'];

/** The kinds of faults of a world, some of them frequent and some rare. */
export function climateOf(chance: Chance, chosen: readonly Fault[] | undefined): Climate {
  const odds = new Map<Fault, number>();
  for (const fault of FAULTS) {
    // Drawn for every kind, chosen or not, so that switching one off leaves the others as they were.
    const happens = chance.happens(HAPPENS);
    // A post takes some dozen steps, at each of which a process may die or freeze.
    const odd = (EVERY_STEP.includes(fault) ? 0.0002 : 0.002) * 30 ** chance.next();
    if (chosen ? chosen.includes(fault) : happens) odds.set(fault, odd);
  }
  return { faults: new Set(odds.keys()), likely: (fault) => odds.get(fault) ?? 0 };
}
