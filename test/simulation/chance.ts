import { createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same seed. */
export interface Chance {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** Whether something happens that happens with this probability. */
  happens(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** Another sequence, which depends on the seed and the name only and not on what was drawn here. */
  fork(name: string): Chance;
}

/**
 * The numbers of a seed. Every server, process and kind of fault draws from a fork of its own, so that a world with
 * one server less tells the same story about the others. That is what makes a failure small.
 */
export function chanceOf(seed: string): Chance {
  let state = createHash('sha256').update(seed).digest().readUInt32LE();
  // The splitmix generator with a state of 32 bits: each step adds a constant and mixes the bits of the sum.
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    happens: (probability) => next() < probability,
    pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    fork: (name) => chanceOf(`${seed}/${name}`),
  };
}
