import type { Kysely, Transaction } from 'kysely';
import type { DailyStore, NextDue, PostEnd } from './daily.ts';
import { postOf, settingsOf } from './daily-rows.ts';
import { dueColumns, OPEN_STATES } from './daily-settings.ts';
import type { PostRow, Tables } from './tables.ts';

type LedgerPart = Pick<DailyStore, 'due' | 'claim' | 'advance' | 'retry' | 'finish' | 'skip'>;

/**
 * The ledger, kept in the table `daily_posts`: one row a server and local date, whose key decides who posts. A
 * claim also puts the setting's `wake_at` to the end of the lease, so that a claim whose owner died is found by
 * the same index as what is due.
 */
export function dailyLedgerIn(db: Kysely<Tables>): LedgerPart {
  return {
    async due(now, most) {
      const rows = await db
        .selectFrom('daily_settings')
        .selectAll()
        .where('wake_at', '<=', now.toISOString())
        .orderBy('wake_at')
        .limit(most)
        .execute();
      return rows.map(settingsOf);
    },

    claim: ({ guildId, date, channelId, channelKind, recordId }, { owner, until }, now) =>
      db.transaction().execute(async (transaction) => {
        const lease_until = until.toISOString();
        const isDue = await transaction
          .updateTable('daily_settings')
          .set({ wake_at: lease_until })
          .where('guild_id', '=', guildId)
          .where('due_date', '=', date)
          .where('wake_at', '<=', now.toISOString())
          .returning('guild_id')
          .executeTakeFirst();
        if (!isDue) return undefined;
        const fresh: PostRow = {
          guild_id: guildId,
          local_date: date,
          state: 'sending',
          owner,
          lease_until,
          claimed_at: now.toISOString(),
          channel_id: channelId,
          channel_kind: channelKind,
          record_id: recordId ?? null,
          message_id: null,
          thread_id: null,
          attempts: 1,
          reason: null,
        };
        const made = await transaction
          .insertInto('daily_posts')
          .values(fresh)
          .onConflict((conflict) => conflict.columns(['guild_id', 'local_date']).doNothing())
          .returningAll()
          .executeTakeFirst();
        return made ? postOf({ ...made, state: 'unsent' }) : takenOver(transaction, fresh, now);
      }),

    async advance({ guildId, date }, { state, messageId, threadId }, { owner, until }) {
      const rows = await db.transaction().execute(async (transaction) => {
        const owned = await transaction
          .updateTable('daily_posts')
          .set({
            state,
            lease_until: until.toISOString(),
            ...(messageId !== undefined && { message_id: messageId }),
            ...(threadId !== undefined && { thread_id: threadId }),
          })
          .where('guild_id', '=', guildId)
          .where('local_date', '=', date)
          .where('owner', '=', owner)
          .where('state', 'in', OPEN_STATES)
          .returning('guild_id')
          .execute();
        if (owned.length > 0) await wakeAt(transaction, guildId, date, until);
        return owned;
      });
      return rows.length > 0;
    },

    retry: ({ guildId, date }, { at, mayBeSent, reason }, owner, now) =>
      db.transaction().execute(async (transaction) => {
        const owned = await transaction
          .updateTable('daily_posts')
          .set((e) => ({
            lease_until: now.toISOString(),
            reason,
            state: mayBeSent
              ? e.ref('state')
              : e.case().when('state', '=', 'sending').then('unsent').else(e.ref('state')).end(),
          }))
          .where('guild_id', '=', guildId)
          .where('local_date', '=', date)
          .where('owner', '=', owner)
          .where('state', 'in', OPEN_STATES)
          .returning('guild_id')
          .execute();
        if (owned.length > 0) await wakeAt(transaction, guildId, date, at);
        return owned.length > 0;
      }),

    finish: ({ guildId, date }, { state, reason, trouble, messageId }, owner, next) =>
      db.transaction().execute(async (transaction) => {
        const owned = await transaction
          .updateTable('daily_posts')
          .set({ state, reason: reason ?? null, ...(messageId !== undefined && { message_id: messageId }) })
          .where('guild_id', '=', guildId)
          .where('local_date', '=', date)
          .where('owner', '=', owner)
          .where('state', 'in', OPEN_STATES)
          .returning('guild_id')
          .execute();
        if (owned.length > 0) await setNext(transaction, guildId, date, next, trouble);
        return owned.length > 0;
      }),

    skip: (guildId, dates, reason, now, next) =>
      db.transaction().execute(async (transaction) => {
        const instant = now.toISOString();
        const rows = dates.map((local_date) => ({
          guild_id: guildId,
          local_date,
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
        }));
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

/** The post of another whose lease has ended, now this owner's; one that has ended, as it is. */
async function takenOver(transaction: Transaction<Tables>, fresh: PostRow, now: Date) {
  const { guild_id, local_date, owner, lease_until } = fresh;
  const rowOf = () =>
    transaction
      .selectFrom('daily_posts')
      .selectAll()
      .where('guild_id', '=', guild_id)
      .where('local_date', '=', local_date)
      .executeTakeFirst();
  const before = await rowOf();
  if (!before) return undefined;
  if (!OPEN_STATES.some((state) => state === before.state)) return postOf(before);
  if (before.lease_until > now.toISOString()) return undefined;
  const attempts = before.attempts + 1;
  const { channel_id, channel_kind } = before.state === 'unsent' ? fresh : before;
  const taken = await transaction
    .updateTable('daily_posts')
    .set({
      ...{ owner, lease_until, attempts, channel_id, channel_kind },
      state: before.state === 'unsent' ? 'sending' : before.state,
    })
    .where('guild_id', '=', guild_id)
    .where('local_date', '=', local_date)
    .where('owner', '=', before.owner)
    .where('lease_until', '=', before.lease_until)
    .returning('guild_id')
    .executeTakeFirst();
  return taken && postOf({ ...before, owner, lease_until, attempts, channel_id, channel_kind });
}

/** A setting that has meanwhile been changed to another date is left alone. */
async function wakeAt(transaction: Transaction<Tables>, guildId: string, date: string, at: Date) {
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
