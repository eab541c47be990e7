import { createHash } from 'node:crypto';

/** A whole number, 0 to 2³² − 1, that follows from a text alone: the same on every machine and every run. */
export function hashNumber(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}
