import type { DiscordChannel, DiscordInTurn, MessageBody } from '../../channels/channel-calls.ts';
import { type Failure, failureOf } from '../../channels/failure.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { DailyPost, DailyStore, NextDue, PostEnd, Subscription } from '../../store/daily.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import { postNonce, postTitle } from '../cards/post-text.ts';
import type { SkipReason, TroubleReason } from '../cards/trouble-text.ts';
import type { Counts } from '../counts.ts';
import { type HeldLease, type LeaseWatch, LONGEST_BACKOFF } from './lease-watch.ts';
import type { Pace } from './pace.ts';
import type { SeenIds } from './seen-ids.ts';
import { settle } from './settling.ts';
import type { TokenWatch } from './token-watch.ts';

/** How long, in milliseconds, all calls wait when none gets through. */
const NO_CALL_GETS_THROUGH = 15_000;

/** The first delay of a post that failed, in milliseconds. */
const FIRST_BACKOFF = 15_000;

/** What bringing posts on needs. */
export interface ClaimedParts {
  readonly store: DailyStore;
  readonly discord: DiscordInTurn;
  readonly clock: Clock;
  readonly log: Log;
  readonly counts: Counts;
  readonly pace: Pace;
  readonly leases: LeaseWatch;
  readonly token: TokenWatch;
  readonly seenIds: SeenIds;
  /** Says that there is no more time to write anything down. */
  readonly over: AbortSignal;
  /** What is due after the post of a date. */
  readonly nextAfter: (date: string) => NextDue;
}

/** Posts that are this process's for a while. */
export interface ClaimedPosts {
  /**
   * Brings a post on that was claimed with a lease: looks for its message where it may have been sent, sends it, does what comes after. It
   * ends, or is put off. Without a body its day is over: it is looked for, but not sent.
   *
   * @throws {StoreUnavailable} when there is no more time to wait for the store
   */
  carryOn(claim: Claim, body: MessageBody | undefined): Promise<void>;
}

/** A post that is ours. */
export interface Claim {
  readonly settings: Subscription;
  readonly post: DailyPost;
  readonly lease: HeldLease;
}

/** Our turn to call came so late that the post may soon be another's, or there are no more turns. */
class LeaseOver extends Error {}

/** A post that is ours, for as long as its lease holds. */
interface Held {
  readonly settings: Subscription;
  readonly post: DailyPost;
  readonly discord: DiscordChannel;
  lease: HeldLease;
}

/** Brings claimed posts on, step by step, each written down and each safe to repeat. */
export function createClaimedPosts(parts: ClaimedParts): ClaimedPosts {
  const { store, clock, log, counts, pace, leases, token, seenIds, over, nextAfter } = parts;

  /** Tells the store, however long it takes: what has been done in Discord must be written down. */
  async function written<T>(write: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await write();
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || over.aborted) throw error;
        counts.add('store-unavailable');
        await clock.wait(1000);
      }
    }
  }

  async function finish({ post, lease }: Held, end: PostEnd & { messageId?: string }): Promise<void> {
    if (!(await written(() => store.finish(post, end, lease.owner, nextAfter(post.date))))) return;
    counts.add(end.state === 'done' ? 'posted' : end.state);
    const { state, reason } = end;
    const said = { guild: post.guildId, date: post.date, state, ...(reason && { reason }) };
    if (end.trouble) log.warn(said, 'a daily post is in trouble');
    else log.debug(said, 'a daily post is done');
  }

  const troubled = (state: PostEnd['state'], reason: TroubleReason): PostEnd => ({
    state,
    reason,
    trouble: { reason, at: clock.now() },
  });

  /** Lets go of the post until a delay, in milliseconds, has passed. */
  async function release(
    { post, lease }: Held,
    delay: number,
    how: { readonly mayBeSent: boolean; readonly reason: string; readonly isAttempt: boolean },
  ): Promise<Date> {
    const now = clock.now();
    const at = new Date(now.getTime() + delay);
    const released = await written(() => store.retry(post, { ...how, at }, lease.owner, now));
    if (released) leases.released(released, delay);
    return at;
  }

  /** Puts the post off, by what Discord said. `step` was being tried. */
  async function failed(
    held: Held,
    step: string,
    failure: Exclude<Failure, { kind: 'already' | 'refused' }>,
    mayBeSent: boolean,
  ): Promise<void> {
    const { post } = held;
    counts.add(failure.kind);
    if (failure.kind === 'unauthorized') token.refused();
    if (failure.kind === 'limited' && failure.everywhere) pace.pause(failure.after);
    if (failure.kind === 'unreachable' && failure.everywhere) pace.pause(NO_CALL_GETS_THROUGH);
    const delay = failure.kind === 'limited' ? failure.after : backoff(post.attempts);
    const retryAt = await release(held, delay, { mayBeSent, reason: failure.kind, isAttempt: true });
    const said = { guild: post.guildId, date: post.date, step, reason: failure.kind, retryAt };
    log.info(said, 'a daily post is put off');
  }

  /** Sends the post, and goes on behind it. */
  async function send(held: Held, body: MessageBody): Promise<void> {
    const { settings, post, discord } = held;
    const { guildId, roleId } = settings;
    const { channelId, channelKind, date } = post;
    try {
      if (channelKind === 'forum') {
        const threadId = await discord.postInForum(channelId, postTitle(date), body);
        accepted(threadId);
        return await sent(held, threadId);
      }
      const { id, mention_roles } = await discord.post(channelId, body, postNonce(guildId, date));
      accepted(id);
      const isMentioned = roleId === undefined || (mention_roles ?? []).includes(roleId);
      return await sent(held, id, isMentioned ? undefined : 'role-not-mentioned');
    } catch (error) {
      if (error instanceof LeaseOver || error instanceof StoreUnavailable) throw error;
      const failure = failureOf(error);
      if (failure.kind === 'already') throw error;
      if (failure.kind !== 'refused') {
        const mayBeSent = failure.kind === 'unreachable' && failure.mayBeDone;
        return failed(held, 'post', failure, mayBeSent);
      }
      if (failure.reason === 'rejected') log.error({ guild: guildId, error }, 'Discord rejects a daily post');
      return finish(held, troubled('refused', failure.reason));
    }
  }

  /** Discord has accepted a post and has given it this id. */
  function accepted(id: string): void {
    token.accepted();
    seenIds.made(id);
  }

  /** Looks for the message of a claim whose owner never said how it went. */
  async function find({ post, discord }: Held) {
    const settled = await settle(discord, post, postTitle(post.date));
    if (settled !== 'unknown') counts.add(settled === 'none' ? 'settled-absent' : 'settled-found');
    return settled;
  }

  /** Brings a claimed post on: looks for its message, sends it, or does what comes after. */
  async function goOn(held: Held, body: MessageBody | undefined): Promise<void> {
    const { post } = held;
    if (post.messageId !== undefined) return complete(held, post.messageId);
    if (post.state === 'sending') {
      let settled: Awaited<ReturnType<typeof find>>;
      try {
        settled = await find(held);
      } catch (error) {
        const failure = failureOf(error);
        if (error instanceof LeaseOver || failure.kind === 'already') throw error;
        // The channel cannot be read: what may have been sent may still have been.
        if (failure.kind === 'refused') return finish(held, troubled('uncertain', failure.reason));
        return failed(held, 'settle', failure, true);
      }
      if (settled === 'unknown') return finish(held, troubled('uncertain', 'uncertain'));
      if (settled !== 'none') return sent(held, settled.messageId);
    }
    return body ? send(held, body) : finish(held, { state: 'skipped', reason: 'late' satisfies SkipReason });
  }

  async function sent(held: Held, messageId: string, trouble?: TroubleReason): Promise<void> {
    const { thread, publish } = stepsAfter(held);
    if ((thread || publish) && !(await advanced(held, { state: 'posted', messageId }))) return;
    await complete(held, messageId, trouble);
  }

  /** Writes a step down, and holds the post for longer. False when it is another's by now. */
  async function advanced(held: Held, step: Parameters<DailyStore['advance']>[1]): Promise<boolean> {
    const longer = leases.renewed(held.lease);
    const isOurs = await written(() => store.advance(held.post, step, longer));
    held.lease = longer;
    return isOurs;
  }

  /** What comes after the message. What Discord refuses of it is a trouble, and the rest goes on. */
  async function complete(held: Held, messageId: string, trouble?: TroubleReason): Promise<void> {
    const { post, discord } = held;
    const { channelId, date } = post;
    const steps = stepsAfter(held);
    const troubles = trouble === undefined ? [] : [trouble];
    if (steps.thread && post.state !== 'threaded') {
      const how = await tried(held, 'thread', () =>
        discord.openThread(channelId, messageId, postTitle(date)),
      );
      if (how === 'put off') return;
      if (how === 'refused') troubles.push('thread-refused');
      else if (!(await advanced(held, { state: 'threaded', threadId: messageId }))) return;
    }
    if (steps.publish) {
      const how = await tried(held, 'publish', () => discord.publish(channelId, messageId));
      if (how === 'put off') return;
      if (how === 'refused') troubles.push('publish-refused');
    }
    const [first] = troubles;
    await finish(held, { ...(first ? troubled('done', first) : { state: 'done' }), messageId });
  }

  async function tried(held: Held, step: string, call: () => Promise<void>) {
    try {
      await call();
      return 'done' as const;
    } catch (error) {
      if (error instanceof LeaseOver) throw error;
      const failure = failureOf(error);
      if (failure.kind === 'already') return 'done' as const;
      if (failure.kind === 'refused') return 'refused' as const;
      await failed(held, step, failure, true);
      return 'put off' as const;
    }
  }

  /** The post as ours, with calls that are begun only while it is. */
  function hold(claim: Claim): Held {
    const held: Held = {
      ...claim,
      discord: parts.discord(async () => {
        await pace.turn();
        if (token.isLost() || leases.isOver(held.lease)) throw new LeaseOver();
      }),
    };
    return held;
  }

  return {
    async carryOn(claim, body) {
      const held = hold(claim);
      const { post } = claim;
      try {
        await goOn(held, body);
      } catch (error) {
        if (!(error instanceof LeaseOver)) throw error;
        log.info({ guild: post.guildId, date: post.date }, 'a daily post waited too long for its turn');
        // Nothing was tried, so nothing has failed and the next failure is not delayed for longer.
        await release(held, 0, { mayBeSent: post.state !== 'unsent', reason: 'waited', isAttempt: false });
      }
    },
  };
}

function stepsAfter({ settings: { thread, publish }, post: { channelKind } }: Held) {
  return { thread: thread && channelKind !== 'forum', publish: publish && channelKind === 'announcement' };
}

/** 15 s, twice as long each time, at most 10 minutes; in milliseconds. */
function backoff(attempts: number): number {
  return Math.min(FIRST_BACKOFF * 2 ** (attempts - 1), LONGEST_BACKOFF);
}
