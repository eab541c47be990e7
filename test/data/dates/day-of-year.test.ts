import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printMonthDay } from '../../../src/data/dates/calendar-date.ts';
import { readDayOfYear } from '../../../src/data/dates/day-of-year.ts';
import type { DayMonthOrder } from '../../../src/data/dates/numeric-date.ts';

/** A Wednesday. */
const TODAY = new Date(2026, 10, 25);

const read = (typed: string, order: DayMonthOrder = 'day-first') => readDayOfYear(typed, TODAY, order);
const day = (month: number, dayOfMonth: number) => ({ kind: 'day', day: { month, day: dayOfMonth } });

describe('a day of the year as people type it', () => {
  test.each([
    ['29 June', 6, 29],
    ['29 jun', 6, 29],
    ['29th of June', 6, 29],
    ['the 29th of June', 6, 29],
    ['June 29', 6, 29],
    ['06-29', 6, 29],
    ['29/6', 6, 29],
    ['6/29', 6, 29],
    ['29.6.', 6, 29],
    ['29. Juni', 6, 29],
    ['29 de junio', 6, 29],
    ['Monday, 29 June', 6, 29],
    ['29 February', 2, 29],
    ['today', 11, 25],
    ['Tomorrow', 11, 26],
    ['yesterday', 11, 24],
    ['friday', 11, 27],
    ['on friday', 11, 27],
    ['next friday', 11, 27],
    ['next wednesday', 12, 2],
    ['this wednesday', 11, 25],
    ['last friday', 11, 20],
    ['in 10 days', 12, 5],
    ['3 days ago', 11, 22],
  ])('%s is month %i, day %i', (typed, month, dayOfMonth) => {
    expect(read(typed)).toEqual(day(month, dayOfMonth));
  });

  test.each(['29 June 1962', 'june 29, 1962', '1962-06-29', '29.6.1962', '6/29/1962', '1962 June 29'])(
    '%s says which year was written',
    (typed) => {
      expect(read(typed)).toEqual({ ...day(6, 29), year: 1962 });
    },
  );

  test('in two small numbers is read in the order of the reader', () => {
    expect(read('3/4', 'day-first')).toEqual(day(4, 3));
    expect(read('3/4', 'month-first')).toEqual(day(3, 4));
    expect(read('3/4/1962', 'month-first')).toEqual({ ...day(3, 4), year: 1962 });
  });

  test.each([
    ['31 February', 'February has no 31st'],
    ['30 feb 1962', 'February has no 30th'],
    ['June 31', 'June has no 31st'],
    ['32 June', 'June has no 32nd'],
    ['04-31', 'April has no 31st'],
  ])('%s is answered with “%s”', (typed, reason) => {
    expect(read(typed)).toEqual({ kind: 'unreadable', reason });
  });

  test.each([
    '13-13',
    'juneuary 3',
    '',
    '29',
    'the bomb',
    'June',
    '1962',
    '29 June or 30 June',
    '5-10 June',
    'birthday',
  ])('%j names none', (typed) => {
    expect(read(typed)).toEqual({ kind: 'unreadable' });
  });

  test('is read as we print it, on every day of the year', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(2000, 0, 1), max: new Date(2000, 11, 31), noInvalidDate: true }),
        (date) => {
          const wanted = { month: date.getMonth() + 1, day: date.getDate() };
          expect(read(printMonthDay(wanted))).toEqual({ kind: 'day', day: wanted });
        },
      ),
    );
  });
});
