import type { Clock } from '../../clock.ts';
import type { Archive } from '../../data/archive.ts';
import type { DailyStore } from '../../store/daily.ts';

/** What lives as long as the process, for every command to use. */
export interface Services {
  readonly archive: Archive;
  readonly clock: Clock;
  /** What is stored for servers. Its methods fail with `StoreUnavailable` while the store does not answer. */
  readonly store: { readonly daily: DailyStore };
  /** A random number from 0 up to 1. */
  readonly chance: () => number;
  /** IANA zone of servers that have not set one. */
  readonly defaultTimeZone: string;
  /** Where readers ask for help; undefined when the host gives no address. */
  readonly contactUrl: string | undefined;
}
