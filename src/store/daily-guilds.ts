import type { Kysely } from 'kysely';
import type { DailyStore } from './daily.ts';
import { dueColumns } from './subscriptions.ts';
import type { Tables } from './tables.ts';

/** How many servers one statement changes. */
const BATCH = 500;

/** Joining and leaving servers. */
export function dailyGuildsIn(
  db: Kysely<Tables>,
): Pick<DailyStore, 'guilds' | 'depart' | 'comeBack' | 'forget'> {
  return {
    async guilds() {
      const rows = await db.selectFrom('daily_settings').select(['guild_id', 'departed_at']).execute();
      return rows.map(({ guild_id, departed_at }) => ({ guildId: guild_id, departed: departed_at !== null }));
    },

    async depart(guildIds, now) {
      for (const ids of batches(guildIds)) {
        await db
          .updateTable('daily_settings')
          .set({ departed_at: now.toISOString(), due_date: null, due_at: null, wake_at: null })
          .where('guild_id', 'in', ids)
          .where('departed_at', 'is', null)
          .execute();
      }
    },

    async comeBack(guildIds, next) {
      for (const guildId of guildIds) {
        await db.transaction().execute(async (transaction) => {
          const row = await transaction
            .selectFrom('daily_settings')
            .selectAll()
            .where('guild_id', '=', guildId)
            .where('departed_at', 'is not', null)
            .executeTakeFirst();
          if (!row) return;
          const back = { ...row, departed_at: null };
          const due = row.paused ? {} : await dueColumns(transaction, back, next);
          await transaction
            .updateTable('daily_settings')
            .set({ departed_at: null, trouble: null, trouble_at: null, trouble_told: 0, ...due })
            .where('guild_id', '=', guildId)
            .execute();
        });
      }
    },

    forget: (leftBefore, postsBefore) =>
      db.transaction().execute(async (transaction) => {
        const left = await transaction
          .deleteFrom('daily_settings')
          .where('departed_at', '<=', leftBefore.toISOString())
          // A wrong clock may have dated a departure too early. It is certainly not older than the server's last post.
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('daily_posts')
                  .select('daily_posts.local_date')
                  .whereRef('daily_posts.guild_id', '=', 'daily_settings.guild_id')
                  .where('daily_posts.claimed_at', '>', leftBefore.toISOString()),
              ),
            ),
          )
          .returning('guild_id')
          .execute();
        for (const ids of batches(left.map(({ guild_id }) => guild_id))) {
          await transaction.deleteFrom('daily_posts').where('guild_id', 'in', ids).execute();
        }
        await transaction.deleteFrom('daily_posts').where('local_date', '<', postsBefore).execute();
        return left.length;
      }),
  };
}

function batches(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, index) =>
    ids.slice(index * BATCH, (index + 1) * BATCH),
  );
}
