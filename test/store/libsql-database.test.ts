import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { SqliteDatabase } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openLibsqlDatabase } from '../../src/store/libsql-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function open(file = join(temporaryFolder(), 'test.db')): SqliteDatabase {
  const database = openLibsqlDatabase(file, 0);
  onTestFinished(() => database.close());
  return database;
}

/** A value as it comes back from columns of each type that our tables have. */
function roundTrip(value: unknown): unknown {
  const database = open();
  database.prepare('CREATE TABLE kept (text TEXT, number INTEGER)').run([]);
  database.prepare('INSERT INTO kept VALUES (?, ?)').run([value, value]);
  return database.prepare('SELECT text, number FROM kept').all([])[0];
}

describe('what is bound to a statement', () => {
  test.each([
    [true, { text: '1', number: 1 }],
    [false, { text: '0', number: 0 }],
    [5, { text: '5', number: 5 }],
    [-0, { text: '0', number: 0 }],
    [0.5, { text: '0.5', number: 0.5 }],
    [Number.MAX_SAFE_INTEGER, { text: '9007199254740991', number: 9007199254740991 }],
    [-7n, { text: '-7', number: -7 }],
    [null, { text: null, number: null }],
    ['', { text: '', number: '' }],
    ['Çela 😀 “q”', { text: 'Çela 😀 “q”', number: 'Çela 😀 “q”' }],
    [
      new Date('2026-01-02T03:04:05.678Z'),
      { text: '2026-01-02T03:04:05.678Z', number: '2026-01-02T03:04:05.678Z' },
    ],
  ])('%o comes back as %o', (value, kept) => {
    expect(roundTrip(value)).toEqual(kept);
  });

  test.each([
    [undefined, 'undefined'],
    [Number.NaN, 'text'],
    [Number.POSITIVE_INFINITY, 'text'],
    [2 ** 53, 'text'],
    [2n ** 53n, 'text'],
    [new Date(Number.NaN), 'invalid date'],
    ['a\0b', 'NUL'],
    [{ secret: 1 }, 'Object'],
    [['secret'], 'Array'],
    [Buffer.from('secret'), 'Buffer'],
    [Symbol('secret'), 'symbol'],
  ])('%o is refused by its kind, not its value', (value, kind) => {
    expect(() => roundTrip(value)).toThrow(TypeError);
    expect(() => roundTrip(value)).toThrow(new RegExp(`^(?!.*secret).*${kind}`));
  });

  test('a limit may be bound', () => {
    expect(open().prepare('SELECT 1 AS one LIMIT ?').all([1])).toEqual([{ one: 1 }]);
  });
});

describe('the database', () => {
  test('writes every commit to the disk, through a log', () => {
    const database = open();
    expect(database.prepare('PRAGMA synchronous').all([])).toEqual([{ synchronous: 2 }]);
    expect(database.prepare('PRAGMA journal_mode').all([])).toEqual([{ journal_mode: 'wal' }]);
  });

  test('keeps its log short, because no statement is left half read', () => {
    const file = join(temporaryFolder(), 'test.db');
    const database = open(file);
    database.prepare('CREATE TABLE kept (text TEXT)').run([]);
    const insert = database.prepare('INSERT INTO kept VALUES (?) RETURNING text');
    database.prepare('BEGIN').run([]);
    for (let n = 0; n < 200; n++) insert.all(['x'.repeat(1000)]);
    database.prepare('COMMIT').run([]);
    for (const row of database.prepare('SELECT text FROM kept').iterate([])) {
      if (row) break;
    }
    for (let n = 0; n < 300; n++) insert.all(['x'.repeat(40_000)]);
    // SQLite begins the log anew every 1,000 pages when nothing reads the old part.
    expect(statSync(`${file}-wal`).size).toBeLessThan(8_000_000);
  });

  test('reuses a statement after it failed', () => {
    const database = open();
    database.prepare('CREATE TABLE kept (text TEXT PRIMARY KEY)').run([]);
    const insert = () => database.prepare('INSERT INTO kept VALUES (?)');
    insert().run(['a']);
    expect(() => insert().run(['a'])).toThrow(/UNIQUE/);
    insert().run(['b']);
    expect(database.prepare('SELECT text FROM kept').all([])).toEqual([{ text: 'a' }, { text: 'b' }]);
  });

  test('takes more different statements than it remembers', () => {
    const database = open();
    for (let n = 0; n < 1000; n++) {
      expect(database.prepare(`SELECT ${n} AS n`).all([])).toEqual([{ n }]);
    }
  });
});
