import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateAfter, instantOf, localDate, nextDue } from '../../../src/daily/schedule/next-due.ts';
import { everyNth, howMany } from '../../support/how-many.ts';

const ZONES = Intl.supportedValuesOf('timeZone');

/** What clocks show, by the runtime alone. */
function wallTime(at: Date, timeZone: string): { date: string; time: string } {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return { date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const digits = '2-digit';
  const made = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: digits, day: digits, hour: digits, minute: digits },
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}

const next = (time: string, zone: string, now: string, owed?: string, taken: string[] = []) => {
  const { date, at } = nextDue({ time, zone }, { now: new Date(now), taken: new Set(taken), owed });
  return `${date} ${at.toISOString().slice(0, 16)}Z`;
};

describe('the instant of a local date and time', () => {
  // Of years that are over: governments change what is to come, and the data of Node.js’s versions with it.
  it.each([
    ['Europe/Berlin', '2025-03-30', '02:30', '2025-03-30T01:00Z', '03:00'],
    ['Europe/Berlin', '2025-03-30', '02:00', '2025-03-30T01:00Z', '03:00'],
    ['Europe/Berlin', '2025-03-30', '03:00', '2025-03-30T01:00Z', '03:00'],
    ['Europe/Berlin', '2025-10-26', '02:30', '2025-10-26T00:30Z', '02:30'],
    ['Europe/Berlin', '2025-03-31', '02:30', '2025-03-31T00:30Z', '02:30'],
    ['America/New_York', '2025-03-09', '02:15', '2025-03-09T07:00Z', '03:00'],
    ['America/New_York', '2025-11-02', '01:15', '2025-11-02T05:15Z', '01:15'],
    ['Asia/Tehran', '2025-03-22', '00:30', '2025-03-21T21:00Z', '00:30'],
    // Iran's clocks went from 00:00 to 01:00 on this day, the last time.
    ['Asia/Tehran', '2022-03-22', '00:30', '2022-03-21T20:30Z', '01:00'],
    // Half an hour: 02:00 to 02:30, and 02:00 to 01:30.
    ['Australia/Lord_Howe', '2025-10-05', '02:10', '2025-10-04T15:30Z', '02:30'],
    ['Australia/Lord_Howe', '2025-04-06', '01:45', '2025-04-05T14:45Z', '01:45'],
    ['Pacific/Apia', '2025-06-01', '09:00', '2025-05-31T20:00Z', '09:00'],
    // Against the year: the clocks go back for Ramadan.
    ['Africa/Casablanca', '2024-03-10', '02:30', '2024-03-10T01:30Z', '02:30'],
    ['Africa/Casablanca', '2024-04-14', '02:30', '2024-04-14T02:00Z', '03:00'],
    // The gap is the last hour of the day, so that its end is of the next.
    ['America/Scoresbysund', '2025-03-29', '23:30', '2025-03-30T01:00Z', '00:00'],
    ['Africa/Cairo', '2025-04-25', '00:00', '2025-04-24T22:00Z', '01:00'],
  ])('%s %s %s is %s, when clocks show %s', (zone, date, time, instant, shown) => {
    const at = instantOf(date, time, zone);
    expect(at?.toISOString().replace(':00.000Z', 'Z')).toBe(instant);
    expect(at && wallTime(at, zone).time).toBe(shown);
  });

  it('does not exist on a day that the zone skipped', () => {
    expect(instantOf('2011-12-30', '09:00', 'Pacific/Apia')).toBeUndefined();
    expect(instantOf('2011-12-30', '00:00', 'Pacific/Apia')).toBeUndefined();
    expect(instantOf('2011-12-31', '00:00', 'Pacific/Apia')?.toISOString()).toBe('2011-12-30T10:00:00.000Z');
  });
});

describe('the next post', () => {
  it('is today’s while its time is to come, then tomorrow’s', () => {
    expect(next('09:00', 'UTC', '2026-03-01T08:59:59Z')).toBe('2026-03-01 2026-03-01T09:00Z');
    expect(next('09:00', 'UTC', '2026-03-01T09:00:00Z')).toBe('2026-03-02 2026-03-02T09:00Z');
  });

  it('is today’s at once when today’s is owed', () => {
    expect(next('09:00', 'UTC', '2026-03-01T12:00:00Z', '2026-03-01')).toBe('2026-03-01 2026-03-01T09:00Z');
    expect(next('09:00', 'UTC', '2026-03-04T12:00:00Z', '2026-03-01')).toBe('2026-03-04 2026-03-04T09:00Z');
    expect(next('09:00', 'UTC', '2026-03-01T12:00:00Z', '2026-03-02')).toBe('2026-03-02 2026-03-02T09:00Z');
  });

  it('is never for a date that is taken', () => {
    const taken = ['2026-03-01', '2026-03-02'];
    expect(next('09:00', 'UTC', '2026-03-01T08:00:00Z', '2026-03-01', taken)).toBe(
      '2026-03-03 2026-03-03T09:00Z',
    );
  });

  it('after the zone was changed at noon neither repeats nor skips the day', () => {
    // Told in Berlin at 09:00; in Los Angeles it is not 09:00 yet.
    expect(next('09:00', 'America/Los_Angeles', '2026-06-10T10:00:00Z', '2026-06-11', ['2026-06-10'])).toBe(
      '2026-06-11 2026-06-11T16:00Z',
    );
    // Not posted in Berlin yet (at 13:00); in Tokyo it is past 13:00 already.
    expect(next('13:00', 'Asia/Tokyo', '2026-06-10T10:00:00Z', '2026-06-10')).toBe(
      '2026-06-10 2026-06-10T04:00Z',
    );
    // Told on the 10th in Los Angeles; in Kiritimati it is the 11th, past the time.
    expect(next('09:00', 'Pacific/Kiritimati', '2026-06-10T20:00:00Z', '2026-06-11', ['2026-06-10'])).toBe(
      '2026-06-11 2026-06-10T19:00Z',
    );
    // And back over the date line: the 11th is posted, and comes again.
    const taken = ['2026-06-10', '2026-06-11'];
    expect(next('09:00', 'America/Los_Angeles', '2026-06-10T22:00:00Z', '2026-06-12', taken)).toBe(
      '2026-06-12 2026-06-12T16:00Z',
    );
  });

  it('leaves out a day that the zone skipped', () => {
    expect(next('09:00', 'Pacific/Apia', '2011-12-29T20:00:00Z')).toBe('2011-12-31 2011-12-30T19:00Z');
  });
});

const timeOf = fc
  .integer({ min: 0, max: 1439 })
  .map((minutes) => new Date(minutes * 60_000).toISOString().slice(11, 16));

const dateOf = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 86_400_000, max: Date.UTC(2030, 11, 31) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

describe('in every zone, 2024 to 2030', () => {
  it('each day has one instant, at the chosen time or at the end of a gap', () => {
    const property = fc.property(fc.constantFrom(...ZONES), dateOf, timeOf, (zone, date, time) => {
      const at = instantOf(date, time, zone);
      if (!at) throw new Error('no zone skips a day in these years');
      const shown = wallTime(at, zone);
      if (shown.date === date && shown.time === time) {
        // No earlier instant shows the same.
        for (const minutes of [30, 60, 120]) {
          expect(wallTime(new Date(at.getTime() - minutes * 60_000), zone)).not.toEqual({ date, time });
        }
      } else {
        const before = wallTime(new Date(at.getTime() - 60_000), zone);
        expect(`${before.date} ${before.time}` < `${date} ${time}`).toBe(true);
        expect(`${shown.date} ${shown.time}` > `${date} ${time}`).toBe(true);
      }
    });
    fc.assert(property, { numRuns: howMany(1000, 50_000) });
  });

  it('a year has one post for each date, in order, however the clocks change', () => {
    const gapTimes = fc.constantFrom(
      '00:00',
      '00:30',
      '01:30',
      '02:00',
      '02:15',
      '02:30',
      '03:00',
      '23:30',
      '23:59',
    );
    const property = fc.property(
      fc.constantFrom(...ZONES),
      gapTimes,
      fc.integer({ min: 2024, max: 2030 }),
      (zone, time, year) => {
        let now = new Date(Date.UTC(year, 0, 1));
        let last: string | undefined;
        while (now.getTime() < Date.UTC(year + 1, 0, 1)) {
          const taken = new Set(last ? [last] : []);
          const due = nextDue({ time, zone }, { now, taken, owed: last && dateAfter(last, 1) });
          if (last) expect(due.date).toBe(dateAfter(last, 1));
          expect(due.at.getTime()).toBeGreaterThan(now.getTime());
          last = due.date;
          now = due.at;
        }
      },
    );
    fc.assert(property, { numRuns: howMany(15, 2000) });
  });

  it('every clock change in the zones is handled, one by one', () => {
    const START = Date.UTC(2024, 0, 1);
    for (const zone of everyNth(ZONES, 6)) {
      const offsetAt = (at: number) => Date.parse(`${stamp(wallTime(new Date(at), zone))}Z`) - at;
      const stamp = ({ date, time }: { date: string; time: string }) => `${date}T${time}`;
      let before = offsetAt(START);
      for (let at = START; at < Date.UTC(2031, 0, 1); at += 7 * 86_400_000) {
        const after = offsetAt(at);
        if (after === before) continue;
        before = after;
        for (let day = 0; day <= 8; day += 1) {
          const date = localDate(new Date(at - day * 86_400_000), zone);
          const instant = instantOf(date, '02:30', zone);
          const shown = instant && stamp(wallTime(instant, zone));
          const expected = `${date}T02:30`;
          expect(
            shown === expected || (shown !== undefined && shown > expected && shown.startsWith(date)),
          ).toBe(true);
        }
      }
    }
  });
});
