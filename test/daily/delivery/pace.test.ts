import { expect, test } from 'vitest';
import { createPace } from '../../../src/daily/delivery/pace.ts';
import { pass } from '../../support/eventually.ts';
import { type TestClock, testClock } from '../../support/test-clock.ts';
import { turns } from '../../support/work.ts';

/** Lets time pass, from turn to turn. */
const letPass = (clock: TestClock, milliseconds: number) =>
  pass({ clock, quiet: () => turns(1) }, milliseconds);

test('turns come in order, and no second has more than one turn above the pace', async () => {
  const clock = testClock('2026-01-01T00:00:00Z');
  const pace = createPace(clock, 10);
  const came: { turn: number; at: number }[] = [];
  for (let turn = 0; turn < 25; turn += 1) {
    void pace.turn().then(() => came.push({ turn, at: clock.now().getTime() }));
  }
  await letPass(clock, 1200);
  // The process was held up: what was missed is caught up, within the limit.
  clock.advance(400);
  await letPass(clock, 1200);
  expect(came.map(({ turn }) => turn)).toEqual(Array.from({ length: 25 }, (_, turn) => turn));
  for (const { at } of came) {
    const within = came.filter((other) => other.at >= at && other.at < at + 1000).length;
    expect(within).toBeLessThanOrEqual(11);
  }
});

test('no turn comes during a pause', async () => {
  const clock = testClock('2026-01-01T00:00:00Z');
  const pace = createPace(clock, 10);
  await pace.turn();
  pace.pause(500);
  let came = false;
  void pace.turn().then(() => {
    came = true;
  });
  await letPass(clock, 499);
  expect(came).toBe(false);
  await letPass(clock, 2);
  expect(came).toBe(true);
});

test('setting the calendar forwards or back neither delays turns nor hurries them', async () => {
  const clock = testClock('2026-01-01T00:00:00Z');
  const pace = createPace(clock, 10);
  let came = 0;
  const count = () => {
    came += 1;
  };
  await pace.turn();
  for (const set of [-3 * 3_600_000, 40 * 86_400_000]) {
    came = 0;
    clock.adjust(set);
    for (let turn = 0; turn < 100; turn += 1) void pace.turn().then(count);
    await letPass(clock, 1000);
    expect(came).toBeGreaterThanOrEqual(10);
    expect(came).toBeLessThanOrEqual(15);
    await letPass(clock, 10_000);
    expect(came).toBe(100);
  }
});

test('no turn comes during a hold', async () => {
  const clock = testClock('2026-01-01T00:00:00Z');
  const pace = createPace(clock, 10);
  let release: () => void = () => undefined;
  pace.holdUntil(
    new Promise<void>((resolve) => {
      release = resolve;
    }),
  );
  let came = false;
  const turn = pace.turn().then(() => {
    came = true;
  });
  await letPass(clock, 5000);
  expect(came).toBe(false);
  release();
  await turn;
  expect(came).toBe(true);
});
