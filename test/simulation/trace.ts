import { createHash } from 'node:crypto';

/** What happened in a world, a line each: the instant, who, what. */
export interface Trace {
  /** `who` is a server (`s3`), a process (`p1`) or `world`. */
  say(who: string, what: string): void;
  /** The lines about some of them, the world included; all lines unless given. Empty unless lines are kept. */
  lines(about?: ReadonlySet<string>): string[];
  /** The SHA-256 of all lines so far: two runs with the same one are the same, byte for byte. */
  hash(): string;
}

interface Line {
  readonly at: string;
  readonly who: string;
  readonly what: string;
}

/** Lines that are hashed at a time. */
const BATCH = 500;

/** A trace; its lines are kept only for somebody who will read them. */
export function createTrace(now: () => number, isKept: boolean): Trace {
  const hash = createHash('sha256');
  const kept: Line[] = [];
  let batch: string[] = [];
  const flush = () => {
    hash.update(batch.join(''));
    batch = [];
  };
  return {
    say(who, what) {
      const instant = now();
      if (isKept) kept.push({ who, what, at: new Date(instant).toISOString() });
      batch.push(`${instant} ${who} ${what}\n`);
      if (batch.length >= BATCH) flush();
    },
    lines: (about) => gathered(kept.filter(({ who }) => !about || who === 'world' || about.has(who))),
    hash() {
      flush();
      return hash.copy().digest('hex').slice(0, 16);
    },
  };
}

/** The lines, where those that only repeat one of the two before are counted instead. */
function gathered(lines: readonly Line[]): string[] {
  const told: string[] = [];
  const last: string[] = [];
  let repeated = 0;
  const tellRepeated = () => {
    if (repeated > 0) told.push(`  … ${repeated} more like these`);
    repeated = 0;
  };
  for (const { at, who, what } of lines) {
    if (last.includes(`${who} ${what}`)) repeated += 1;
    else {
      tellRepeated();
      told.push(`${at} ${who} ${what}`);
    }
    last.push(`${who} ${what}`);
    if (last.length > 2) last.shift();
  }
  tellRepeated();
  return told;
}
