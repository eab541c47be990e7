import { type Failure, failureOf } from '../../channels/failure.ts';
import type { PostEnd } from '../../store/daily.ts';
import type { SkipReason, TroubleReason } from '../../store/daily-reasons.ts';
import { type LeasedPost, LeaseOver } from './leased-post.ts';

/** Why a post has to be tried again. */
export type RetryCause =
  | Exclude<Failure, { kind: 'already' | 'refused' }>
  /** The turn for the call came too late, so nothing was tried. */
  | { readonly kind: 'waited' }
  /** A bug in Docent. */
  | { readonly kind: 'unexpected'; readonly error: unknown };

/** What a step of the delivery came to. */
export type Outcome =
  /** The post is in the next state. `isRecorded`: the ledger must have that before anything else is done. */
  | { readonly kind: 'next'; readonly post: LeasedPost; readonly isRecorded: boolean }
  /** The delivery is finished. */
  | {
      readonly kind: 'end';
      readonly state: PostEnd['state'];
      readonly reason?: SkipReason;
      readonly trouble?: TroubleReason | undefined;
      readonly messageId?: string;
    }
  /** The step has to be tried again later. `mayBeSent`: the message may be in the channel. */
  | { readonly kind: 'retry'; readonly cause: RetryCause; readonly mayBeSent: boolean };

/** The next state, which the ledger need not have. */
export function next(post: LeasedPost): Outcome {
  return { kind: 'next', post, isRecorded: false };
}

/** The next state, to be recorded in the ledger. */
export function recorded(post: LeasedPost): Outcome {
  return { kind: 'next', post, isRecorded: true };
}

/**
 * Why Discord did not send, show or find what a call asked for.
 *
 * @throws the error itself when it is the end of the lease, or says that something was done before, which only
 * threads and publishing can be
 */
export function failureIn(error: unknown): Exclude<Failure, { kind: 'already' }> {
  if (error instanceof LeaseOver) throw error;
  const failure = failureOf(error);
  if (failure.kind === 'already') throw error;
  return failure;
}
