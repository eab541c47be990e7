import { describe, expect, test } from 'vitest';
import { calendarDateOf } from '../../../src/data/dates/calendar-date.ts';
import { parseHistoricalDate } from '../../../src/data/dates/historical-date.ts';
import { liesWithin, printSpan, spanBetween, spanOf } from '../../../src/data/dates/span.ts';

const bound = (iso: string | undefined) => (iso === undefined ? undefined : calendarDateOf(iso));
const span = (from?: string, to?: string) => spanBetween(bound(from), bound(to));
const lies = (date: string, from?: string, to?: string) =>
  liesWithin(parseHistoricalDate(date), span(from, to));

describe('a span of days', () => {
  test.each([
    ['1964', '1964-01-01', '1964-12-31'],
    ['1964-02', '1964-02-01', '1964-02-29'],
    ['196X', '1960-01-01', '1969-12-31'],
    ['1964-10/1965', '1964-10-01', '1965-12-31'],
  ])('of %s is %s to %s', (edtf, from, to) => {
    expect(spanOf(parseHistoricalDate(edtf))).toEqual({ from, to });
  });

  test('of a date that is open at an end is open there', () => {
    expect(spanOf(parseHistoricalDate('1964-10/..'))).toEqual({ from: '1964-10-01' });
    expect(spanOf(parseHistoricalDate('../1945~'))).toEqual({ to: '1945-12-31' });
  });

  test('holds a date as soon as one of its days lies in it', () => {
    expect(lies('1964', '1964-12-31')).toBe(true);
    expect(lies('1964', '1965')).toBe(false);
    expect(lies('1962-10-16/1962-10-28', '1962-10-20', '1962-10-21')).toBe(true);
    expect(lies('196X', undefined, '1959')).toBe(false);
  });

  test('holds an open date from its known end on', () => {
    expect(lies('1964/..', '1970', '1971')).toBe(true);
    expect(lies('1964/..', undefined, '1963')).toBe(false);
    expect(lies('../1945', '1930', '1931')).toBe(true);
    expect(lies('../1945', '1946')).toBe(false);
  });

  test('without a date, nothing lies in it unless it is open at both ends', () => {
    expect(liesWithin(undefined, {})).toBe(true);
    expect(liesWithin(undefined, { from: '1964-01-01' })).toBe(false);
  });

  test.each([
    ['1964', '1964', '1964'],
    ['1964-10', '1964-10', 'October 1964'],
    ['1964-10-19', '1964-10-19', '19 October 1964'],
    ['1964-01-01', '1964-01-01', '1 January 1964'],
    ['1962', '1968', '1962 to 1968'],
    ['1963-10', '1964', 'October 1963 to December 1964'],
    ['1964-01-01', '1964-03-15', '1 January 1964 to 15 March 1964'],
    ['1964-10', undefined, 'from October 1964'],
    [undefined, '1964-12-31', 'until 1964'],
    [undefined, undefined, ''],
  ])('%s to %s is printed “%s”, both ends as exactly as the other needs', (from, to, words) => {
    expect(printSpan(span(from, to))).toBe(words);
  });
});
