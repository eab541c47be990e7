import { describe, expect, it } from 'vitest';
import { localMinute, messageTime, styledTime } from '../../src/preview/page/time.ts';

const now = new Date('2026-11-24T12:00:00Z');
const spaces = (text: string) => text.replace(/\s/g, ' ');

describe('the time beside a name', () => {
  it.each([
    ['2026-11-24T00:00:00Z', 'Today at 12:00 AM'],
    ['2026-11-23T23:59:00Z', 'Yesterday at 11:59 PM'],
    ['2026-11-22T23:59:00Z', '11/22/26, 11:59 PM'],
  ])('%s: %s', (instant, text) => {
    expect(spaces(messageTime(new Date(instant), now, 'UTC'))).toBe(text);
  });

  it('is that of the zone', () => {
    expect(spaces(messageTime(new Date('2026-11-23T23:30:00Z'), now, 'Europe/Tirane'))).toBe(
      'Today at 12:30 AM',
    );
  });
});

describe('a timestamp of markdown', () => {
  it.each([
    ['t', '12:00 AM'],
    ['D', 'January 1, 1970'],
    ['F', 'Thursday, January 1, 1970 at 12:00 AM'],
    ['R', '57 years ago'],
  ])(':%s: %s', (style, text) => {
    expect(spaces(styledTime(0, style, now, 'UTC'))).toBe(text);
  });

  it('that is beyond all time is no error', () => {
    expect(styledTime(9_999_999_999_999, 'f', now, 'UTC')).toBe('Invalid Date');
  });
});

it('the minute of a field is that of the zone', () => {
  expect(localMinute(new Date('2026-07-01T22:05:00Z'), 'Europe/Tirane')).toBe('2026-07-02T00:05');
});
