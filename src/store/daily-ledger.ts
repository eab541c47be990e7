import type { Kysely, Transaction } from 'kysely';
import { type DailyPost, type DailyStore, FREE, type NextDue, type PostEnd } from './daily.ts';
import { postOf, subscriptionOf } from './daily-rows.ts';
import { dueColumns, OPEN_STATES } from './subscriptions.ts';
import type { PostRow, Tables } from './tables.ts';

type LedgerMethods = Pick<DailyStore, 'due' | 'claim' | 'advance' | 'retry' | 'finish' | 'skip'>;

/** The post is not due, so the transaction of its claim is rolled back. */
class NotDue extends Error {}

/**
 * The ledger, kept in the table `daily_posts`: one row for each server and local date. Its primary key decides who posts.
 * Every transaction locks the ledger's row before the subscription's, so that two of them cannot deadlock.
 */
export function dailyLedgerIn(db: Kysely<Tables>): LedgerMethods {
  return {
    async due(now, most) {
      const rows = await db
        .selectFrom('daily_settings')
        .selectAll()
        .where('wake_at', '<=', now.toISOString())
        .orderBy('wake_at')
        .limit(most)
        .execute();
      return rows.map(subscriptionOf);
    },

    async claim(wanted, lease, now, mayTakeOver = () => false) {
      try {
        return await db.transaction().execute(async (transaction) => {
          const fresh = freshRow(wanted, lease, now);
          const made = await transaction
            .insertInto('daily_posts')
            .values(fresh)
            .onConflict((conflict) => conflict.columns(['guild_id', 'local_date']).doNothing())
            .returningAll()
            .executeTakeFirst();
          const post = made
            ? postOf({ ...made, state: 'unsent' })
            : await takenOver(transaction, fresh, mayTakeOver);
          if (post) await wakeIfDue(transaction, fresh, now);
          return post;
        });
      } catch (error) {
        if (error instanceof NotDue) return undefined;
        throw error;
      }
    },

    advance: (post, { state, messageId, threadId }, { owner, until }) =>
      db.transaction().execute(async (transaction) => {
        const owned = await openRowOf(transaction, post, owner)
          .set({
            state,
            lease_until: until.toISOString(),
            ...(messageId !== undefined && { message_id: messageId }),
            ...(threadId !== undefined && { thread_id: threadId }),
          })
          .executeTakeFirst();
        if (owned) await wakeAt(transaction, post, until);
        return owned !== undefined;
      }),

    retry: (post, { at, mayBeSent, reason, isAttempt = true }, owner, now) =>
      db.transaction().execute(async (transaction) => {
        const owned = await openRowOf(transaction, post, owner)
          .set((e) => ({
            owner: `${FREE}${owner}`,
            lease_until: now.toISOString(),
            reason,
            attempts: e('attempts', '-', isAttempt ? 0 : 1),
            state: mayBeSent
              ? e.ref('state')
              : e.case().when('state', '=', 'sending').then('unsent').else(e.ref('state')).end(),
          }))
          .returningAll()
          .executeTakeFirst();
        if (owned) await wakeAt(transaction, post, at);
        return owned && postOf(owned);
      }),

    finish: (post, { state, reason, trouble, messageId }, owner, next) =>
      db.transaction().execute(async (transaction) => {
        const owned = await openRowOf(transaction, post, owner)
          .set({ state, reason: reason ?? null, ...(messageId !== undefined && { message_id: messageId }) })
          .executeTakeFirst();
        if (owned) await setNext(transaction, post.guildId, post.date, next, trouble);
        return owned !== undefined;
      }),

    skip: (guildId, dates, reason, now, next) =>
      db.transaction().execute(async (transaction) => {
        const rows = dates.map((date) => skippedRow(guildId, date, reason, now));
        if (rows.length > 0) {
          await transaction
            .insertInto('daily_posts')
            .values(rows)
            .onConflict((conflict) => conflict.columns(['guild_id', 'local_date']).doNothing())
            .execute();
        }
        await setNext(transaction, guildId, dates[0], next, 'as before');
      }),
  };
}

type Key = Pick<DailyPost, 'guildId' | 'date'>;

/** An update of the owner's post, which changes nothing when the post has another owner by now or has ended. */
function openRowOf(transaction: Transaction<Tables>, { guildId, date }: Key, owner: string) {
  return transaction
    .updateTable('daily_posts')
    .where('guild_id', '=', guildId)
    .where('local_date', '=', date)
    .where('owner', '=', owner)
    .where('state', 'in', OPEN_STATES)
    .returning('guild_id');
}

function freshRow(
  { guildId, date, channelId, channelKind, recordId, afterMessageId }: Parameters<LedgerMethods['claim']>[0],
  { owner, until }: Parameters<LedgerMethods['claim']>[1],
  now: Date,
): PostRow {
  return {
    guild_id: guildId,
    local_date: date,
    state: 'sending',
    owner,
    lease_until: until.toISOString(),
    claimed_at: now.toISOString(),
    channel_id: channelId,
    channel_kind: channelKind,
    record_id: recordId ?? null,
    message_id: null,
    thread_id: null,
    attempts: 1,
    reason: null,
    after_message_id: afterMessageId ?? null,
  };
}

function skippedRow(guildId: string, date: string, reason: string, now: Date): PostRow {
  const instant = now.toISOString();
  return {
    guild_id: guildId,
    local_date: date,
    state: 'skipped',
    owner: '',
    lease_until: instant,
    claimed_at: instant,
    channel_id: '',
    channel_kind: '',
    record_id: null,
    message_id: null,
    thread_id: null,
    attempts: 0,
    reason,
    after_message_id: null,
  };
}

/** Takes over the post of another owner if that is allowed. A post that has ended is given unchanged. */
async function takenOver(
  transaction: Transaction<Tables>,
  fresh: PostRow,
  mayTakeOver: (post: DailyPost) => boolean,
): Promise<DailyPost | undefined> {
  const { guild_id, local_date, owner, lease_until } = fresh;
  const before = await transaction
    .selectFrom('daily_posts')
    .selectAll()
    .where('guild_id', '=', guild_id)
    .where('local_date', '=', local_date)
    .executeTakeFirst();
  if (!before) return undefined;
  const post = postOf(before);
  if (!OPEN_STATES.some((state) => state === before.state)) return post;
  if (!mayTakeOver(post)) return undefined;
  const attempts = before.attempts + 1;
  // A post that was certainly not sent goes to the channel that the subscription names now.
  const { channel_id, channel_kind, after_message_id } =
    before.state === 'unsent'
      ? { ...fresh, after_message_id: fresh.after_message_id ?? before.after_message_id }
      : before;
  const changed = { owner, lease_until, attempts, channel_id, channel_kind, after_message_id };
  const taken = await transaction
    .updateTable('daily_posts')
    .set({ ...changed, state: before.state === 'unsent' ? 'sending' : before.state })
    .where('guild_id', '=', guild_id)
    .where('local_date', '=', local_date)
    .where('owner', '=', before.owner)
    .where('state', '=', before.state)
    .where('lease_until', '=', before.lease_until)
    .returning('guild_id')
    .executeTakeFirst();
  return taken && postOf({ ...before, ...changed });
}

/**
 * Wakes a subscription again when the lease ends.
 * @throws {NotDue} when the post is not due, by this owner's clock
 */
async function wakeIfDue(
  transaction: Transaction<Tables>,
  { guild_id, local_date, lease_until }: PostRow,
  now: Date,
): Promise<void> {
  const due = await transaction
    .updateTable('daily_settings')
    .set({ wake_at: lease_until })
    .where('guild_id', '=', guild_id)
    .where('due_date', '=', local_date)
    .where('wake_at', '<=', now.toISOString())
    .returning('guild_id')
    .executeTakeFirst();
  if (!due) throw new NotDue();
}

/** Wakes a subscription at an instant, unless another date has become due meanwhile. */
async function wakeAt(transaction: Transaction<Tables>, { guildId, date }: Key, at: Date) {
  await transaction
    .updateTable('daily_settings')
    .set({ wake_at: at.toISOString() })
    .where('guild_id', '=', guildId)
    .where('due_date', '=', date)
    .execute();
}

async function setNext(
  transaction: Transaction<Tables>,
  guildId: string,
  date: string | undefined,
  next: NextDue,
  trouble: PostEnd['trouble'] | 'as before',
) {
  const row = await transaction
    .selectFrom('daily_settings')
    .selectAll()
    .where('guild_id', '=', guildId)
    .executeTakeFirst();
  if (!row || row.due_date !== date) return;
  await transaction
    .updateTable('daily_settings')
    .set({
      ...(await dueColumns(transaction, row, next)),
      ...(trouble !== 'as before' && {
        trouble: trouble?.reason ?? null,
        trouble_at: trouble?.at.toISOString() ?? null,
        trouble_told: 0,
      }),
    })
    .where('guild_id', '=', guildId)
    .where('due_date', '=', date ?? '')
    .execute();
}
