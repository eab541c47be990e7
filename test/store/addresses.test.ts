import { join } from 'node:path';
import fc from 'fast-check';
import type { SqliteDatabase } from 'kysely';
import { Kysely, SqliteDialect } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { addressesIn } from '../../src/store/addresses.ts';
import { openLibsqlDatabase } from '../../src/store/libsql-database.ts';
import { migrate } from '../../src/store/migrations.ts';
import type { Addresses } from '../../src/store/store.ts';
import type { Tables } from '../../src/store/tables.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const HOUR = 3_600_000;
const start = Date.parse('2026-01-01T00:00:00Z');
const day = (days: number, hours = 0) => new Date(start + (days * 24 + hours) * HOUR);

/** Addresses over a database of their own, and what went through it: every statement. */
async function kept(capacity?: number) {
  const database = openLibsqlDatabase(join(temporaryFolder(), 'test.db'), 0);
  const statements: string[] = [];
  const watched: SqliteDatabase = {
    close: () => database.close(),
    prepare(sql) {
      statements.push(sql);
      return database.prepare(sql);
    },
  };
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: watched }) });
  onTestFinished(() => db.destroy());
  await migrate(db);
  return {
    addresses: addressesIn(db, capacity),
    /** The same rows as another process would see them, or this one after a restart. */
    reopened: (): Addresses => addressesIn(db, capacity),
    async rows(): Promise<string[]> {
      const rows = await db.selectFrom('addresses').select('address').orderBy('used_at').execute();
      return rows.map((row) => row.address);
    },
    /** The statements since this was last asked. */
    asked: () => statements.splice(0),
  };
}

const writes = (statements: readonly string[]) =>
  statements.filter((sql) => /^(insert|update|delete)/i.test(sql));

async function keepOne(addresses: Addresses, address: string, now: Date): Promise<string> {
  const [key = ''] = await addresses.keep([address], now);
  return key;
}

describe('the key of an address', () => {
  test('is 23 characters, and the same whenever and wherever the address is kept', async () => {
    const { addresses } = await kept();
    const other = await kept();
    const key = await keepOne(addresses, 'search?query=bomb', day(0));
    expect(key).toMatch(/^@[A-Za-z0-9_-]{22}$/);
    expect(await keepOne(addresses, 'search?query=bomb', day(300))).toBe(key);
    expect(await keepOne(other.addresses, 'search?query=bomb', day(0))).toBe(key);
  });

  test('gives back any address, exactly, and keys come in the order of the addresses', async () => {
    const { addresses } = await kept();
    const texts = fc.array(
      fc.string({ unit: 'grapheme', maxLength: 400 }).map((t) => t.replaceAll('\0', '')),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (list) => {
        const keys = await addresses.keep(list, day(0));
        expect(await Promise.all(keys.map((key) => addresses.find(key, day(0))))).toEqual(list);
      }),
      { numRuns: 50 },
    );
  });

  test('that was never given finds nothing, whatever it looks like', async () => {
    const { addresses } = await kept();
    for (const key of [
      '',
      '@',
      `@${'A'.repeat(22)}`,
      `@${'A'.repeat(21)}%`,
      'search?query=bomb',
      "@' OR 1=1 --",
    ]) {
      expect(await addresses.find(key, day(0))).toBeUndefined();
    }
  });
});

describe('an address', () => {
  test('is one row, however often it is kept', async () => {
    const { addresses, reopened, rows } = await kept();
    await addresses.keep(['a', 'b', 'a'], day(0));
    await addresses.keep(['a'], day(2));
    await reopened().keep(['b', 'a'], day(4));
    expect((await rows()).sort()).toEqual(['a', 'b']);
  });

  test('is found 180 days after it was kept, and no longer after 181', async () => {
    const { addresses } = await kept();
    const [first = '', second = ''] = await addresses.keep(['a', 'b'], day(0));
    expect(await addresses.find(first, day(180))).toBe('a');
    expect(await addresses.find(second, day(181))).toBeUndefined();
  });

  test('lives on when it is kept again or found', async () => {
    const { addresses } = await kept();
    const [key = ''] = await addresses.keep(['a'], day(0));
    await addresses.keep(['a'], day(100));
    expect(await addresses.find(key, day(280))).toBe('a');
    expect(await addresses.find(key, day(460))).toBe('a');
    expect(await addresses.find(key, day(641))).toBeUndefined();
  });

  test('lives 180 days from a use that was not written, being of the same day as the one before', async () => {
    const { addresses } = await kept();
    const [key = ''] = await addresses.keep(['a'], day(0));
    await addresses.keep(['a'], day(0, 23));
    expect(await addresses.find(key, day(180, 23))).toBe('a');
  });

  test('is kept anew when it has expired', async () => {
    const { addresses } = await kept();
    const key = await keepOne(addresses, 'a', day(0));
    await addresses.keep(['a'], day(400));
    expect(await addresses.find(key, day(401))).toBe('a');
  });

  test('with a NUL character is refused, and nothing of its company kept', async () => {
    const { addresses, rows } = await kept();
    await expect(addresses.keep(['a', 'b\0c'], day(0))).rejects.toThrow(/NUL/);
    expect(await rows()).toEqual([]);
    await addresses.keep(['a'], day(0));
    expect(await rows()).toEqual(['a']);
  });
});

describe('a card in use costs the disk one write a day', () => {
  test('kept again within the day, nothing is asked of the database at all', async () => {
    const { addresses, asked } = await kept();
    await addresses.keep(['a', 'b'], day(0));
    asked();
    for (let hour = 0; hour < 24; hour++) await addresses.keep(['b', 'a'], day(0, hour));
    expect(asked()).toEqual([]);
    await addresses.keep(['a'], day(1));
    expect(writes(asked())).toHaveLength(1);
  });

  test('kept again after a restart it is looked up once', async () => {
    const { addresses, reopened, asked } = await kept();
    await addresses.keep(['a'], day(0));
    const restarted = reopened();
    asked();
    await restarted.keep(['a'], day(0, 1));
    const lookUp = asked();
    expect(lookUp).not.toEqual([]);
    expect(writes(lookUp)).toEqual([]);
    await restarted.keep(['a'], day(0, 2));
    expect(asked()).toEqual([]);
  });

  test('found again within the day, nothing is written', async () => {
    const { addresses, asked } = await kept();
    const [key = ''] = await addresses.keep(['a'], day(0));
    asked();
    for (let hour = 0; hour < 24; hour++) await addresses.find(key, day(0, hour));
    expect(writes(asked())).toEqual([]);
    await addresses.find(key, day(1));
    expect(writes(asked())).not.toEqual([]);
  });

  test('only what is new or stale of several is written', async () => {
    const { addresses, reopened, asked, rows } = await kept();
    await addresses.keep(['a'], day(0));
    await addresses.keep(['b'], day(1));
    asked();
    await reopened().keep(['a', 'b', 'c'], day(1, 1));
    expect(writes(asked()).filter((sql) => sql.startsWith('insert'))).toHaveLength(1);
    expect((await rows()).slice(0, 1)).toEqual(['b']);
  });
});

describe('the number of addresses', () => {
  test('never passes the capacity; those used longest ago go', async () => {
    const { addresses, rows } = await kept(3);
    for (const [at, address] of ['a', 'b', 'c'].entries()) await addresses.keep([address], day(at));
    await addresses.keep(['a'], day(5));
    await addresses.keep(['d'], day(6));
    expect(await rows()).toEqual(['c', 'a', 'd']);
    await addresses.keep(['e', 'f'], day(7));
    expect((await rows()).sort()).toEqual(['d', 'e', 'f']);
  });

  test('one that was dropped is kept again when it comes again', async () => {
    const { addresses } = await kept(1);
    const key = await keepOne(addresses, 'a', day(0));
    await addresses.keep(['b'], day(0, 1));
    expect(await addresses.find(key, day(0, 2))).toBeUndefined();
    await addresses.keep(['a'], day(0, 3));
    expect(await addresses.find(key, day(0, 4))).toBe('a');
  });

  test('is counted seldom, and still holds', async () => {
    const { addresses, asked, rows } = await kept(1000);
    asked();
    for (let n = 0; n < 1500; n++) await addresses.keep([`address ${n}`], day(0, n / 1000));
    const counts = asked().filter((sql) => sql.includes('count('));
    expect(counts.length).toBeLessThan(160);
    const left = await rows();
    expect(left.length).toBeLessThanOrEqual(1000);
    expect(left.length).toBeGreaterThan(980);
    expect(left.at(-1)).toBe('address 1499');
  });

  test('what has expired goes when rows are counted', async () => {
    const { addresses, reopened, rows } = await kept();
    await addresses.keep(['a', 'b'], day(0));
    await reopened().keep(['c'], day(200));
    expect(await rows()).toEqual(['c']);
  });
});
