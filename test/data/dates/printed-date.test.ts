import { parse } from 'edtf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstDay, isoDate, lastDay } from '../../../src/data/dates/calendar-date.ts';
import { parseHistoricalDate, type Qualifier } from '../../../src/data/dates/historical-date.ts';
import { printHistoricalDate } from '../../../src/data/dates/printed-date.ts';
import { readDate } from '../../../src/data/dates/read-date.ts';
import { howMany } from '../../support/how-many.ts';

const qualifiers = fc.constantFrom<Qualifier>('', '~', '?', '%');
const years = fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1850, max: 2030 }));
const points = fc
  .record({ year: years, month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
  .chain(({ year, month, day }) => fc.constantFrom({ year }, { year, month }, { year, month, day }));

const edtf = fc.oneof(
  fc.tuple(points, qualifiers).map(([date, mark]) => isoDate(date) + mark),
  fc
    .tuple(points, points, qualifiers, qualifiers)
    .filter(([from, to]) => firstDay(from) <= lastDay(to) && isoDate(from) !== isoDate(to))
    .map(([from, to, one, other]) => `${isoDate(from)}${one}/${isoDate(to)}${other}`),
  fc.tuple(points, qualifiers).map(([date, mark]) => `${isoDate(date)}${mark}/..`),
  fc.tuple(points, qualifiers).map(([date, mark]) => `../${isoDate(date)}${mark}`),
  fc
    .tuple(fc.integer({ min: 0, max: 999 }), qualifiers)
    .map(([decade, mark]) => `${String(decade).padStart(3, '0')}X${mark}`),
  fc
    .tuple(fc.integer({ min: 0, max: 99 }), qualifiers)
    .map(([century, mark]) => `${String(century).padStart(2, '0')}XX${mark}`),
);

describe('a date in words', () => {
  test.each([
    ['1968-10-05', '5 October 1968'],
    ['1960~', 'c. 1960'],
    ['1961?', '1961?'],
    ['1961%', 'c. 1961?'],
    ['0476', 'AD 476'],
    ['1962-10-16/1962-10-28', '16–28 October 1962'],
    ['1920~/1930~', 'c. 1920–1930'],
    ['1920?/1930?', '1920–1930?'],
    ['1920/1930?', '1920 – [1930?]'],
    ['1920~/1930', '[c. 1920] – 1930'],
    ['196X', '1960s'],
    ['190X', '1900s (decade)'],
    ['18XX', '19th century'],
    ['1964/..', 'from 1964'],
    ['../1945~', 'until c. 1945'],
    ['1966-06', 'June 1966'],
    ['1957', '1957'],
    ['1961-03%', 'c. March 1961?'],
    ['1962-10-16/1962-11-02', '16 October – 2 November 1962'],
    ['1962-10/1962-11', 'October–November 1962'],
    ['1962-10/1963-01', 'October 1962 – January 1963'],
    ['1962/1963', '1962–1963'],
    ['1962-10-16/1963', '16 October 1962 – 1963'],
    ['1964-12-30/1965-01-02', '30 December 1964 – 2 January 1965'],
  ])('%s is %s', (date, words) => {
    expect(printHistoricalDate(parseHistoricalDate(date))).toBe(words);
  });

  test('is read back as the same date, whatever date it is', () => {
    fc.assert(
      fc.property(edtf, (text) => {
        const date = parseHistoricalDate(text);
        expect(readDate(printHistoricalDate(date))).toEqual({ kind: 'certain', date });
      }),
      { numRuns: howMany(500, 20_000) },
    );
  });

  test('and EDTF itself is read as itself, as another implementation of EDTF takes it', () => {
    fc.assert(
      fc.property(edtf, (text) => {
        expect(readDate(text)).toMatchObject({ kind: 'certain', date: { edtf: text } });
        // `edtf` knows no marks behind unknown digits.
        if (!/X[~?%]/.test(text)) expect(() => parse(text)).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});
