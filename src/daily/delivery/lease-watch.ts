import type { Clock } from '../../clock.ts';
import { type DailyPost, FREE, type Lease, type OpenPost } from '../../store/daily.ts';

/** How long, in milliseconds, a lease lasts. */
export const LEASE = 60_000;

/** How much of a lease, in milliseconds, must be left when a call begins: more than a call may take (15 s). */
const LEASE_LEFT = 20_000;

/** The longest delay, in milliseconds, before a post is tried again. */
export const LONGEST_BACKOFF = 600_000;

/**
 * How long, in milliseconds, a message that may have been sent has to arrive before anybody looks for it. Discord may
 * still be working on a request whose connection broke.
 */
const TO_ARRIVE = 10_000;

/** A lease that this process holds, and the clock readings from just before it was written. */
export interface HeldLease extends Lease {
  readonly from: { readonly elapsed: number; readonly now: number };
}

/**
 * The leases that this process holds, and what it has seen of other processes' leases.
 *
 * No instant of one process is compared with a clock of another. An owner begins calls only in the first 40 s, on its
 * own stopwatch, after it is about to write its lease, and each call takes 15 s at most. Another process takes the post
 * over only after it has seen the same lease for 60 s on its own stopwatch. It cannot have seen the lease before it was
 * written, so by then the owner's last call has ended, whatever any calendar says. (Kubernetes elects leaders in this
 * way.) The same holds for a process that was killed, also when that was this process before its restart: what it had
 * sent has had enough time to arrive.
 */
export interface LeaseWatch {
  /** A new lease from now on, for one claim. */
  lease(): HeldLease;
  /** A lease from now on, for the same claim. */
  renewed(lease: HeldLease): HeldLease;
  /** Whether too little of a lease is left to begin another call. */
  isOver(lease: HeldLease): boolean;
  /** Whether an open post may be taken over now. The post is remembered as seen, so that it may be taken over later. */
  mayTakeOver(post: DailyPost): boolean;
  /** This process has released a post, and has to look at it again after so many milliseconds. */
  released(post: DailyPost, after: number): void;
  /**
   * Remembers all open posts as seen, and gives those that need a look now although their `wakeAt` has not come. It may
   * have been written by a clock that was ahead, or the clock may have been set back since.
   */
  overslept(open: readonly OpenPost[]): DailyPost[];
}

interface Sight {
  readonly signature: string;
  /** On the stopwatch. */
  readonly since: number;
  /** After how many milliseconds the post needs a look, whatever its `wakeAt` says. */
  readonly patience: number;
}

/** The lease watch of a process. The owners of its claims all begin with its name. */
export function createLeaseWatch(clock: Clock, process: string): LeaseWatch {
  const seen = new Map<string, Sight>();
  let claims = 0;

  const reading = () => ({ elapsed: clock.elapsed(), now: clock.now().getTime() });
  const until = ({ now }: HeldLease['from']) => new Date(now + LEASE);
  const isOwn = ({ owner }: DailyPost) => owner.startsWith(process);
  const isFree = ({ owner }: DailyPost) => owner.startsWith(FREE);

  /** How long a post must have been seen as it is before it may be taken over. */
  function waitFor(post: DailyPost): number {
    // The scheduler never works on a server's post twice at once, so nobody is working on a post that it asks about.
    if (isOwn(post)) return 0;
    if (!isFree(post)) return LEASE;
    return post.state === 'sending' ? TO_ARRIVE : 0;
  }

  function see(post: DailyPost): Sight {
    const before = seen.get(keyOf(post));
    const signature = signatureOf(post);
    if (before?.signature === signature) return before;
    const patience = isFree(post) ? LONGEST_BACKOFF : LEASE;
    const sight = { signature, since: clock.elapsed(), patience };
    seen.set(keyOf(post), sight);
    return sight;
  }

  return {
    lease() {
      const from = reading();
      claims += 1;
      return { owner: `${process} ${claims}`, until: until(from), from };
    },
    renewed({ owner }) {
      const from = reading();
      return { owner, until: until(from), from };
    },
    isOver({ from }) {
      const now = reading();
      // The calendar counts too, because a stopwatch stands still while the machine sleeps.
      return Math.max(now.elapsed - from.elapsed, now.now - from.now) > LEASE - LEASE_LEFT;
    },
    mayTakeOver: (post) => clock.elapsed() - see(post).since >= waitFor(post),
    released(post, after) {
      const signature = signatureOf(post);
      seen.set(keyOf(post), { signature, since: clock.elapsed(), patience: after });
    },
    overslept(open) {
      const keys = new Set(open.map(({ post }) => keyOf(post)));
      for (const key of seen.keys()) if (!keys.has(key)) seen.delete(key);
      const { elapsed, now } = reading();
      return open.flatMap(({ post, wakeAt }) => {
        const { since, patience } = see(post);
        const ahead = wakeAt.getTime() - now;
        const isTooFar = isFree(post) && ahead > LONGEST_BACKOFF;
        return ahead > 0 && (isTooFar || elapsed - since >= patience) ? [post] : [];
      });
    },
  };
}

function keyOf({ guildId, date }: DailyPost): string {
  return `${guildId} ${date}`;
}

/** Every write to a post changes its signature, even while the calendar stands still: each claim has its own owner. */
function signatureOf({ owner, state, leaseUntil }: DailyPost): string {
  return `${owner} ${state} ${leaseUntil.getTime()}`;
}
