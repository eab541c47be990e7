import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shardOf, snowflakes } from '../../../src/loopback/world/snowflake.ts';
import { testClock } from '../../support/test-clock.ts';

test('ids rise strictly whatever the clock does, and tell its time when it runs forwards', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000, max: 100_000 }), { maxLength: 50 }), (steps) => {
      const clock = testClock('2026-06-29T12:00:00Z');
      const next = snowflakes(clock);
      let last = BigInt(next());
      for (const step of steps) {
        clock.set(new Date(clock.now().getTime() + step));
        const id = BigInt(next());
        expect(id > last).toBe(true);
        last = id;
      }
    }),
  );
  const clock = testClock('2016-04-30T11:18:25.796Z');
  expect(BigInt(snowflakes(clock)()) >> 22n).toBe(41_944_705_796n);
});

test('the shard is that of the documentation', () => {
  expect(shardOf('197038439483310086', 1)).toBe(0);
  expect(shardOf(`${(5n << 22n) + 3n}`, 4)).toBe(1);
  expect(shardOf(undefined, 4)).toBe(0);
});
