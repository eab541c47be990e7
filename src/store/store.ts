import type { DailyStore } from './daily.ts';

/** Where everything is kept that must outlive the process. */
export interface Store {
  readonly addresses: Addresses;
  readonly registrations: Registrations;
  readonly daily: DailyStore;
  /** Waits for what is under way, then closes. Closing twice is closing once. */
  close(): Promise<void>;
}

/**
 * Addresses of cards that are too long for Discord's `custom_id` of 100 characters, each under a short key.
 * They are kept for at least 180 days (at most 181) from their last use, and a capped number of them: those
 * used longest ago go first.
 */
export interface Addresses {
  /**
   * The keys under which the addresses are kept, in the order given: `@` and 22 characters of base64url. The
   * same address has always the same key. All are kept, or none.
   */
  keep(addresses: readonly string[], now: Date): Promise<string[]>;
  /** The address kept under a key; undefined when there is none, or it has expired. */
  find(key: string, now: Date): Promise<string | undefined>;
}

/** What was last registered with Discord, so that a start that changes nothing registers nothing. */
export interface Registrations {
  /** The hash last remembered of a scope: all servers, or one of them. */
  hash(scope: string): Promise<string | undefined>;
  remember(scope: string, hash: string): Promise<void>;
}
