import type { ChannelType } from 'discord.js';
import type { Clock } from '../../clock.ts';
import type { Archive } from '../../data/archive.ts';
import type { DailyStore } from '../../store/daily.ts';

/** What lives as long as the process, and every command may use. */
export interface Docent {
  readonly archive: Archive;
  readonly clock: Clock;
  /** What is kept for servers. Its methods fail with `StoreUnavailable` while it does not answer. */
  readonly store: { readonly daily: DailyStore };
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
  /** IANA zone that is read in there: the server's, else the default. */
  readonly timeZone: string;
  /** What the person may do where it happened (Discord's bits); none in direct messages. */
  readonly permissions: bigint;
  /** The channels that its options name, and the one that it happened in, by id. */
  readonly channels: ReadonlyMap<string, AskedChannel>;
  /** The roles that its options name, by id. */
  readonly roles: ReadonlyMap<string, AskedRole>;
}

/** A channel that an option names. */
export interface AskedChannel {
  readonly id: string;
  readonly type: ChannelType;
  /** Discord's bits; of a forum, whether it requires a tag. */
  readonly flags: number;
  /** What the bot may do in it (Discord's bits). */
  readonly appPermissions: bigint;
}

/** A role that an option names. */
export interface AskedRole {
  readonly id: string;
  readonly mentionable: boolean;
}
