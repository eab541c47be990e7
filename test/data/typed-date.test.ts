import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMonthOrder, findTypedSpan, readTypedSpan } from '../../src/data/typed-date.ts';

describe('a date as people type it', () => {
  it.each([
    ['1964', '1964-01-01', '1964-12-31'],
    ['october 1964', '1964-10-01', '1964-10-31'],
    ['Oct 1964', '1964-10-01', '1964-10-31'],
    ['Oct. 1964', '1964-10-01', '1964-10-31'],
    ['October, 1964', '1964-10-01', '1964-10-31'],
    ['19 October 1964', '1964-10-19', '1964-10-19'],
    ['19th of October 1964', '1964-10-19', '1964-10-19'],
    ['October 19, 1964', '1964-10-19', '1964-10-19'],
    ['1964-10-19', '1964-10-19', '1964-10-19'],
    ['1964-10', '1964-10-01', '1964-10-31'],
    ['10/1964', '1964-10-01', '1964-10-31'],
    ['1960s', '1960-01-01', '1969-12-31'],
    ['the 1960s', '1960-01-01', '1969-12-31'],
    ['early 1960s', '1960-01-01', '1963-12-31'],
    ['late 1960s', '1967-01-01', '1969-12-31'],
    ['late 1964', '1964-09-01', '1964-12-31'],
    ['spring 1967', '1967-03-01', '1967-05-31'],
    ['winter 1967', '1967-12-01', '1968-02-29'],
    ['1962-1968', '1962-01-01', '1968-12-31'],
    ['1962–68', '1962-01-01', '1968-12-31'],
    ['from 1962 to 1968', '1962-01-01', '1968-12-31'],
    ['between June 1962 and 3 March 1963', '1962-06-01', '1963-03-03'],
    ['29 February 1964', '1964-02-29', '1964-02-29'],
  ])('%s is %s to %s', (typed, from, to) => {
    expect(readTypedSpan(typed, 'day-first')).toEqual({ from, to });
  });

  it.each([
    ['before 1963', { to: '1962-12-31' }],
    ['until 1963', { to: '1963-12-31' }],
    ['after june 1966', { from: '1966-07-01' }],
    ['since june 1966', { from: '1966-06-01' }],
  ])('%s is open at one end', (typed, span) => {
    expect(readTypedSpan(typed, 'day-first')).toEqual(span);
  });

  it.each([
    '31 February 1964',
    '29 February 1963',
    '1964-13',
    'banana',
    '',
    'October',
    '1968-1962',
    '99',
    '19644',
  ])('%j is none', (typed) => {
    expect(readTypedSpan(typed, 'day-first')).toBeUndefined();
  });

  it('in numbers only is read in the order of the reader, unless only one reading exists', () => {
    expect(readTypedSpan('3/4/1968', dayMonthOrder('en-GB'))?.from).toBe('1968-04-03');
    expect(readTypedSpan('3/4/1968', dayMonthOrder('en-US'))?.from).toBe('1968-03-04');
    expect(readTypedSpan('3/14/1968', dayMonthOrder('en-GB'))?.from).toBe('1968-03-14');
  });

  it('is found among other words', () => {
    const text = 'zhou albania june 1966 meeting';
    const found = findTypedSpan(text, 'day-first');
    expect(found?.span).toEqual({ from: '1966-06-01', to: '1966-06-30' });
    expect(text.slice(found?.start, found?.end)).toBe('june 1966');
  });

  it('is not seen in the middle of a word or a number', () => {
    expect(findTypedSpan('document 118712 A-1963 x1964', 'day-first')).toBeUndefined();
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 -/.,janfebmarocts') }), (text) => {
        const found = findTypedSpan(text, 'month-first');
        if (found?.span.from && found.span.to) expect(found.span.from <= found.span.to).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
