import type { Kysely } from 'kysely';
import type { Registrations } from './store.ts';
import type { Tables } from './tables.ts';

/** The commands last registered, kept in the table `registrations`. */
export function registrationsIn(db: Kysely<Tables>): Registrations {
  return {
    async hash(scope) {
      const row = await db
        .selectFrom('registrations')
        .select('hash')
        .where('scope', '=', scope)
        .executeTakeFirst();
      return row?.hash;
    },
    async remember(scope, hash) {
      await db
        .insertInto('registrations')
        .values({ scope, hash })
        .onConflict((conflict) => conflict.column('scope').doUpdateSet({ hash }))
        .execute();
    },
  };
}
