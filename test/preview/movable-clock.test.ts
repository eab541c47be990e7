import { expect, it } from 'vitest';
import { movableClock } from '../../src/preview/movable-clock.ts';
import { testClock } from '../support/test-clock.ts';

it('goes on from wherever it is set, and waits as long as the real one', async () => {
  const real = testClock('2026-11-24T12:00:00Z');
  const clock = movableClock(real);
  expect(clock.moved).toBe(false);
  clock.moveTo(new Date('2031-02-28T23:59:00Z'));
  expect(clock.moved).toBe(true);
  let isOver = false;
  const wait = clock.wait(60_000).then(() => {
    isOver = true;
  });
  clock.moveTo(new Date('2032-02-28T23:59:00Z'));
  await Promise.resolve();
  expect(isOver).toBe(false);
  real.advance(60_000);
  await wait;
  expect(clock.now().toISOString()).toBe('2032-02-29T00:00:00.000Z');
  clock.moveTo();
  expect(clock.now()).toEqual(real.now());
});
