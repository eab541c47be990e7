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

/** Lines that are hashed at a time. */
const BATCH = 500;

/** A trace; its lines are kept only for somebody who will read them. */
export function createTrace(now: () => number, isKept: boolean): Trace {
  const hash = createHash('sha256');
  const kept: { who: string; line: string }[] = [];
  let batch: string[] = [];
  const flush = () => {
    hash.update(batch.join(''));
    batch = [];
  };
  return {
    say(who, what) {
      const instant = now();
      if (isKept) kept.push({ who, line: `${new Date(instant).toISOString()} ${who} ${what}` });
      batch.push(`${instant} ${who} ${what}\n`);
      if (batch.length >= BATCH) flush();
    },
    lines: (about) =>
      kept.filter(({ who }) => !about || who === 'world' || about.has(who)).map(({ line }) => line),
    hash() {
      flush();
      return hash.copy().digest('hex').slice(0, 16);
    },
  };
}
