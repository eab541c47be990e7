import { type Claim, type DeliveryState, type LeasedPost, LeaseOver, leasedPost } from './leased-post.ts';
import { createLedgerWrites, type LedgerDependencies } from './ledger-writes.ts';
import type { Outcome } from './outcome.ts';
import { find, finish, openThread, publish, type StepDependencies, send } from './steps.ts';

/** Dependencies of the delivery of posts. */
export type DeliveryDependencies = LedgerDependencies & Omit<StepDependencies, 'ledger'>;

/**
 * The step to take in each state. Each is safe to repeat, and is repeated when a process has died or Discord has
 * failed in the middle of it.
 *
 * | state | step | what it leads to |
 * | --- | --- | --- |
 * | `sending` | look for the message | `posted`, `unsent`; or the end: uncertain |
 * | `unsent` | send it | `posted`; or the end: refused, skipped |
 * | `posted` | open the thread | `threaded` |
 * | `threaded` | publish | `published` |
 * | `published` | finish | the end: done, and the next post is due |
 *
 * From every state a post may also be released, to be tried again later.
 */
const STEPS: {
  readonly [S in DeliveryState]: (post: LeasedPost<S>, dependencies: StepDependencies) => Promise<Outcome>;
} = {
  sending: find,
  unsent: send,
  posted: openThread,
  threaded: publish,
  published: finish,
};

/**
 * Advances a claimed post step by step, until it is finished, has to be tried again, or belongs to another process.
 *
 * @throws {StoreUnavailable} when there is no more time to wait for the store
 */
export type Deliver = (claim: Claim) => Promise<void>;

/** The delivery of this process's posts. */
export function createDelivery(dependencies: DeliveryDependencies): Deliver {
  const ledger = createLedgerWrites(dependencies);
  return async (claim) => {
    let post: LeasedPost | undefined = leasedPost(claim, dependencies);
    while (post) {
      const outcome: Outcome = await step(post, { ...dependencies, ledger });
      if (outcome.kind === 'end') return ledger.end(post, outcome);
      if (outcome.kind === 'retry') return ledger.retry(post, outcome);
      post = outcome.isRecorded ? await ledger.advance(outcome.post) : outcome.post;
    }
  };
}

async function step<S extends DeliveryState>(
  post: LeasedPost<S>,
  dependencies: StepDependencies,
): Promise<Outcome> {
  try {
    return await STEPS[post.state](post, dependencies);
  } catch (error) {
    if (!(error instanceof LeaseOver)) throw error;
    return { kind: 'retry', cause: { kind: 'waited' }, mayBeSent: post.state !== 'unsent' };
  }
}
