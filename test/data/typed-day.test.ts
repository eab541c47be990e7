import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printMonthDay } from '../../src/data/historical-date.ts';
import { readTypedDay } from '../../src/data/typed-day.ts';

/** A Wednesday. */
const TODAY = new Date(2026, 10, 25);

const read = (typed: string, order: 'day-first' | 'month-first' = 'day-first') =>
  readTypedDay(typed, TODAY, order);

describe('a day of the year as people type it', () => {
  it.each([
    ['29 June', 6, 29],
    ['29 jun', 6, 29],
    ['29th of June', 6, 29],
    ['June 29', 6, 29],
    ['june 29, 1962', 6, 29],
    ['29 June 1962', 6, 29],
    ['06-29', 6, 29],
    ['1962-06-29', 6, 29],
    ['29/6', 6, 29],
    ['6/29', 6, 29],
    ['29.6.', 6, 29],
    ['29.6.1962', 6, 29],
    ['29 February', 2, 29],
    ['today', 11, 25],
    ['Tomorrow', 11, 26],
    ['yesterday', 11, 24],
    ['friday', 11, 27],
    ['next friday', 11, 27],
    ['next wednesday', 12, 2],
    ['this wednesday', 11, 25],
    ['last friday', 11, 20],
    ['in 10 days', 12, 5],
    ['3 days ago', 11, 22],
  ])('%s is month %i, day %i', (typed, month, day) => {
    expect(read(typed)).toEqual({ month, day });
  });

  it('in two small numbers is read in the order of the reader', () => {
    expect(read('3/4', 'day-first')).toEqual({ month: 4, day: 3 });
    expect(read('3/4', 'month-first')).toEqual({ month: 3, day: 4 });
  });

  it.each(['31 February', '32 June', '13-13', 'juneuary 3', '', '29', 'the bomb'])('%j is none', (typed) => {
    expect(read(typed)).toBeUndefined();
  });

  it('reads every day of the year as we print it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(2000, 0, 1), max: new Date(2000, 11, 31), noInvalidDate: true }),
        (date) => {
          const day = { month: date.getMonth() + 1, day: date.getDate() };
          expect(read(printMonthDay(day))).toEqual(day);
        },
      ),
    );
  });
});
