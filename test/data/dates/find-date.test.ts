import { describe, expect, test } from 'vitest';
import { findDate } from '../../../src/data/dates/find-date.ts';
import type { DayMonthOrder } from '../../../src/data/dates/numeric-date.ts';

/** What is found in a query: its EDTF and its words. */
function found(query: string, order: DayMonthOrder = 'day-first') {
  const date = findDate(query, order).found;
  return date && [date.date.edtf, query.slice(date.start, date.end)];
}

describe('the date in a query', () => {
  test.each([
    ["'64 china bomb", '1964', "'64"],
    ['berlin wall aug 61', '1961-08', 'aug 61'],
    ['13.8.61 berlin', '1961-08-13', '13.8.61'],
    ['prague spring 68', '1968-03/1968-05', 'spring 68'],
    ['music of the fifties', '195X', 'of the fifties'],
    ['mid-1960s reforms', '1964/1966', 'mid-1960s'],
    ['june-july 1950 korea', '1950-06/1950-07', 'june-july 1950'],
    ['korea 1 june - 30 june 1950', '1950-06-01/1950-06-30', '1 june - 30 june 1950'],
    ['cuba between 1962 and 1964', '1962/1964', 'between 1962 and 1964'],
    ['cuba 1950 or 1951', '1950/1951', '1950 or 1951'],
    ['beginning of 1950', '1950-01/1950-04', 'beginning of 1950'],
    ['nixon february 22 1972 mao', '1972-02-22', 'february 22 1972'],
    ['ussr after 1963-12 before 1965', '1964-01/1964', 'after 1963-12 before 1965'],
    ['from may to july 1962', '1962-05/1962-07', 'from may to july 1962'],
    ['night of 20 to 21 august 1968', '1968-08-20/1968-08-21', 'of 20 to 21 august 1968'],
    ['korean war 1950-53 -china', '1950/1953', '1950-53'],
    ['5 октября 1964', '1964-10-05', '5 октября 1964'],
    ['5.–10. mai 1962', '1962-05-05/1962-05-10', '5.–10. mai 1962'],
    ['1964年10月 中国', '1964-10', '1964年10月'],
    ["since '64", '1964/..', "since '64"],
    ['xix century', '18XX', 'xix century'],
    ['mehta (1964)', '1964', '1964'],
    ['"u2 1960"', '1960', '1960'],
    ['after the 1956 revolution', '1956', 'the 1956'],
    ['1964 -india', '1964', '1964'],
    ['1964 -1965', '1964', '1964'],
    ['nsc 68 1950', '1950', '1950'],
    ['38th parallel 1953', '1953', '1953'],
    ['resolution 242 1967', '1967', '1967'],
    ['sun 1964', '1964', '1964'],
    ['1948 and 60 years later', '1948', '1948'],
    ['1964, 65 pages', '1964', '1964'],
    ['1964-A', '1964', '1964'],
    ['china 1964 today', '1964', '1964'],
  ])('%s: %s', (query, edtf, words) => {
    expect(found(query)).toEqual([edtf, words]);
  });

  test.each([
    'document 118712 A-1963 x1964',
    'NSC 68',
    'mig 21',
    'in 64 countries',
    'after 50 years',
    '1964A',
    'room 101',
    'the bomb',
    'F-16 and SU-27',
  ])('%s has none', (query) => {
    expect(findDate(query, 'day-first')).toEqual({});
  });

  test.each([
    ['31 february 1950', '31 february 1950'],
    ['letter of 29 february 1963 to mao', '29 february 1963'],
    ['mao february 30, 1966 cable', 'february 30, 1966'],
    ['1 june - 31 june 1950', '1 june - 31 june 1950'],
    ['june 1950 - 31 february 1951', 'june 1950 - 31 february 1951'],
    ['1991 - 1947', '1991 - 1947'],
    ['1964-02-30 cable', '1964-02-30'],
    ['32/13/1964', '32/13/1964'],
  ])('%s is not read: never a part of it', (query, unread) => {
    expect(findDate(query, 'day-first')).toEqual({ unread });
  });

  test('in numbers only is read in the order of the reader', () => {
    expect(found('3/4/1968')).toEqual(['1968-04-03', '3/4/1968']);
    expect(found('3/4/1968', 'month-first')).toEqual(['1968-03-04', '3/4/1968']);
  });

  test('comes with a sentence where something was taken for granted', () => {
    const sentence = (query: string) => findDate(query, 'day-first').found?.sentence;
    expect(sentence('cuba oct 62')).toBe('“oct 62” was read as October 1962 (its century is guessed).');
    expect(sentence('the 1900s')).toBe(
      '“the 1900s” was read as 20th century; it may also mean 1900s (decade).',
    );
    expect(sentence('cuba october 1962')).toBeUndefined();
  });
});
