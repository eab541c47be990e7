import type { ChannelType } from 'discord.js';

/** One interaction, in our words: who, where, and what they may do. */
export interface RequestContext {
  readonly user: { readonly id: string };
  /** The person's language, as BCP 47: `en-US`. */
  readonly locale: string;
  /** The server that it happened in; absent in direct messages. */
  readonly guildId?: string;
  /** IANA zone of the place: the server's, otherwise the default. */
  readonly timeZone: string;
  /** What the person may do there (Discord's bits); none in direct messages. */
  readonly permissions: bigint;
  /** Whether the answer is visible only to this person. */
  readonly isPrivate: boolean;
  /** The channels that the options name, and the channel that it happened in, by id. */
  readonly channels: ReadonlyMap<string, ContextChannel>;
  /** The roles that the options name, by id. */
  readonly roles: ReadonlyMap<string, ContextRole>;
}

/** A channel that an option names. */
export interface ContextChannel {
  readonly id: string;
  readonly type: ChannelType;
  /** Discord's bits; for a forum, whether it requires a tag. */
  readonly flags: number;
  /** What the bot may do in it (Discord's bits). */
  readonly appPermissions: bigint;
}

/** A role that an option names. */
export interface ContextRole {
  readonly id: string;
  readonly mentionable: boolean;
}
