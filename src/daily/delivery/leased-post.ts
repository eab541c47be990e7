import type { DiscordChannel, DiscordInTurn } from '../../channels/channel-calls.ts';
import type { DailyPost, Subscription } from '../../store/daily.ts';
import type { TroubleReason } from '../../store/daily-reasons.ts';
import type { ChosenPost } from '../choosing/day-records.ts';
import type { HeldLease, LeaseWatch } from './lease-watch.ts';
import type { Pace } from './pace.ts';
import type { TokenWatch } from './token-watch.ts';

/** What this process knows about a post in each state, beside what it knows in all of them. */
interface States {
  /** The message may have been sent or not. */
  sending: object;
  /** The message has certainly not been sent. */
  unsent: object;
  /** The message is in the channel. */
  posted: { readonly messageId: string };
  /** The thread is done: opened, not wanted, or refused. */
  threaded: { readonly messageId: string };
  /** Publishing is done: published, not wanted, or refused. The ledger goes from here straight to `done`. */
  published: { readonly messageId: string };
}

/** How far the delivery of a post is. */
export type DeliveryState = keyof States;

/** A post that this process has just claimed. */
export interface Claim {
  readonly subscription: Subscription;
  /** The post's entry in the ledger, as it was when the post was claimed. */
  readonly entry: DailyPost;
  readonly lease: HeldLease;
  /** The records to post; undefined when the day is over, so that the message is looked for but not sent. */
  readonly chosen: ChosenPost | undefined;
}

/** A post that belongs to this process for as long as its lease holds. */
export type LeasedPost<S extends DeliveryState = DeliveryState> = {
  [K in S]: Claim &
    States[K] & {
      readonly state: K;
      /** Calls for this post, which are begun only while the lease holds. */
      readonly discord: DiscordChannel;
      /** The first thing that Discord refused although the message was sent. */
      readonly trouble?: TroubleReason | undefined;
    };
}[S];

/** Our rate-limit turn came too late to finish within the lease, or there are no more turns. */
export class LeaseOver extends Error {}

/** Dependencies of calls under a lease. */
export interface LeaseDependencies {
  readonly discord: DiscordInTurn;
  readonly pace: Pace;
  readonly leases: LeaseWatch;
  readonly token: TokenWatch;
}

/** A claimed post in the state that the ledger says, with calls that hold to its lease. */
export function leasedPost(claim: Claim, dependencies: LeaseDependencies): LeasedPost {
  const { state, messageId } = claim.entry;
  const leased = { ...claim, discord: callsWithin(claim.lease, dependencies) };
  if (messageId !== undefined)
    return { ...leased, state: state === 'threaded' ? state : 'posted', messageId };
  return { ...leased, state: state === 'sending' ? state : 'unsent' };
}

/** The post under a renewed lease. */
export function underLease(post: LeasedPost, lease: HeldLease, dependencies: LeaseDependencies): LeasedPost {
  return { ...post, lease, discord: callsWithin(lease, dependencies) };
}

function callsWithin(lease: HeldLease, { discord, pace, leases, token }: LeaseDependencies): DiscordChannel {
  return discord(async () => {
    await pace.turn();
    if (token.isLost() || leases.isOver(lease)) throw new LeaseOver();
  });
}
