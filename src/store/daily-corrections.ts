import { type Kysely, sql } from 'kysely';
import type { DailyStore, Subscription } from './daily.ts';
import { postOf, subscriptionOf } from './daily-rows.ts';
import { dueColumns, underWayOf } from './subscriptions.ts';
import type { Tables } from './tables.ts';

type CorrectionMethods = Pick<DailyStore, 'open' | 'wake' | 'dueAfter' | 'missedSince' | 'deriveDue'>;

/** Finds and corrects what a killed process or a wrong clock has left behind. */
export function dailyCorrectionsIn(db: Kysely<Tables>): CorrectionMethods {
  return {
    async open() {
      const rows = await db
        .selectFrom('daily_posts')
        .innerJoin('daily_settings', (join) =>
          join
            .onRef('daily_settings.guild_id', '=', 'daily_posts.guild_id')
            .onRef('daily_settings.due_date', '=', 'daily_posts.local_date'),
        )
        .selectAll('daily_posts')
        .select('daily_settings.wake_at')
        // Word for word the condition of the index, because SQLite uses the index only then.
        .where(sql<boolean>`daily_posts.state in ('sending', 'unsent', 'posted', 'threaded')`)
        .execute();
      return rows.flatMap(({ wake_at, ...row }) =>
        wake_at === null ? [] : { post: postOf(row), wakeAt: new Date(wake_at) },
      );
    },

    async wake({ guildId, date, owner, state }, now) {
      const instant = now.toISOString();
      await db
        .updateTable('daily_settings')
        .set({ wake_at: instant })
        .where('guild_id', '=', guildId)
        .where('due_date', '=', date)
        .where('wake_at', '>', instant)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('daily_posts')
              .select('daily_posts.state')
              .where('daily_posts.guild_id', '=', guildId)
              .where('daily_posts.local_date', '=', date)
              .where('daily_posts.owner', '=', owner)
              .where('daily_posts.state', '=', state),
          ),
        )
        .execute();
    },

    async dueAfter(instant) {
      const rows = await db
        .selectFrom('daily_settings')
        .selectAll()
        .where('due_at', '>', instant.toISOString())
        .execute();
      return rows.map(subscriptionOf);
    },

    async missedSince(date) {
      const rows = await db
        .selectFrom('daily_posts')
        .innerJoin('daily_settings', 'daily_settings.guild_id', 'daily_posts.guild_id')
        .selectAll('daily_settings')
        .select('daily_posts.local_date')
        .where(sql<boolean>`daily_posts.state = 'skipped' and daily_posts.reason = 'late'`)
        .where('daily_posts.local_date', '>=', date)
        .where('daily_settings.due_date', 'is not', null)
        .execute();
      const found = new Map<string, { settings: Subscription; dates: string[] }>();
      for (const { local_date, ...row } of rows) {
        const missed = found.get(row.guild_id) ?? { settings: subscriptionOf(row), dates: [] };
        missed.dates.push(local_date);
        found.set(row.guild_id, missed);
      }
      return [...found.values()];
    },

    deriveDue: (guildId, unskipped, next) =>
      db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom('daily_settings')
          .selectAll()
          .where('guild_id', '=', guildId)
          .executeTakeFirst();
        if (!row?.due_at || (await underWayOf(transaction, row))) return false;
        if (unskipped.length > 0) {
          await transaction
            .deleteFrom('daily_posts')
            .where('guild_id', '=', guildId)
            .where('local_date', 'in', unskipped)
            .where('state', '=', 'skipped')
            .where('reason', '=', 'late')
            .execute();
        }
        const due = await dueColumns(transaction, row, next);
        if (due.due_at !== null && due.due_at >= row.due_at) return false;
        const changed = await transaction
          .updateTable('daily_settings')
          .set(due)
          .where('guild_id', '=', guildId)
          .where('due_date', '=', row.due_date)
          .where('wake_at', '=', row.wake_at)
          .returning('guild_id')
          .execute();
        return changed.length > 0;
      }),
  };
}
