import { parse } from 'edtf';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysInMonth, firstDay, isoDate, lastDay } from '../../../src/data/dates/calendar-date.ts';
import {
  compareHistoricalDates,
  daysTouched,
  monthsTouched,
  parseHistoricalDate,
} from '../../../src/data/dates/historical-date.ts';

const years = fc.integer({ min: 1, max: 9999 });
const calendarDates = fc.oneof(
  years.map((year) => ({ year })),
  fc.record({ year: years, month: fc.integer({ min: 1, max: 12 }) }),
  fc
    .tuple(years, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 30 }))
    .map(([year, month, day]) => ({ year, month, day: (day % daysInMonth(year, month)) + 1 })),
);
const singles = fc
  .tuple(calendarDates, fc.constantFrom('', '~', '?', '%'))
  .map(([date, qualifier]) => isoDate(date) + qualifier);
const ranges = fc
  .tuple(calendarDates, calendarDates)
  .filter(([start, end]) => firstDay(start) <= lastDay(end))
  .map(([start, end]) => `${isoDate(start)}/${isoDate(end)}`);
const accepted = fc.oneof(singles, ranges);

describe('parsing', () => {
  test.each([
    ['1968-10-05', { year: 1968, month: 10, day: 5 }],
    ['1966-06', { year: 1966, month: 6 }],
    ['1957', { year: 1957 }],
    // Date's constructor takes the years to 99 for 1900 to 1999, and so once did the check.
    ['0079-08-24', { year: 79, month: 8, day: 24 }],
    ['1968-02-29', { year: 1968, month: 2, day: 29 }],
  ])('%s', (edtf, date) => {
    const point = { form: 'point', start: date, end: date, qualifier: '', endQualifier: '' };
    expect(parseHistoricalDate(edtf)).toEqual({ edtf, ...point });
  });

  test.each([
    ['1960~', '~'],
    ['1961?', '?'],
    ['1961-03%', '%'],
  ])('%s is qualified', (edtf, qualifier) => {
    expect(parseHistoricalDate(edtf)).toMatchObject({ edtf, qualifier });
  });

  test('1962-10-16/1962-10-28 is a range', () => {
    expect(parseHistoricalDate('1962-10-16/1962-10-28')).toEqual({
      edtf: '1962-10-16/1962-10-28',
      form: 'interval',
      start: { year: 1962, month: 10, day: 16 },
      end: { year: 1962, month: 10, day: 28 },
      qualifier: '',
      endQualifier: '',
    });
  });

  test.each([
    ['1920~/1930?', { qualifier: '~', endQualifier: '?' }],
    ['196X', { form: 'decade', start: { year: 1960 }, end: { year: 1969 } }],
    ['00XX', { form: 'century', start: { year: 1 }, end: { year: 99 } }],
    ['19XX?', { form: 'century', qualifier: '?' }],
    ['1968/..', { form: 'interval', start: { year: 1968 }, end: undefined }],
    ['../1968-10~', { start: undefined, end: { year: 1968, month: 10 }, qualifier: '', endQualifier: '~' }],
  ])('%s has ends that are open, or each with its qualifier', (edtf, parts) => {
    expect(parseHistoricalDate(edtf)).toMatchObject({ edtf, ...parts });
  });

  test.each([
    ...[
      '',
      ' ',
      '1966-02-29',
      '1966-02-30',
      '1966-13',
      '1966-00',
      '1966-10-00',
      '1966-21',
      '19661005',
      '0000',
    ],
    ...[
      '196x',
      '1XXX',
      '196X/1970',
      '1966-10-05T10:00',
      '1966-10-05T10:00Z',
      '1968-10-05 ',
      ' 1968',
      '1968/',
      '/1968',
    ],
    ...[
      '../..',
      '1968~/..~',
      '1962-10-28/1962-10-16',
      '~1960/1961',
      '[1960,1961]',
      'y19680',
      '-0044',
      '68-10-05',
    ],
    ...['5 October 1968', '1968-1-5', '1968-10-5', '?1968', '1968-?10', '1968?-10', '١٩٦٨', '1968\n'],
    '1962-10-16/1962-10-28/1962-10-30',
  ])('refuses "%s"', (text) => {
    expect(() => parseHistoricalDate(text)).toThrow(RangeError);
  });

  test('whatever is accepted prints back as it was given', () => {
    fc.assert(
      fc.property(accepted, (edtf) => {
        expect(parseHistoricalDate(edtf).edtf).toBe(edtf);
      }),
    );
  });

  test('plain dates are what another implementation of EDTF makes of them', () => {
    fc.assert(
      fc.property(calendarDates, (date) => {
        const parsed = parse(isoDate(date));
        const { year, month, day } = parseHistoricalDate(isoDate(date)).start ?? {};
        const values = [year, month === undefined ? undefined : month - 1, day];
        expect(parsed).toMatchObject({ type: 'Date', values: values.filter((value) => value !== undefined) });
      }),
    );
  });

  test('nothing else is thrown, whatever the text', () => {
    const likely = fc.string({ unit: fc.constantFrom(...'0123456789-/~?%.XT:Z[] '), maxLength: 24 });
    fc.assert(
      fc.property(fc.oneof(likely, fc.string()), (text) => {
        try {
          expect(parseHistoricalDate(text).edtf).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the days that a date may mean', () => {
  test('of a year and of a month are the first and the last', () => {
    expect([firstDay({ year: 1957 }), lastDay({ year: 1957 })]).toEqual(['1957-01-01', '1957-12-31']);
    expect([firstDay({ year: 1968, month: 2 }), lastDay({ year: 1968, month: 2 })]).toEqual([
      ...['1968-02-01', '1968-02-29'],
    ]);
    expect(lastDay({ year: 1900, month: 2 })).toBe('1900-02-28');
    expect(lastDay({ year: 33, month: 4 })).toBe('0033-04-30');
  });

  test('in the calendar: a range touches its first and last, a month or a year none', () => {
    const days = (edtf: string) => daysTouched(parseHistoricalDate(edtf));
    expect(days('1968-02-29')).toEqual([{ month: 2, day: 29 }]);
    expect(days('1962-10-16/1962-10-28')).toEqual([
      { month: 10, day: 16 },
      { month: 10, day: 28 },
    ]);
    expect(days('1962-10-16/1963-10-16')).toEqual([{ month: 10, day: 16 }]);
    expect(days('1962-10-16/1963')).toEqual([{ month: 10, day: 16 }]);
    expect(days('../1962-10-16')).toEqual([{ month: 10, day: 16 }]);
    expect(days('196X')).toEqual([]);
    expect(days('1962-10')).toEqual([]);
    expect(days('1962')).toEqual([]);
  });

  test('months are touched only by what has no day', () => {
    const months = (edtf: string) => monthsTouched(parseHistoricalDate(edtf));
    expect(months('1962-10')).toEqual([10]);
    expect(months('1962-10/1963-01')).toEqual([10, 1]);
    expect(months('1962-10/1963-10')).toEqual([10]);
    expect(months('1962-10-16')).toEqual([]);
    expect(months('1962')).toEqual([]);
  });
});

describe('ordering', () => {
  test('goes by time, the wider before the narrower, the undated last', () => {
    const order = [
      '../1945',
      '1957',
      '196X',
      '1960/..',
      '1966',
      '1966-06',
      '1966-06-01/1966-06-02',
      '1966-06-01',
      '1966-06-29',
      undefined,
    ];
    const dates = order.map((edtf) => (edtf === undefined ? undefined : parseHistoricalDate(edtf)));
    const sorted = [...dates].reverse().sort(compareHistoricalDates);
    // Array.prototype.sort puts undefined last without asking.
    expect(sorted).toEqual(dates);
    expect(compareHistoricalDates(undefined, dates[0])).toBeGreaterThan(0);
    expect(compareHistoricalDates(dates[0], undefined)).toBeLessThan(0);
    expect(compareHistoricalDates(undefined, undefined)).toBe(0);
  });

  test('is an order: reversed it is the opposite, and transitive', () => {
    const dates = accepted.map(parseHistoricalDate);
    fc.assert(
      fc.property(dates, dates, dates, (a, b, c) => {
        expect(Math.sign(compareHistoricalDates(a, b))).toBe(-Math.sign(compareHistoricalDates(b, a)) + 0);
        if (compareHistoricalDates(a, b) <= 0 && compareHistoricalDates(b, c) <= 0) {
          expect(compareHistoricalDates(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});
