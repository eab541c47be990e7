/** Every kind of thing that may happen to a world besides the time of day. Each can be switched off by itself. */
export const FAULTS = [
  // Discord and the way to it.
  'delay',
  'route-limit',
  'global-limit',
  'server-error',
  'cut-before',
  'cut-after',
  'hang',
  'outage',
  'token-refused',
  'refusal',
  'history',
  'nonce',
  'channel-gone',
  'kind-change',
  'flood',
  'lookalike',
  'deletion',
  // The store.
  'store-away',
  'store-full',
  'store-slow',
  'store-answer-lost',
  // Processes and their clocks.
  'death',
  'restart',
  'freeze',
  'skew',
  'jump',
  'still',
  // Servers and the people in them.
  'departure',
  'setting',
  'pause',
  'off',
] as const;

export type Fault = (typeof FAULTS)[number];

/** How often each kind happened. */
export type Tally = Record<Fault, number>;

/** A tally of nothing. */
export function emptyTally(): Tally {
  return Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Tally;
}
