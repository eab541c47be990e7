import { describe, expect, test } from 'vitest';
import { type DateReading, readDate } from '../../../src/data/dates/read-date.ts';
import { DATE_FORMS, type DateForm } from './date-forms.ts';

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

test('there are at least 150 forms', () => {
  expect(Object.values(DATE_FORMS).flat().length).toBeGreaterThanOrEqual(150);
});
