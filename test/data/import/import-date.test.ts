import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseHistoricalDate } from '../../../src/data/dates/historical-date.ts';
import { readImportDate } from '../../../src/data/import/import-date.ts';

test.each([
  ['1968-10-05', '1968-10-05'],
  ['1960~', '1960~'],
  ['1962-10-16/1962-10-28', '1962-10-16/1962-10-28'],
  ['October 5, 1968', '1968-10-05'],
  ['5 Oct 1968', '1968-10-05'],
  ['c. 1960', '1960~'],
  ['1920-1930', '1920/1930'],
  ['October 16–28, 1962', '1962-10-16/1962-10-28'],
  ['1968-10-05T12:30:00Z', '1968-10-05'],
  ['1968-10-05 00:00', '1968-10-05'],
  ['10/1964', '1964-10'],
  ['25/12/1964', '1964-12-25'],
  ['12/25/1964', '1964-12-25'],
  ['4.4.1968', '1968-04-04'],
  ['1960s', '196X'],
  ['1962-1968', '1962/1968'],
  [' 1957 ', '1957'],
  ['1st of January 1964', '1964-01-01'],
  ['5-10 October 1964', '1964-10-05/1964-10-10'],
  ['196-', '196X'],
  ['1964-', '1964/..'],
])('%s is %s, and says no more', (text, edtf) => {
  expect(readImportDate(text)).toEqual({ date: parseHistoricalDate(edtf) });
});

test.each([
  ['[1961?]', '1961?'],
  ['c1964', '1964~'],
  ['ca. 1920-1930', '1920~/1930~'],
  ['before 1945', '../1944'],
])('%s is %s for certain, and says more', (text, edtf) => {
  expect(readImportDate(text)).toEqual({ date: parseHistoricalDate(edtf), dateText: text });
});

test.each([
  ['spring 1967', '1967-03/1967-05'],
  ['late 1964', '1964-09/1964-12'],
  ['1945-6', '1945/1946'],
  ['1964 or 1965', '1964/1965'],
])('%s is read as %s, with a doubt', (text, edtf) => {
  expect(readImportDate(text)).toEqual({
    date: parseHistoricalDate(edtf),
    dateText: text,
    doubt: expect.stringMatching(new RegExp(`^“${text}” was read as .*\\(.*\\)\\.$`)),
  });
});

test.each(['', ' ', 'undated', 'Date unknown', 'n.d.', '[no date]'])(
  '%j is no date, and none is needed',
  (text) => {
    expect(readImportDate(text)).toEqual({});
  },
);

test.each([
  ['3/4/1968', '"3/4/1968" may be 1968-04-03 or 1968-03-04, expected one of these'],
  ['February 30, 1966', '"February 30, 1966" is not a date of the calendar, expected EDTF'],
  ['1966-02-29', '"1966-02-29" is not a date of the calendar, expected EDTF'],
  ['5.10.64', '"5.10.64" may be '],
  ['soon', '"soon" is not a valid date, expected EDTF'],
  ['x'.repeat(1000), '…" is not a valid date, expected EDTF'],
])('%s is refused', (text, problem) => {
  expect(readImportDate(text)).toEqual({ problem: expect.stringContaining(problem) });
});

test('whatever is given, what comes of it is a date of the records or a reason', () => {
  const pieces = fc.constantFrom(
    '1964',
    '10',
    '5',
    '-',
    '/',
    '–',
    ' ',
    'October',
    'to',
    'c.',
    '?',
    '~',
    's',
    '[',
    ']',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 8 }).map((all) => all.join('')),
      ),
      (text) => {
        const read = readImportDate(text);
        if ('problem' in read) expect(read.problem).toContain('expected');
        else if (read.date) expect(parseHistoricalDate(read.date.edtf)).toEqual(read.date);
      },
    ),
  );
});
