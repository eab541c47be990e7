import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datesAt } from '../../../src/data/dates/date-grammar.ts';
import { sidesIn } from '../../../src/data/dates/date-side.ts';
import { dateTokens } from '../../../src/data/dates/date-tokens.ts';
import { findDate } from '../../../src/data/dates/find-date.ts';
import { type DateReading, readDate } from '../../../src/data/dates/read-date.ts';
import { DATE_FORMS, type DateForm } from './date-forms.ts';
import { datesPage } from './dates-page.ts';

/** A reading in the words of the table. */
function said(reading: DateReading): Omit<DateForm, 'text'> {
  if (reading.kind === 'unreadable') return { means: 'unreadable' };
  if (reading.kind === 'ambiguous') return { means: reading.dates.map(({ edtf }) => edtf) };
  const means = reading.date?.edtf ?? 'undated';
  return reading.kind === 'read as' ? { means, sureness: 'read as' } : { means };
}

describe.each(Object.entries(DATE_FORMS))('%s', (_, forms) => {
  test.each(forms)('$text is $means', ({ text, ...expected }) => {
    expect(said(readDate(text))).toEqual(expected);
  });
});

test('the page on dates shows every form of the table', async () => {
  const forms = Object.values(DATE_FORMS).flat();
  expect(new Set(forms.map(({ text }) => text)).size).toBe(forms.length);
  expect(forms.length).toBeGreaterThanOrEqual(400);
  await expect(datesPage()).toMatchFileSnapshot('../../../docs/dates.md');
});

describe('how a date is read', () => {
  test('a sentence says what was taken for granted', () => {
    const sentence = (text: string) => {
      const reading = readDate(text);
      return reading.kind === 'read as' ? reading.sentence : undefined;
    };
    expect(sentence('1945-6')).toBe('“1945-6” was read as 1945–1946 (a range of years).');
    expect(sentence('spring 1964')).toBe(
      '“spring 1964” was read as March–May 1964 (whole months of the northern hemisphere).',
    );
    expect(sentence('1964 [i.e. 1965]')).toBe('“1964 [i.e. 1965]” was read as 1965 (as corrected).');
  });

  test('the order of day and month decides between two readings, unless only one exists', () => {
    expect(said(readDate('3/4/1968', { order: 'day-first' }))).toEqual({ means: '1968-04-03' });
    expect(said(readDate('3/4/1968', { order: 'month-first' }))).toEqual({ means: '1968-03-04' });
    expect(said(readDate('3/14/1968', { order: 'day-first' }))).toEqual({ means: '1968-03-14' });
    expect(said(readDate('1/2/1963 - 3/4/1963', { order: 'month-first' }))).toEqual({
      means: '1963-01-02/1963-03-04',
    });
  });

  test('years of two digits are of the twentieth century where people type them', () => {
    const typed = (text: string) => said(readDate(text, { order: 'day-first', shortYears: true }));
    expect(typed('aug 61')).toEqual({ means: '1961-08', sureness: 'read as' });
    expect(typed('13.8.61')).toEqual({ means: '1961-08-13', sureness: 'read as' });
    expect(typed('61')).toEqual({ means: 'unreadable' });
  });
});

describe('any text', () => {
  const WORDS =
    "1964|64|5|31|1964-10-05|1945-6|3/4/1968|5.10.|196X|1900s|'60s|c.|ca.|?|~|[|]|(|)|-|–|/|,|.|..|to|from|between|and|or|before|after|since|until|early|mid-|late|first half|Q1|spring|October|Oct.|Monday|of|the|century|19th|XIX|AD|i.e.|bulk|undated|n.d.|©|onwards|or later|12:30|年|月|10|x|é|\u{1F600}";
  const text = fc
    .array(fc.tuple(fc.constantFrom(...WORDS.split('|')), fc.constantFrom('', ' ')), { maxLength: 60 })
    .map((words) => words.flat().join(''));

  test('is read or refused, never thrown at, and ends after it starts', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 300 })), (any) => {
        const reading = readDate(any);
        const dates = reading.kind === 'ambiguous' ? reading.dates : 'date' in reading ? [reading.date] : [];
        const { found } = findDate(any, 'month-first');
        for (const { start, end } of [...dates, found?.date].filter((date) => date !== undefined)) {
          expect(start ?? end).toBeDefined();
        }
        if (found) expect(found.end).toBeGreaterThan(found.start);
      }),
      { numRuns: 300 },
    );
  });

  test('of more than 200 units is not a date', () => {
    expect(readDate(`1964${' '.repeat(300)}`)).toMatchObject({ kind: 'certain' });
    expect(readDate(`1964${' '.repeat(300)}1965`)).toEqual({ kind: 'unreadable' });
    expect(readDate('1964,'.repeat(60))).toEqual({ kind: 'unreadable' });
  });

  test('of 200 units is read in a bounded number of steps', () => {
    const steps = (given: string) => {
      const tokens = dateTokens(given, 'date');
      const sides = sidesIn(tokens, { order: undefined, century: 1900 });
      let asked = 0;
      const counting = {
        tokens,
        sidesAt: (at: number) => {
          asked += 1;
          return sides.sidesAt(at);
        },
      };
      for (const at of tokens.keys()) datesAt(counting, at);
      return asked / Math.max(1, tokens.length);
    };
    const hostile = [
      '1964,',
      '1 2 3 ',
      'between ',
      '3/4/1968, ',
      '3/4/1968 or ',
      '1900s, ',
      '1900s-',
      '5 oct 64 ',
    ];
    for (const part of hostile) {
      expect(steps(part.repeat(40)), part).toBeLessThan(20);
    }
    fc.assert(
      fc.property(text, (any) => {
        expect(steps(any)).toBeLessThan(20);
      }),
      { numRuns: 300 },
    );
  });
});
