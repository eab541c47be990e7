import type { Clock } from '../clock.ts';
import type { Archive } from '../data/archive.ts';

/** What lives as long as the process, and every command may use. */
export interface Docent {
  readonly archive: Archive;
  readonly clock: Clock;
  /** A number from 0 up to 1, by chance. */
  readonly chance: () => number;
  /** IANA zone of servers that have set none. */
  readonly defaultTimeZone: string;
  /** Where readers ask for help; undefined when the host gives no address. */
  readonly contactUrl: string | undefined;
}

/** One interaction, in our words. */
export interface Asked {
  readonly user: { readonly id: string };
  /** The person's language, as BCP 47: `en-US`. */
  readonly locale: string;
  /** The server that it happened in; absent in direct messages. */
  readonly guildId?: string;
}
