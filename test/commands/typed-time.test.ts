import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTypedZone, zoneChoices } from '../../src/commands/daily/time-zones.ts';
import { readTypedTime } from '../../src/commands/daily/typed-time.ts';

describe('a time as people type it', () => {
  it.each([
    ['9:00', '09:00'],
    ['09:00', '09:00'],
    ['9 am', '09:00'],
    ['9am', '09:00'],
    ['9 a.m.', '09:00'],
    ['9 PM', '21:00'],
    ['9:30pm', '21:30'],
    ['12 am', '00:00'],
    ['12pm', '12:00'],
    ['21.15', '21:15'],
    ['21h', '21:00'],
    ['7h30', '07:30'],
    ['at 9', '09:00'],
    ['9', '09:00'],
    ['0930', '09:30'],
    ['18 Uhr', '18:00'],
    ['noon', '12:00'],
    ['Midnight', '00:00'],
    ['23:59', '23:59'],
  ])('%s is %s', (typed, time) => {
    expect(readTypedTime(typed)).toBe(time);
  });

  it.each(['', '24:00', '9:60', '13 pm', '0 am', 'soon', '9:5', '-1', '9 m', '123', '9:00:00'])(
    '%o is none',
    (typed) => {
      expect(readTypedTime(typed)).toBeUndefined();
    },
  );

  it('whatever is typed, is a time of a day or none', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (typed) => {
        expect(readTypedTime(typed) ?? '00:00').toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      }),
    );
  });
});

describe('a zone', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const first = (typed: string) => zoneChoices(typed, now)[0];

  it.each([
    ['new york', 'America/New_York'],
    ['New Yo', 'America/New_York'],
    ['Tirana', 'Europe/Tirane'],
    ['tir', 'Europe/Tirane'],
    ['berl', 'Europe/Berlin'],
    ['são paulo', 'America/Sao_Paulo'],
    ['sao', 'America/Sao_Paulo'],
    ['peking', 'Asia/Shanghai'],
    ['Los', 'America/Los_Angeles'],
    ['UTC', 'UTC'],
    ['europe/par', 'Europe/Paris'],
  ])('is completed from %s to %s', (typed, zone) => {
    expect(first(typed)?.zone).toBe(zone);
  });

  it('is shown with what clocks show there, within Discord’s limits', () => {
    expect(first('new york')?.name).toBe('New York (America/New_York), now 07:00');
    const every = 'abcdefghijklmnopqrstuvwxyz'.split('').flatMap((letter) => zoneChoices(letter, now));
    for (const { name, zone } of every) {
      expect(name.length).toBeLessThanOrEqual(100);
      expect(readTypedZone(zone)).toBe(zone);
    }
    expect(zoneChoices('', now)).toHaveLength(25);
  });

  it.each([
    ['Tirana', 'Europe/Tirane'],
    ['america/new_york', 'America/New_York'],
    ['America/New York', 'America/New_York'],
    ['new york', 'America/New_York'],
    ['utc', 'UTC'],
  ])('may be typed in full: %s', (typed, zone) => {
    expect(readTypedZone(typed)).toBe(zone);
  });

  it('that the runtime knows by another name is taken', () => {
    for (const name of ['Europe/Kyiv', 'Europe/Kiev', 'Asia/Kolkata', 'Asia/Calcutta']) {
      expect(readTypedZone(name)).toBeDefined();
    }
  });

  it.each(['EST', 'CET', '+01:00', 'GMT+2', 'Etc/GMT+5', 'nowhere', ''])('%o is none', (typed) => {
    expect(readTypedZone(typed)).toBeUndefined();
  });
});
