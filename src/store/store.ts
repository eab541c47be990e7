import type { Clock } from '../clock.ts';
import type { DailyStore } from './daily.ts';
import type { StoreError, StoreUnavailable } from './store-error.ts';

/** The data that must outlive the process. */
export interface Store {
  readonly addresses: Addresses;
  readonly registrations: Registrations;
  readonly daily: DailyStore;
  /**
   * From now on the store checks its own files, and reports when it stops answering and when it answers again. Call it
   * once.
   * @returns settles with a sentence for the host when the store is lost for good. The process then has to end.
   */
  watch(watch: StoreWatch): Promise<StoreError>;
  /** Waits for the transactions under way, then closes. Closing again does nothing. */
  close(): Promise<void>;
}

/** What a store needs to check its own files and to report on them. */
export interface StoreWatch {
  readonly clock: Clock;
  /** There was no store, so an empty one was made in this file. */
  onMade(file: string): void;
  /** The store no longer answers. Called once, and again when the cause changes. */
  onAway(error: StoreUnavailable): void;
  /** The store answers again. */
  onBack(): void;
}

/**
 * Addresses of cards that are too long for Discord's `custom_id` of 100 characters, each under a short key. They are
 * kept for 180 to 181 days from their last use. When there are too many, the least recently used are deleted.
 */
export interface Addresses {
  /**
   * Stores addresses, all of them or none, and gives their keys in the same order: `@` and 22 characters of base64url.
   * The same address always has the same key.
   */
  keep(addresses: readonly string[], now: Date): Promise<string[]>;
  /** The address under a key; undefined when there is none, or it has expired. */
  find(key: string, now: Date): Promise<string | undefined>;
}

/** The commands last registered with Discord, so that they are registered again only when they have changed. */
export interface Registrations {
  /** The hash last stored for a scope: all servers, or one of them. */
  hash(scope: string): Promise<string | undefined>;
  remember(scope: string, hash: string): Promise<void>;
}
