import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historicalDateIn } from '../../../src/data/dates/historical-date.ts';
import { type DateReading, readDate } from '../../../src/data/dates/read-date.ts';
import { everyNth, howMany } from '../../support/how-many.ts';
import {
  CLEAR_TEMPLATES,
  daysOf,
  edtfOf,
  lengthOfMonth,
  NUMBER_TEMPLATES,
  naiveReadings,
} from './naive-reader.ts';

/** All that a reading may mean. */
function meanings(reading: DateReading): readonly string[] {
  if (reading.kind === 'unreadable') return [];
  return reading.kind === 'ambiguous'
    ? reading.dates.map(({ edtf }) => edtf).sort()
    : [reading.date?.edtf ?? 'undated'];
}

/** What two numbers may be: their day, and the other day, if there is one. */
function inNumbers({ y, m, d }: { y: number; m: number; d: number }): string[] {
  const days =
    d <= 12
      ? [
          { y, m, d },
          { y, m: d, d: m },
        ]
      : [{ y, m, d }];
  return [...new Set(days.map(edtfOf))].sort();
}

describe('the calendar from 1899 to 2030', () => {
  const TWELVE_YEARS = Array.from({ length: 11 }, (_, index) => 1899 + 12 * index);

  /** Each form meets every so manyth day, and so the days of the year in turn. */
  const STEP = howMany(32, 1);
  test.each(TWELVE_YEARS)('every day of the twelve years from %i is read, in every form', (first) => {
    const missed: string[] = [];
    let count = first;
    for (const day of daysOf(first, first + 11)) {
      count += 1;
      const isTurn = (_: unknown, index: number) => (index + count) % STEP === 0;
      for (const template of CLEAR_TEMPLATES.filter(isTurn)) {
        const reading = readDate(template(day));
        if (reading.kind !== 'certain' || reading.date?.edtf !== edtfOf(day)) missed.push(template(day));
      }
      for (const template of NUMBER_TEMPLATES.filter(isTurn)) {
        const found = meanings(readDate(template(day)));
        if (found.join() !== inNumbers(day).join()) missed.push(template(day));
      }
    }
    expect(count - first).toBeGreaterThanOrEqual(12 * 365 + 2);
    expect(missed).toEqual([]);
  });

  test('the day after the last of a month is never read as anything', () => {
    const read: string[] = [];
    for (let y = 1999; y <= 2004; y += 1) {
      for (let m = 1; m <= 12; m += 1) {
        const day = { y, m, d: lengthOfMonth(y, m) + 1 };
        for (const template of [...CLEAR_TEMPLATES, ...NUMBER_TEMPLATES]) {
          if (readDate(template(day)).kind !== 'unreadable') read.push(template(day));
        }
      }
    }
    expect(read).toEqual([]);
  });
});

describe('a second, naive reader', () => {
  const naive = naiveReadings(1961, 1964);
  const texts = [...naive.keys()];

  test('knows of every text the same meanings, and agrees on what is certain', () => {
    for (const [text, wanted] of everyNth([...naive], 8)) {
      const reading = readDate(text);
      expect(meanings(reading), text).toEqual([...wanted].sort());
      expect(reading.kind, text).toBe(wanted.size === 1 ? 'certain' : 'ambiguous');
    }
  });

  const sure = texts.filter((text) => naive.get(text)?.size === 1);
  const meant = (text: string) => [...(naive.get(text) ?? [])][0] ?? '';
  /** Both ends of a range are written in the same order of day and month. */
  const inOneOrder = sure.filter((text) => !/^\d\d?[-/.]\d\d?[-/.]\d{4}$/.test(text));
  const joins = fc.constantFrom(' - ', ' – ', ' to ', ' until ', ' through ', ' — ');

  test('agrees on ranges of any two forms, and on which of them end before they start', () => {
    fc.assert(
      fc.property(fc.constantFrom(...inOneOrder), joins, fc.constantFrom(...inOneOrder), (from, join, to) => {
        const [start, end] = [meant(from), meant(to)];
        const wanted = historicalDateIn(start === end ? start : `${start}/${end}`);
        const reading = readDate(from + join + to);
        expect(meanings(reading)).toEqual(wanted ? [wanted.edtf] : []);
        if (wanted) expect(reading.kind).toBe('certain');
      }),
      { numRuns: howMany(300, 10_000) },
    );
  });

  test('agrees on what is said around a date of how sure it is', () => {
    const marks = fc.constantFrom(
      ['c. ', '', '~'],
      ['circa ', '', '~'],
      ['', '?', '?'],
      ['probably ', '', '?'],
      ['ca. ', ' (?)', '%'],
      ['', ' (approx.)', '~'],
    );
    fc.assert(
      fc.property(fc.constantFrom(...sure), marks, (text, [before = '', after = '', mark = '']) => {
        expect(readDate(before + text + after)).toMatchObject({
          kind: 'certain',
          date: { edtf: meant(text) + mark },
        });
      }),
      { numRuns: howMany(300, 10_000) },
    );
  });
});
