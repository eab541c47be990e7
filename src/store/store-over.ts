import type { Kysely } from 'kysely';
import { addressesIn } from './addresses.ts';
import { dailyCorrectionsIn } from './daily-corrections.ts';
import { dailyGuildsIn } from './daily-guilds.ts';
import { dailyLedgerIn } from './daily-ledger.ts';
import { registrationsIn } from './registrations.ts';
import type { Store, StoreWatch } from './store.ts';
import type { StoreError } from './store-error.ts';
import { subscriptionsIn } from './subscriptions.ts';
import type { Tables } from './tables.ts';

/** An open database with its tables. It is closed only once. */
export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  /** As `Store.watch`. */
  watch(watch: StoreWatch): Promise<StoreError>;
  close(): Promise<void>;
}

/** The store in a database. */
export function storeOver({ db, watch, close }: OpenDatabase): Store {
  let closed: Promise<void> | undefined;
  return {
    addresses: addressesIn(db),
    registrations: registrationsIn(db),
    daily: { ...subscriptionsIn(db), ...dailyLedgerIn(db), ...dailyCorrectionsIn(db), ...dailyGuildsIn(db) },
    watch,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
