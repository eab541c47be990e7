import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { createCache } from '../cache.ts';
import type { Addresses } from './store.ts';
import type { Tables } from './tables.ts';

const DAY = 86_400_000;
const DAYS_KEPT = 180;

/** How old the stored use may be before a newer one is stored: a card in use costs one write a day. */
const RENEWED_AFTER = DAY;

/** Counted from the last *stored* use, which may be older than the last use by the time between two writes. */
const EXPIRES_AFTER = DAYS_KEPT * DAY + RENEWED_AFTER;

/** How many keys are kept in memory (about 1 MB), so that storing an address again needs no query. */
const KEYS_REMEMBERED = 5_000;

const KEY = /^@[\w-]{22}$/;

/** How many addresses are kept: 50 MB of addresses of 300 bytes. */
const ADDRESSES_KEPT = 100_000;

/**
 * The long addresses, kept in the table `addresses`.
 * @param capacity How many are kept, at least 1.
 */
export function addressesIn(db: Kysely<Tables>, capacity = ADDRESSES_KEPT): Addresses {
  /** When keys were last written as used, in milliseconds since 1970. */
  const uses = createCache<string, number>({ capacity: KEYS_REMEMBERED });
  /** How many rows may be written before they have to be counted again. */
  let room = 0;

  const write = async (transaction: Transaction<Tables>, rows: readonly AddressRow[], now: Date) => {
    if (rows.length === 0) return;
    const used_at = now.toISOString();
    await transaction
      .insertInto('addresses')
      .values(rows.map(({ key, address }) => ({ key, address, used_at })))
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ used_at }))
      .execute();
    room -= rows.length;
    if (room >= 0) return;
    const pruned = await prune(transaction, capacity, before(now, EXPIRES_AFTER));
    for (const key of pruned.keys) uses.delete(key);
    room = pruned.room;
  };

  return {
    async keep(addresses, now) {
      const keys = addresses.map(keyOf);
      const freshAfter = now.getTime() - RENEWED_AFTER;
      const unsure = new Map<string, string>();
      for (const [at, key] of keys.entries()) {
        const address = addresses[at];
        if (address !== undefined && (uses.get(key) ?? 0) <= freshAfter) unsure.set(key, address);
      }
      if (unsure.size === 0) return keys;
      const written = await db.transaction().execute(async (transaction) => {
        const fresh = await transaction
          .selectFrom('addresses')
          .select(['key', 'used_at'])
          .where('key', 'in', [...unsure.keys()])
          .where('used_at', '>', before(now, RENEWED_AFTER))
          .execute();
        for (const { key } of fresh) unsure.delete(key);
        // Always in the same order, so that two processes that store the same addresses cannot deadlock.
        const stale = Array.from(unsure, ([key, address]) => ({ key, address })).sort((a, b) =>
          a.key < b.key ? -1 : 1,
        );
        await write(transaction, stale, now);
        return [...fresh, ...stale.map(({ key }) => ({ key, used_at: now.toISOString() }))];
      });
      for (const { key, used_at } of written) uses.set(key, Date.parse(used_at));
      return keys;
    },
    find(key, now) {
      if (!KEY.test(key)) return Promise.resolve(undefined);
      return db.transaction().execute(async (transaction) => {
        const row = await transaction
          .selectFrom('addresses')
          .select(['key', 'address', 'used_at'])
          .where('key', '=', key)
          .where('used_at', '>', before(now, EXPIRES_AFTER))
          .executeTakeFirst();
        if (row && row.used_at <= before(now, RENEWED_AFTER)) await write(transaction, [row], now);
        return row?.address;
      });
    },
  };
}

type AddressRow = Pick<Tables['addresses'], 'key' | 'address'>;

/**
 * Deletes expired addresses, then the least recently used until there is room: a hundredth more than needed, so that
 * it is seldom done. Gives the deleted keys, and how many rows may be written before it has to be done again.
 */
async function prune(
  transaction: Transaction<Tables>,
  capacity: number,
  expired: string,
): Promise<{ keys: string[]; room: number }> {
  const old = await transaction
    .deleteFrom('addresses')
    .where('used_at', '<=', expired)
    .returning('key')
    .execute();
  const { count } = await transaction
    .selectFrom('addresses')
    // PostgreSQL counts in 64 bits, and its driver gives such numbers as text.
    .select((e) => e.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  const batch = Math.floor(capacity / 100);
  const room = capacity - Number(count);
  if (room >= 0) return { keys: old.map(({ key }) => key), room: Math.min(room, batch) };
  const surplus = await transaction
    .deleteFrom('addresses')
    .where('key', 'in', (e) =>
      e
        .selectFrom('addresses')
        .select('key')
        .orderBy('used_at')
        .orderBy('key')
        .limit(batch - room),
    )
    .returning('key')
    .execute();
  return { keys: [...old, ...surplus].map(({ key }) => key), room: batch };
}

/** The key of an address: 132 bits of its SHA-256, so that no two addresses share a key. */
function keyOf(address: string): string {
  return `@${createHash('sha256').update(address).digest('base64url').slice(0, 22)}`;
}

function before(now: Date, milliseconds: number): string {
  return new Date(now.getTime() - milliseconds).toISOString();
}
