import { describe, expect, it } from 'vitest';
import { daysInMonth, type MonthDay } from '../../src/data/dates/calendar-date.ts';
import { createCalendar, dayAt } from '../../src/data/on-this-day.ts';
import { records } from '../support/records.ts';

const LEAP_YEAR = 2024;
const COMMON_YEAR = 2026;

const titles = (found: readonly { title: string }[]) => found.map(({ title }) => title);

const everyDay = (year: number): MonthDay[] =>
  Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month) =>
    Array.from({ length: daysInMonth(year, month) }, (_, day) => ({ month, day: day + 1 })),
  );

describe('on this day', () => {
  const calendar = createCalendar(
    records(
      { title: 'later', date: '2020-06-29' },
      { title: 'earlier', date: '1962-06-29' },
      { title: 'month', date: '1966-06' },
      { title: 'year', date: '1966' },
      { title: 'undated' },
      { title: 'crisis', date: '1962-10-16/1962-10-28' },
      { title: 'leap', date: '1960-02-29' },
      { title: '28 February', date: '1953-02-28' },
      { title: '30 June 1966 in its title only', date: '1966-09-01' },
    ),
  );

  it('gives the records of exactly that day, oldest first', () => {
    expect(titles(calendar.onThisDay({ month: 6, day: 29 }, COMMON_YEAR).exact)).toEqual([
      'earlier',
      'later',
    ]);
  });

  it('gives those dated only to the month beside them', () => {
    expect(titles(calendar.onThisDay({ month: 6, day: 3 }, COMMON_YEAR).month)).toEqual(['month']);
  });

  it('gives the nearest within a week, when there is nothing of that day', () => {
    const { exact, nearest } = calendar.onThisDay({ month: 6, day: 30 }, COMMON_YEAR);
    expect(exact).toEqual([]);
    expect(nearest).toMatchObject([{ day: { month: 6, day: 29 }, offset: -1 }]);
  });

  it('gives nothing near when the nearest is over a week away', () => {
    expect(calendar.onThisDay({ month: 7, day: 7 }, COMMON_YEAR).nearest).toEqual([]);
    expect(calendar.onThisDay({ month: 7, day: 6 }, COMMON_YEAR).nearest).toHaveLength(1);
  });

  it('counts a range on its first and its last day, and on none between', () => {
    expect(titles(calendar.onThisDay({ month: 10, day: 16 }, COMMON_YEAR).exact)).toEqual(['crisis']);
    expect(titles(calendar.onThisDay({ month: 10, day: 28 }, COMMON_YEAR).exact)).toEqual(['crisis']);
    expect(calendar.onThisDay({ month: 10, day: 20 }, COMMON_YEAR).exact).toEqual([]);
  });

  it('shows 29 February on 28 February in common years, in order, and on its own day otherwise', () => {
    expect(titles(calendar.onThisDay({ month: 2, day: 28 }, COMMON_YEAR).exact)).toEqual([
      '28 February',
      'leap',
    ]);
    expect(titles(calendar.onThisDay({ month: 2, day: 28 }, LEAP_YEAR).exact)).toEqual(['28 February']);
    expect(titles(calendar.onThisDay({ month: 2, day: 29 }, LEAP_YEAR).exact)).toEqual(['leap']);
    expect(titles(calendar.onThisDay({ month: 2, day: 29 }, COMMON_YEAR).exact)).toEqual(['leap']);
  });

  it.each([LEAP_YEAR, COMMON_YEAR])(
    'gives each record of a day once in the days of %i, and no other',
    (year) => {
      const everyDated = records(
        ...everyDay(LEAP_YEAR).map((day) => ({
          title: `${day.month}-${day.day}`,
          date: `1960-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`,
        })),
      );
      const full = createCalendar(everyDated);
      const shown = everyDay(year).flatMap((day) => titles(full.onThisDay(day, year).exact));
      expect(shown.toSorted()).toEqual(titles(everyDated).toSorted());
      for (const day of everyDay(year)) {
        expect(titles(full.onThisDay(day, year).exact)).toContain(`${day.month}-${day.day}`);
      }
    },
  );
});

describe('the day after and before', () => {
  it('go round the year', () => {
    expect(dayAt({ month: 12, day: 31 }, COMMON_YEAR, 1)).toEqual({ month: 1, day: 1 });
    expect(dayAt({ month: 1, day: 1 }, COMMON_YEAR, -1)).toEqual({ month: 12, day: 31 });
  });

  it('have 29 February between them in a leap year only, and can leave it in any', () => {
    expect(dayAt({ month: 2, day: 28 }, LEAP_YEAR, 1)).toEqual({ month: 2, day: 29 });
    expect(dayAt({ month: 2, day: 28 }, COMMON_YEAR, 1)).toEqual({ month: 3, day: 1 });
    expect(dayAt({ month: 2, day: 29 }, COMMON_YEAR, 1)).toEqual({ month: 3, day: 1 });
    expect(dayAt({ month: 2, day: 29 }, COMMON_YEAR, -1)).toEqual({ month: 2, day: 28 });
  });
});
