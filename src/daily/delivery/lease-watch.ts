import type { Clock } from '../../clock.ts';
import { type DailyPost, FREE, type Lease, type OpenPost } from '../../store/daily.ts';

/** How long, in milliseconds, a claim is held without a word: longer than a post's calls may take (15 s each). */
export const LEASE = 60_000;

/** What must be left of a lease, in milliseconds, when a call is begun: more than a call may take (15 s). */
const LEASE_LEFT = 20_000;

/** The longest, in milliseconds, that a post is put off. */
export const LONGEST_BACKOFF = 600_000;

/**
 * For so long, in milliseconds, a post that may have been sent is left to arrive before anybody looks for it. Discord
 * may still be working on a request whose connection broke.
 */
const TO_ARRIVE = 10_000;

/** A lease of this process, and when it was about to be written. */
export interface HeldLease extends Lease {
  readonly from: { readonly elapsed: number; readonly now: number };
}

/**
 * The leases of this process, and what it has seen of those of others.
 *
 * No instant of one process is compared with a clock of another. An owner begins calls only within the first 40 s of
 * its own stopwatch after it was about to write its lease, and each takes 15 s at most. Somebody else takes the post
 * over only after having seen the very same lease for 60 s of their own stopwatch. They saw it after it was written;
 * so by then the owner's last call has ended, whatever any calendar says. (Kubernetes elects leaders in this way.)
 * A process that was killed is covered in the same way: what it had sent has had that time to arrive, also when it
 * was this process before it was started again.
 */
export interface LeaseWatch {
  /** A lease from now on, for one claim. */
  lease(): HeldLease;
  /** The lease of the same claim, from now on. */
  renewed(lease: HeldLease): HeldLease;
  /** Whether too little is left of a lease to begin another call. */
  isOver(lease: HeldLease): boolean;
  /** Whether an open post may be taken over now. It is taken note of, so that it may be later. */
  mayTakeOver(post: DailyPost): boolean;
  /** This process has let go of a post, and is to look at it again after so many milliseconds. */
  released(post: DailyPost, after: number): void;
  /**
   * Takes note of all open posts, and gives those that ought to be looked at now although their `wakeAt` has not come:
   * it may have been written by a clock that was ahead, or that has since been set back.
   */
  overslept(open: readonly OpenPost[]): DailyPost[];
}

interface Sight {
  readonly signature: string;
  /** On the stopwatch. */
  readonly since: number;
  /** After how many milliseconds it is to be looked at, whatever its `wakeAt` says. */
  readonly patience: number;
}

/** The leases of a process whose claims are all named after it. */
export function createLeaseWatch(clock: Clock, process: string): LeaseWatch {
  const seen = new Map<string, Sight>();
  let claims = 0;

  const reading = () => ({ elapsed: clock.elapsed(), now: clock.now().getTime() });
  const until = ({ now }: HeldLease['from']) => new Date(now + LEASE);
  const isOwn = ({ owner }: DailyPost) => owner.startsWith(process);
  const isFree = ({ owner }: DailyPost) => owner.startsWith(FREE);

  /** How long a post must have been seen as it is before it may be taken over. */
  function waitFor(post: DailyPost): number {
    // The scheduler works on a server's post once at a time, so that nobody is at work on one that it asks about.
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
      // The calendar too, because a stopwatch stands still while the machine sleeps.
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

/** Whatever is written into a post changes this, also on a calendar that stands still: each claim has its own owner. */
function signatureOf({ owner, state, leaseUntil }: DailyPost): string {
  return `${owner} ${state} ${leaseUntil.getTime()}`;
}
