/** What is wrong with the surroundings now, by what it hits. */
export interface Weather {
  /** Discord answers nothing but errors. */
  isDiscordOut: boolean;
  /** Discord refuses the bot's token. */
  isTokenRefused: boolean;
  /** Until when Discord refuses all calls because there were too many, as an instant. */
  limitedUntil: number;
  /** Processes that cannot reach the store. */
  readonly storeAway: Set<string>;
  /** The store takes nothing new. */
  isStoreFull: boolean;
  /** The store takes seconds for what takes milliseconds. */
  isStoreSlow: boolean;
  /** How long Discord remembers a nonce, in milliseconds. */
  nonceKept: number;
}

/** A fine day. */
export function fineWeather(): Weather {
  return {
    ...{ isDiscordOut: false, isTokenRefused: false, limitedUntil: 0 },
    ...{ storeAway: new Set<string>(), isStoreFull: false, isStoreSlow: false },
    nonceKept: 300_000,
  };
}
