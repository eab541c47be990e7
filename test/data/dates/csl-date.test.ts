import { describe, expect, test } from 'vitest';
import { cslDate, readCslDate } from '../../../src/data/dates/csl-date.ts';
import { parseHistoricalDate } from '../../../src/data/dates/historical-date.ts';
import { readDate } from '../../../src/data/dates/read-date.ts';

describe('a date in CSL-JSON', () => {
  test.each([
    ['1964-10-05', { 'date-parts': [[1964, 10, 5]] }],
    ['1960~', { 'date-parts': [[1960]], circa: true }],
    [
      '1962-10-16/1962-10-28',
      {
        'date-parts': [
          [1962, 10, 16],
          [1962, 10, 28],
        ],
      },
    ],
    ['1920~/1930~', { 'date-parts': [[1920], [1930]], circa: true }],
    ['1961?', { literal: '1961?' }],
    ['196X', { literal: '1960s' }],
    ['1964/..', { literal: 'from 1964' }],
    ['1920~/1930', { literal: '[c. 1920] – 1930' }],
  ])('%s is written as CSL has it, and read back', (edtf, csl) => {
    const written = cslDate(parseHistoricalDate(edtf));
    expect(written).toEqual(csl);
    const read = readCslDate(JSON.parse(JSON.stringify(written)));
    expect('text' in read && readDate(read.text ?? '')).toMatchObject({ kind: 'certain', date: { edtf } });
  });

  test.each([
    [{ 'date-parts': [['1962', '10']] }, '1962-10'],
    [{ 'date-parts': [[1962, 10]], circa: 1 }, '1962-10~'],
    [{ 'date-parts': [[1962], [1964]], circa: true }, '1962~/1964~'],
    [{ 'date-parts': [[1962]], season: 1 }, 'spring 1962'],
    [{ 'date-parts': [[1962]], season: '24' }, 'winter 1962'],
    [{ 'date-parts': [[1962]], season: 'Fall' }, 'Fall 1962'],
    [{ raw: 'ca. 1964' }, 'ca. 1964'],
    [{ literal: 'n.d.' }, 'n.d.'],
    ['1964', '1964'],
  ])('%j says %s', (value, text) => {
    expect(readCslDate(value)).toEqual({ text });
  });

  test.each([
    [{ 'date-parts': [[1962, 13]] }],
    [{ 'date-parts': [[1962, 2, 30]] }],
    [{ 'date-parts': [['soon']] }],
    [{ 'date-parts': [] }],
    [{ 'date-parts': [[1962]], season: 7 }],
    [{ 'date-parts': [[1962], [1963]], season: 1 }],
    [{}],
    [1964],
  ])('%j is a problem, and never a part of it', (value) => {
    expect(readCslDate(value)).toEqual({ problem: expect.any(String) });
  });

  test('may be absent', () => {
    expect(readCslDate(undefined)).toEqual({});
    expect(readCslDate(null)).toEqual({});
  });
});
