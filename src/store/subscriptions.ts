import type { Kysely, Transaction } from 'kysely';
import type { DailyStore, Due, NextDue, SubscriptionOptions } from './daily.ts';
import { postOf, subscriptionOf } from './daily-rows.ts';
import type { SubscriptionRow, Tables } from './tables.ts';

/** From how many days before the next post the dates in the ledger are read. */
const DAYS_LOOKED_BACK = 10;

const DAY = 86_400_000;

type SubscriptionMethods = Pick<
  DailyStore,
  | 'find'
  | 'save'
  | 'pause'
  | 'resume'
  | 'remove'
  | 'markTroubleReported'
  | 'posts'
  | 'entry'
  | 'quietDayRecords'
>;

/** The servers' subscriptions, kept in the table `daily_settings`. */
export function subscriptionsIn(db: Kysely<Tables>): SubscriptionMethods {
  return {
    async find(guildId) {
      const row = await rowOf(db, guildId);
      return row && subscriptionOf(row);
    },

    save: (wish, next) =>
      db.transaction().execute(async (transaction) => {
        const before = await rowOf(transaction, wish.guildId);
        const underWay = before && (await underWayOf(transaction, before));
        const row: SubscriptionRow = {
          ...columnsOf(wish),
          paused: 0,
          due_date: before?.due_date ?? null,
          due_at: before?.due_at ?? null,
          wake_at: before?.wake_at ?? null,
          trouble: null,
          trouble_at: null,
          trouble_told: 0,
          departed_at: null,
        };
        const due = await dueColumns(transaction, row, next);
        const saved = { ...row, ...(underWay ? {} : due) };
        const { guild_id: _, ...changed } = saved;
        await transaction
          .insertInto('daily_settings')
          .values(saved)
          .onConflict((conflict) => conflict.column('guild_id').doUpdateSet(changed))
          .execute();
        return subscriptionOf(saved);
      }),

    async pause(guildId) {
      const row = await db
        .updateTable('daily_settings')
        .set({ paused: 1, due_date: null, due_at: null, wake_at: null })
        .where('guild_id', '=', guildId)
        .returningAll()
        .executeTakeFirst();
      return row && subscriptionOf(row);
    },

    resume: (guildId, next) =>
      db.transaction().execute(async (transaction) => {
        const row = await rowOf(transaction, guildId);
        if (!row) return undefined;
        const resumed = { ...row, paused: 0 };
        const due = row.paused ? await dueColumns(transaction, resumed, next) : {};
        const changed = { paused: 0, ...due };
        await transaction
          .updateTable('daily_settings')
          .set(changed)
          .where('guild_id', '=', guildId)
          .execute();
        return subscriptionOf({ ...row, ...changed });
      }),

    async remove(guildId) {
      const rows = await db
        .deleteFrom('daily_settings')
        .where('guild_id', '=', guildId)
        .returning('guild_id')
        .execute();
      return rows.length > 0;
    },

    async markTroubleReported(guildId) {
      const rows = await db
        .updateTable('daily_settings')
        .set({ trouble_told: 1 })
        .where('guild_id', '=', guildId)
        .where('trouble_told', '=', 0)
        .where('trouble', 'is not', null)
        .returning('guild_id')
        .execute();
      return rows.length > 0;
    },

    async posts(guildId, most) {
      const rows = await db
        .selectFrom('daily_posts')
        .selectAll()
        .where('guild_id', '=', guildId)
        .orderBy('local_date', 'desc')
        .limit(most)
        .execute();
      return rows.map(postOf);
    },

    async entry(guildId, date) {
      const row = await db
        .selectFrom('daily_posts')
        .selectAll()
        .where('guild_id', '=', guildId)
        .where('local_date', '=', date)
        .executeTakeFirst();
      return row && postOf(row);
    },

    async quietDayRecords(guildId, since) {
      const rows = await db
        .selectFrom('daily_posts')
        .select('record_id')
        .where('guild_id', '=', guildId)
        .where('local_date', '>=', since)
        .where('record_id', 'is not', null)
        .execute();
      return rows.flatMap(({ record_id }) => record_id ?? []);
    },
  };
}

function columnsOf(wish: SubscriptionOptions) {
  return {
    guild_id: wish.guildId,
    channel_id: wish.channelId,
    channel_kind: wish.channelKind,
    time: wish.time,
    zone: wish.zone,
    role_id: wish.roleId ?? null,
    thread: Number(wish.thread),
    publish: Number(wish.publish),
    quiet_days: wish.quietDays,
  };
}

function rowOf(db: Kysely<Tables>, guildId: string): Promise<SubscriptionRow | undefined> {
  return db.selectFrom('daily_settings').selectAll().where('guild_id', '=', guildId).executeTakeFirst();
}

/** The states of a post that has not ended. */
export const OPEN_STATES = ['sending', 'unsent', 'posted', 'threaded'] as const;

/** The entry of the due post when that post is under way; undefined otherwise. */
export function underWayOf(db: Kysely<Tables>, { guild_id, due_date }: SubscriptionRow) {
  if (due_date === null) return undefined;
  return db
    .selectFrom('daily_posts')
    .select('local_date')
    .where('guild_id', '=', guild_id)
    .where('local_date', '=', due_date)
    .where('state', 'in', OPEN_STATES)
    .executeTakeFirst();
}

/** The columns with the instant at which a subscription is next due. */
export async function dueColumns(
  transaction: Transaction<Tables>,
  row: SubscriptionRow,
  next: NextDue,
): Promise<Pick<SubscriptionRow, 'due_date' | 'due_at' | 'wake_at'>> {
  // A wrong clock may have left entries for future dates, so the latest entries need not be those that matter.
  const earliest = next(subscriptionOf(row), new Set());
  const since = new Date(Date.parse(earliest.date) - DAYS_LOOKED_BACK * DAY).toISOString().slice(0, 10);
  const posts = await transaction
    .selectFrom('daily_posts')
    .select('local_date')
    .where('guild_id', '=', row.guild_id)
    .where('local_date', '>=', since)
    .execute();
  const taken = new Set(posts.map(({ local_date }) => local_date));
  const due: Due = taken.size === 0 ? earliest : next(subscriptionOf(row), taken);
  const at = due.at.toISOString();
  return { due_date: due.date, due_at: at, wake_at: at };
}
