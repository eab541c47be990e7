import type { Clock } from '../clock.ts';
import type { DailyStore } from './daily.ts';
import type { StoreError, StoreUnavailable } from './store-error.ts';

/** Where everything is kept that must outlive the process. */
export interface Store {
  readonly addresses: Addresses;
  readonly registrations: Registrations;
  readonly daily: DailyStore;
  /**
   * From now on the store looks after itself, and tells when it stops answering and when it answers again. Call it once.
   * @returns settles, with the sentence for the host, when the store is gone for good: the process then has to end.
   */
  watch(watch: StoreWatch): Promise<StoreError>;
  /** Waits for what is under way, then closes. Closing twice is closing once. */
  close(): Promise<void>;
}

/** What a running bot gives the store, so that it can look after itself. */
export interface StoreWatch {
  readonly clock: Clock;
  /** There was no store, and an empty one was made in this file. */
  onMade(file: string): void;
  /** The store does not answer any more: told once, and once more when the cause is another. */
  onAway(error: StoreUnavailable): void;
  /** The store answers again. */
  onBack(): void;
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
