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
  ['[1961?]', '1961?'],
  ['October 16–28, 1962', '1962-10-16/1962-10-28'],
  ['1968-10-05T12:30:00Z', '1968-10-05'],
  ['1968-10-05 00:00', '1968-10-05'],
  ['10/1964', '1964-10'],
  ['25/12/1964', '1964-12-25'],
  ['12/25/1964', '1964-12-25'],
  ['4.4.1968', '1968-04-04'],
  ['1960s', '1960/1969'],
  ['spring 1967', '1967-03/1967-05'],
  ['1962-1968', '1962/1968'],
  [' 1957 ', '1957'],
])('%s is %s', (text, edtf) => {
  expect(readImportDate(text)).toEqual({ edtf });
});

test.each(['', ' ', 'undated', 'Date unknown', 'n.d.', '[no date]'])(
  '%j is no date, and none is needed',
  (text) => {
    expect(readImportDate(text)).toEqual({});
  },
);

test.each([
  ['3/4/1968', '"3/4/1968" may be 1968-04-03 or 1968-03-04, expected one of these'],
  ['February 30, 1966', '"February 30, 1966" is no date of the calendar, expected EDTF'],
  ['1966-02-29', '"1966-02-29" is no date of the calendar, expected EDTF'],
  ['before 1963', '"before 1963" is no date, expected EDTF'],
  ['soon', '"soon" is no date, expected EDTF'],
  ['x'.repeat(1000), '…" is no date, expected EDTF'],
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
        else if (read.edtf !== undefined) expect(parseHistoricalDate(read.edtf).edtf).toBe(read.edtf);
      },
    ),
  );
});
