import type { MessageBody } from '../../channels/channel-calls.ts';
import { failureOf } from '../../channels/failure.ts';
import type { Log } from '../../log.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import { postNonce, postTitle } from '../cards/post-text.ts';
import type { Counts } from '../counts.ts';
import { type LeasedPost, LeaseOver } from './leased-post.ts';
import type { LedgerWrites } from './ledger-writes.ts';
import { failureIn, next, type Outcome, recorded } from './outcome.ts';
import { type MessageDependencies, postMessage } from './post-message.ts';
import type { SeenIds } from './seen-ids.ts';
import { settle } from './settling.ts';
import type { TokenWatch } from './token-watch.ts';

/** Dependencies of the steps of a delivery. */
export interface StepDependencies extends MessageDependencies {
  readonly log: Log;
  readonly counts: Counts;
  readonly token: TokenWatch;
  readonly seenIds: SeenIds;
  readonly ledger: LedgerWrites;
}

/** `sending`: looks in the channel for a message that may have been sent. */
export async function find(post: LeasedPost<'sending'>, { counts }: StepDependencies): Promise<Outcome> {
  const { entry, discord } = post;
  try {
    const settled = await settle(discord, entry, postTitle(entry.date));
    if (settled === 'unknown') return { kind: 'end', state: 'uncertain', trouble: 'uncertain' };
    counts.add(settled === 'none' ? 'settled-absent' : 'settled-found');
    return settled === 'none' ? next({ ...post, state: 'unsent' }) : posted(post, settled.messageId);
  } catch (error) {
    const failure = failureIn(error);
    // The channel cannot be read, so the message may still be there.
    if (failure.kind === 'refused') return { kind: 'end', state: 'uncertain', trouble: failure.reason };
    return { kind: 'retry', cause: failure, mayBeSent: true };
  }
}

/** `unsent`: makes the card and sends the message, unless the day is over. */
export async function send(post: LeasedPost<'unsent'>, dependencies: StepDependencies): Promise<Outcome> {
  const { subscription, entry, chosen } = post;
  const { log, token, seenIds, ledger } = dependencies;
  if (!chosen) return { kind: 'end', state: 'skipped', reason: 'late' };
  let body: MessageBody;
  try {
    body = await ledger.patiently(() => postMessage(subscription, entry.date, chosen, dependencies));
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return { kind: 'retry', cause: { kind: 'unexpected', error }, mayBeSent: false };
  }
  try {
    const { id, isRoleMentioned } = await sendTo(post, body);
    token.accepted();
    seenIds.made(id);
    return posted(post, id, isRoleMentioned ? undefined : 'role-not-mentioned');
  } catch (error) {
    const failure = failureIn(error);
    if (failure.kind !== 'refused') {
      const mayBeSent = failure.kind === 'unreachable' && failure.mayBeDone;
      return { kind: 'retry', cause: failure, mayBeSent };
    }
    if (failure.reason === 'rejected')
      log.error({ guild: entry.guildId, error }, 'Discord rejects a daily post');
    return { kind: 'end', state: 'refused', trouble: failure.reason };
  }
}

async function sendTo({ subscription, entry, discord }: LeasedPost, body: MessageBody) {
  const { roleId } = subscription;
  const { guildId, channelId, channelKind, date } = entry;
  if (channelKind === 'forum') {
    return { id: await discord.postInForum(channelId, postTitle(date), body), isRoleMentioned: true };
  }
  const { id, mention_roles } = await discord.post(channelId, body, postNonce(guildId, date));
  return { id, isRoleMentioned: roleId === undefined || (mention_roles ?? []).includes(roleId) };
}

/** The message is there. The ledger has to have its id before another call is made; otherwise the end records it. */
function posted(post: LeasedPost, messageId: string, trouble?: LeasedPost['trouble']): Outcome {
  const there = { ...post, state: 'posted', messageId, trouble } as const;
  return wantsThread(post) || wantsPublishing(post) ? recorded(there) : next(there);
}

/** `posted`: opens the thread, where one is wanted. */
export async function openThread(post: LeasedPost<'posted'>): Promise<Outcome> {
  const { entry, discord, messageId } = post;
  const threaded = { ...post, state: 'threaded' } as const;
  if (!wantsThread(post)) return next(threaded);
  const result = await tried(() => discord.openThread(entry.channelId, messageId, postTitle(entry.date)));
  if (result === 'done') return recorded(threaded);
  return result === 'refused' ? next({ ...threaded, trouble: post.trouble ?? 'thread-refused' }) : result;
}

/** `threaded`: publishes the message to the servers that follow the channel, where that is wanted. */
export async function publish(post: LeasedPost<'threaded'>): Promise<Outcome> {
  const { entry, discord, messageId } = post;
  const published = { ...post, state: 'published' } as const;
  if (!wantsPublishing(post)) return next(published);
  const result = await tried(() => discord.publish(entry.channelId, messageId));
  if (result === 'done') return next(published);
  return result === 'refused' ? next({ ...published, trouble: post.trouble ?? 'publish-refused' }) : result;
}

/** `published`: all is done. */
export async function finish({ messageId, trouble }: LeasedPost<'published'>): Promise<Outcome> {
  return { kind: 'end', state: 'done', messageId, trouble };
}

function wantsThread({ subscription, entry }: LeasedPost): boolean {
  return subscription.thread && entry.channelKind !== 'forum';
}

function wantsPublishing({ subscription, entry }: LeasedPost): boolean {
  return subscription.publish && entry.channelKind === 'announcement';
}

/** Makes a call for what belongs to the message. A refusal is a trouble, and the delivery goes on without it. */
async function tried(call: () => Promise<void>): Promise<'done' | 'refused' | Outcome> {
  try {
    await call();
    return 'done';
  } catch (error) {
    if (error instanceof LeaseOver) throw error;
    const failure = failureOf(error);
    if (failure.kind === 'already') return 'done';
    return failure.kind === 'refused' ? 'refused' : { kind: 'retry', cause: failure, mayBeSent: true };
  }
}
