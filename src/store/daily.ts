import type { PostReason, RetryReason, SkipReason, TroubleReason, UnknownReason } from './daily-reasons.ts';

/** What is told on a day of which the archive has no record. */
export type QuietDays = 'nearest' | 'month' | 'random' | 'skip';

/** The kinds of channel that a daily post can go to. */
export type ChannelKind = 'text' | 'announcement' | 'forum';

/** How a server wants its daily post. */
export interface SubscriptionOptions {
  readonly guildId: string;
  readonly channelId: string;
  readonly channelKind: ChannelKind;
  /** Local time, `HH:MM`. */
  readonly time: string;
  /** IANA time zone. */
  readonly zone: string;
  /** The role that is mentioned; undefined: none. */
  readonly roleId: string | undefined;
  readonly thread: boolean;
  readonly publish: boolean;
  readonly quietDays: QuietDays;
}

/** A post to come: its local date (`YYYY-MM-DD`) and the instant that the setting means by it. */
export interface Due {
  readonly date: string;
  readonly at: Date;
}

/** Why a post is not as it was asked for; the sentence for it is made elsewhere. */
export interface Trouble {
  readonly reason: TroubleReason | UnknownReason;
  readonly at: Date;
}

/** A server's setting and where it stands. */
export interface Subscription extends SubscriptionOptions {
  readonly paused: boolean;
  /** Whether the bot is in the server no more; the setting is kept for a while. */
  readonly departed: boolean;
  /** Undefined while paused or departed. */
  readonly due: Due | undefined;
  readonly trouble: Trouble | undefined;
}

/**
 * How far a post is. `sending`: it may have been sent or not. `unsent`: it was not. `posted`: the message is there.
 * `threaded`: its thread too. `done`, `skipped`, `refused` and `uncertain` (it may have been sent, which cannot be
 * found out) are ends.
 */
export type PostState =
  | 'sending'
  | 'unsent'
  | 'posted'
  | 'threaded'
  | 'done'
  | 'skipped'
  | 'refused'
  | 'uncertain';

/** An entry of the ledger. */
export interface DailyPost {
  readonly guildId: string;
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly state: PostState;
  /** Whoever claimed it last, with a name that no other claim has; after `retry` it begins with `FREE`. */
  readonly owner: string;
  /** When it was first claimed, by the clock of whoever claimed it. */
  readonly claimedAt: Date;
  /**
   * Until when it is its owner's, by the owner's clock. The clocks of two processes may differ by hours, so no other
   * process may conclude anything from this.
   */
  readonly leaseUntil: Date;
  /** The channel that it goes to: the setting's when it was last known not to have been sent. */
  readonly channelId: string;
  readonly channelKind: ChannelKind;
  /** The record told on a quiet day. */
  readonly recordId: string | undefined;
  readonly messageId: string | undefined;
  readonly threadId: string | undefined;
  /** From 1. */
  readonly attempts: number;
  readonly reason: PostReason | UnknownReason | undefined;
  /**
   * An id that Discord had given before the post was first sent, so that its message has a greater one. Undefined
   * when none was known.
   */
  readonly afterMessageId: string | undefined;
}

/** A post that is not at its end, and when its subscription is looked at next. */
export interface OpenPost {
  readonly post: DailyPost;
  readonly wakeAt: Date;
}

/** What the owner of a post begins with that nobody owns at the moment. */
export const FREE = 'free ';

/** Whose a post is, and until when by the owner's clock. */
export interface Lease {
  /** A name that no other claim has, not even another one of the same process. */
  readonly owner: string;
  readonly until: Date;
}

/** How a post ended. A trouble of undefined ends the one before. */
export interface PostEnd {
  readonly state: 'done' | 'skipped' | 'refused' | 'uncertain';
  readonly reason?: TroubleReason | SkipReason | undefined;
  readonly trouble?: Trouble | undefined;
}

/** When a setting is next due; asked inside a transaction, so that it is always of the setting as it stands. */
export type NextDue = (settings: Subscription, takenDates: ReadonlySet<string>) => Due;

/** The daily post of every server: what was asked for, and the ledger of what was posted. */
export interface DailyStore {
  /** A server's setting; undefined when it has none. */
  find(guildId: string): Promise<Subscription | undefined>;
  /**
   * Keeps a setting, in place of the one before and of its trouble. A post under way goes on as it is, and is what
   * is next due.
   */
  save(wish: SubscriptionOptions, next: NextDue): Promise<Subscription>;
  /** Undefined when the server has no setting. */
  pause(guildId: string): Promise<Subscription | undefined>;
  /** Undefined when the server has no setting. */
  resume(guildId: string, next: NextDue): Promise<Subscription | undefined>;
  /** Forgets a setting; its ledger stays, so that no day is told twice. False when there was none. */
  remove(guildId: string): Promise<boolean>;
  /** Whether its trouble was not told before; from now on it was. */
  markTroubleReported(guildId: string): Promise<boolean>;
  /** The last posts of a server, the latest first. */
  posts(guildId: string, most: number): Promise<DailyPost[]>;
  /** The records told on quiet days since a local date. */
  quietDayRecords(guildId: string, since: string): Promise<string[]>;

  /** The entry of a server and a local date; undefined when there is none. */
  entry(guildId: string, date: string): Promise<DailyPost | undefined>;

  /** The settings to be looked at by an instant, the longest waiting first. */
  due(now: Date, most: number): Promise<Subscription[]>;
  /**
   * Makes the post of a date this owner's; undefined when it is another's, or not due. What is given is the post as
   * it stood: `sending` only when somebody may have sent it before, `unsent` when nobody did. A post that has ended
   * is given as it is, claimed by nobody.
   *
   * @param mayTakeOver Whether an open post of another owner may be taken over, which no instant in the store can
   * tell. Unless given, it may not.
   */
  claim(
    post: Pick<DailyPost, 'guildId' | 'date' | 'channelId' | 'channelKind' | 'recordId'> & {
      readonly afterMessageId?: string | undefined;
    },
    lease: Lease,
    now: Date,
    mayTakeOver?: (post: DailyPost) => boolean,
  ): Promise<DailyPost | undefined>;
  /** Writes down how far the owner's post is. False when it is the owner's no more. */
  advance(
    post: Pick<DailyPost, 'guildId' | 'date'>,
    step: {
      state: 'posted' | 'threaded';
      messageId?: string | undefined;
      threadId?: string | undefined;
    },
    lease: Lease,
  ): Promise<boolean>;
  /**
   * Lets go of the owner's post until a retry, and gives it as it then stands; undefined when it is the owner's no
   * more. `mayBeSent`: whether it may have been sent after all. `isAttempt`: whether anything was tried; it was unless
   * this is false.
   */
  retry(
    post: Pick<DailyPost, 'guildId' | 'date'>,
    again: { at: Date; mayBeSent: boolean; reason: RetryReason; isAttempt?: boolean },
    owner: string,
    now: Date,
  ): Promise<DailyPost | undefined>;
  /** Ends the owner's post and sets the next one. False when it is the owner's no more. */
  finish(
    post: Pick<DailyPost, 'guildId' | 'date'>,
    end: PostEnd & { messageId?: string | undefined },
    owner: string,
    next: NextDue,
  ): Promise<boolean>;
  /** Notes posts that never were, and sets the next one. */
  skip(
    guildId: string,
    dates: readonly string[],
    reason: SkipReason,
    now: Date,
    next: NextDue,
  ): Promise<void>;

  /** The posts that are not at their end and are what their subscription has due. */
  open(): Promise<OpenPost[]>;
  /** Has a post looked at by this instant at the latest, if nobody has claimed it or brought it on meanwhile. */
  wake(post: Pick<DailyPost, 'guildId' | 'date' | 'owner' | 'state'>, now: Date): Promise<void>;
  /** The subscriptions that are due after an instant. */
  dueAfter(instant: Date): Promise<Subscription[]>;
  /** The subscriptions with posts that were skipped as late, of a local date or later ones, and these dates. */
  missedSince(date: string): Promise<{ settings: Subscription; dates: string[] }[]>;
  /**
   * Works out anew what is due, and takes back that these dates were skipped as late. A post under way is left
   * alone, and so is what is due earlier. Gives whether anything changed.
   */
  deriveDue(guildId: string, unskipped: readonly string[], next: NextDue): Promise<boolean>;

  /** The servers that have a setting, and whether they have departed. */
  guilds(): Promise<{ guildId: string; departed: boolean }[]>;
  /** Servers that the bot has left: they get no posts. */
  depart(guildIds: readonly string[], now: Date): Promise<void>;
  /** Servers that the bot is in again: their settings count again. */
  comeBack(guildIds: readonly string[], next: NextDue): Promise<void>;
  /**
   * Forgets the servers left before an instant, unless the ledger says that they had a post since, and the ledger
   * before a local date. Gives how many servers.
   */
  forget(leftBefore: Date, postsBefore: string): Promise<number>;
}
