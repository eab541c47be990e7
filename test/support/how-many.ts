import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether this is the soak, which takes every case. */
    readonly thorough: boolean;
  }
}

/** A number of cases for `npm test`, and the larger one for `npm run soak`. */
export function howMany(few: number, many: number): number {
  return isThorough() ? many : few;
}

/** Every so manyth of the cases, the first among them; all of them in `npm run soak`. */
export function everyNth<Case>(cases: readonly Case[], step: number): readonly Case[] {
  return isThorough() ? cases : cases.filter((_, index) => index % step === 0);
}

function isThorough(): boolean {
  return inject('thorough');
}
