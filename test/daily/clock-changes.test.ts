import { expect, test } from 'vitest';
import { isRound, recordsForDay } from '../../src/daily/choosing/day-records.ts';
import { createArchive } from '../../src/data/archive.ts';
import { startLoopback } from '../../src/loopback/loopback.ts';
import { openEmbeddedStore } from '../../src/store/embedded-store.ts';
import { posts, runDaily, server } from '../support/daily/running-daily.ts';
import { collection, records } from '../support/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testClock } from '../support/test-clock.ts';

/** When the setting is made, then instants and how many posts there are after each. */
type Course = readonly [set: string, ...after: (readonly [instant: string, posts: number])[]];

// Of years that are over: governments change what is to come, and the data of Node.js’s versions with it.
test.each<[zone: string, time: string, course: Course]>([
  [
    'Europe/Berlin',
    '02:30',
    [
      '2025-03-29T12:00Z',
      ['2025-03-30T00:59Z', 0],
      // 03:00 local: the hour from 02:00 does not exist.
      ['2025-03-30T01:00Z', 1],
      ['2025-03-31T00:29Z', 1],
      ['2025-03-31T00:30Z', 2],
    ],
  ],
  [
    'Europe/Berlin',
    '02:30',
    [
      '2025-10-25T12:00Z',
      ['2025-10-26T00:29Z', 0],
      ['2025-10-26T00:30Z', 1],
      // 02:30 for the second time.
      ['2025-10-26T01:30Z', 1],
      ['2025-10-27T01:29Z', 1],
      ['2025-10-27T01:30Z', 2],
    ],
  ],
  [
    'America/New_York',
    '02:30',
    ['2025-03-08T12:00Z', ['2025-03-09T06:59Z', 0], ['2025-03-09T07:00Z', 1], ['2025-03-10T06:30Z', 2]],
  ],
  [
    'Africa/Casablanca',
    '02:30',
    ['2024-04-13T12:00Z', ['2024-04-14T01:59Z', 0], ['2024-04-14T02:00Z', 1], ['2024-04-15T01:30Z', 2]],
  ],
  // Iran’s clocks went from 00:00 to 01:00 on this day, the last time.
  ['Asia/Tehran', '00:30', ['2022-03-21T12:00Z', ['2022-03-21T20:30Z', 1], ['2022-03-22T20:00Z', 2]]],
  ['Pacific/Apia', '02:30', ['2025-04-03T00:00Z', ['2025-04-03T13:30Z', 1], ['2025-04-04T13:30Z', 2]]],
  [
    'Australia/Lord_Howe',
    '02:10',
    ['2025-10-04T12:00Z', ['2025-10-04T15:29Z', 0], ['2025-10-04T15:30Z', 1], ['2025-10-05T15:10Z', 2]],
  ],
])('in %s at %s the post comes once a day when the clocks change', async (zone, time, [set, ...course]) => {
  const clock = testClock(set);
  const discord = await startLoopback({ clock });
  const store = await openEmbeddedStore({ dataDir: temporaryFolder() });
  const daily = runDaily({ discord, store, clock });
  const { channel } = await server({ discord, store, clock }, { zone, time });
  for (const [instant, expected] of course) {
    clock.set(instant);
    await daily.idle(clock);
    expect({ instant, posts: posts(discord, channel).length }).toEqual({ instant, posts: expected });
  }
  await daily.stop();
  await store.close();
  await discord.close();
});

const leap = createArchive({
  collections: [collection],
  records: records(
    { title: 'Leap', date: '1964-02-29' },
    { title: 'Eve', date: '1961-02-28' },
    { title: 'Round', date: '1967-02-28' },
  ),
});
const titles = (date: string) => {
  const choice = { quietDays: 'skip', posted: new Set<string>(), seed: '' } as const;
  return recordsForDay(leap, date, choice)?.records.map(({ title }) => title);
};

test('29 February is posted on 28 February in common years, round anniversaries first', () => {
  expect(titles('2026-02-28')).toEqual(['Eve', 'Leap', 'Round']);
  expect(titles('2027-02-28')).toEqual(['Eve', 'Leap', 'Round']);
  expect(titles('2042-02-28')).toEqual(['Round', 'Eve', 'Leap']);
  expect(titles('2028-02-28')).toEqual(['Eve', 'Round']);
  expect(titles('2028-02-29')).toEqual(['Leap']);
});

test('which years are round', () => {
  const years = Array.from({ length: 260 }, (_, index) => index);
  expect(years.filter(isRound)).toEqual([10, 25, 50, 75, 100, 150, 200, 250]);
});
