import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordId } from '../../../src/data/records/record-id.ts';

test('an id says the date and stays what it is for good', () => {
  expect(recordId('1968-10-05', 'Interview and Discussion')).toBe('1968-10-05-d2691ead');
  expect(recordId('1966-06', 'x')).toMatch(/^1966-06-[0-9a-f]{8}$/);
  expect(recordId('1960~', 'x')).toMatch(/^1960-[0-9a-f]{8}$/);
  expect(recordId('1962-10-16/1962-10-28', 'x')).toMatch(/^1962-10-16--1962-10-28-[0-9a-f]{8}$/);
  expect(recordId(undefined, 'x')).toMatch(/^undated-[0-9a-f]{8}$/);
});

test.each([
  ["China's Bomb", 'China’s Bomb'],
  ['"Ten Theses"', '“Ten Theses”'],
  ['1980-81', '1980–81'],
  ['al-Fao', 'al‐Fao'],
  ['Record of a Meeting', '  Record  of a\u00a0MEETING '],
])('%s and %s are one title', (one, other) => {
  expect(recordId('1966', one)).toBe(recordId('1966', other));
});

test.each([
  ['Cable (1)', 'Cable (2)'],
  ['Çela', 'Cela'],
  ['A title', 'A title.'],
])('%s and %s are two titles', (one, other) => {
  expect(recordId('1966', one)).not.toBe(recordId('1966', other));
});

test('another date is another record, also one that is only less sure', () => {
  const ids = ['1960', '1960~', '1960?', '1960-01', undefined].map((date) => recordId(date, 'x'));
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id is always of the form that a record needs', () => {
  const dates = fc.constantFrom(undefined, '1957', '1966-06', '1968-10-05', '1962-10-16/1962-10-28', '1961%');
  fc.assert(
    fc.property(dates, fc.string({ unit: 'binary' }), (date, title) => {
      expect(recordId(date, title)).toMatch(/^[a-z0-9-]{1,40}$/);
    }),
  );
});
