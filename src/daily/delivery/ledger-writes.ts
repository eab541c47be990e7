import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { DailyStore } from '../../store/daily.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import type { Counts } from '../counts.ts';
import { nextAfter } from '../schedule/next-due.ts';
import { LONGEST_BACKOFF } from './lease-watch.ts';
import { type LeaseDependencies, type LeasedPost, underLease } from './leased-post.ts';
import type { Outcome, RetryCause } from './outcome.ts';

/** How long, in milliseconds, all calls wait when none gets through. */
const NO_CALL_GETS_THROUGH = 15_000;

/** The first delay of a post that failed, in milliseconds. */
const FIRST_BACKOFF = 15_000;

/** How soon, in milliseconds, a store that did not answer is asked again. */
const ASK_STORE_AGAIN = 1000;

/** Dependencies of the ledger's writes. */
export interface LedgerDependencies extends LeaseDependencies {
  readonly store: Pick<DailyStore, 'advance' | 'retry' | 'finish'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly counts: Counts;
  /** Aborts when there is no more time to write anything down. */
  readonly over: AbortSignal;
}

/**
 * Writes what happened to leased posts into the ledger. Each write waits for the store, however long it takes,
 * because what was done in Discord must be written down.
 *
 * @throws {StoreUnavailable} from all of them, when there is no more time to wait for the store
 */
export interface LedgerWrites {
  /** Records the state of a post and renews its lease; undefined when the post belongs to another process by now. */
  advance(post: LeasedPost): Promise<LeasedPost | undefined>;
  /** Ends a post, and sets when the next one is due. */
  end(post: LeasedPost, outcome: Extract<Outcome, { kind: 'end' }>): Promise<void>;
  /** Releases a post until it is to be tried again. */
  retry(post: LeasedPost, outcome: Extract<Outcome, { kind: 'retry' }>): Promise<void>;
  /** Does something with the store, and again until the store answers. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
}

/** The ledger's writes, over a store. */
export function createLedgerWrites(dependencies: LedgerDependencies): LedgerWrites {
  const { store, clock, log, counts, leases, over } = dependencies;

  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || over.aborted) throw error;
        counts.add('store-unavailable');
        await clock.wait(ASK_STORE_AGAIN, over);
      }
    }
  }

  return {
    patiently,

    async advance(post) {
      if (post.state !== 'posted' && post.state !== 'threaded') return post;
      const { state, messageId, entry } = post;
      const lease = leases.renewed(post.lease);
      // A thread has the id of the message that it was opened under.
      const step = state === 'posted' ? { state, messageId } : { state, threadId: messageId };
      const isOurs = await patiently(() => store.advance(entry, step, lease));
      return isOurs ? underLease(post, lease, dependencies) : undefined;
    },

    async end({ entry, lease }, { state, reason = undefined, trouble, messageId }) {
      const end = {
        state,
        reason: trouble ?? reason,
        trouble: trouble && { reason: trouble, at: clock.now() },
        ...(messageId !== undefined && { messageId }),
      };
      const next = nextAfter(entry.date, clock);
      if (!(await patiently(() => store.finish(entry, end, lease.owner, next)))) return;
      counts.add(state === 'done' ? 'posted' : state);
      const { guildId: guild, date } = entry;
      const facts = { guild, date, state, ...(end.reason && { reason: end.reason }) };
      if (trouble) log.warn(facts, 'a daily post has a problem');
      else log.debug(facts, 'a daily post is done');
    },

    async retry({ entry, lease, state }, { cause, mayBeSent }) {
      noteFailure(cause, dependencies);
      const delay = delayAfter(cause, entry.attempts);
      const now = clock.now();
      const at = new Date(now.getTime() + delay);
      // Where nothing was tried, nothing failed, and the next failure is not followed by a longer delay.
      const again = { at, mayBeSent, reason: cause.kind, isAttempt: cause.kind !== 'waited' };
      const released = await patiently(() => store.retry(entry, again, lease.owner, now));
      if (released) leases.released(released, delay);
      const { guildId: guild, date } = entry;
      const facts = { guild, date, state, reason: cause.kind, retryAt: at };
      if (cause.kind === 'unexpected')
        log.error({ ...facts, error: cause.error }, 'unexpected error in the daily post');
      else if (cause.kind === 'waited') log.info(facts, 'a daily post waited too long for its turn');
      else log.info(facts, 'a daily post will be tried again');
    },
  };
}

/** What a failure means for the calls of all other posts. */
function noteFailure(
  cause: RetryCause,
  { counts, token, pace }: Pick<LedgerDependencies, 'counts' | 'token' | 'pace'>,
): void {
  if (cause.kind === 'waited' || cause.kind === 'unexpected') return;
  counts.add(cause.kind);
  if (cause.kind === 'unauthorized') token.refused();
  if (cause.kind === 'limited' && cause.everywhere) pace.pause(cause.after);
  if (cause.kind === 'unreachable' && cause.everywhere) pace.pause(NO_CALL_GETS_THROUGH);
}

/** In milliseconds: what Discord asks for; otherwise 15 s, twice as long each time, at most 10 minutes. */
function delayAfter(cause: RetryCause, attempts: number): number {
  if (cause.kind === 'waited') return 0;
  if (cause.kind === 'limited') return cause.after;
  return Math.min(FIRST_BACKOFF * 2 ** (attempts - 1), LONGEST_BACKOFF);
}
