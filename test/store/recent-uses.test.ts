import { expect, test } from 'vitest';
import { recentUses } from '../../src/store/recent-uses.ts';

test('a key is known by the instant of its last use', () => {
  const uses = recentUses(10);
  uses.remember('a', 100);
  expect(uses.isAfter('a', 99)).toBe(true);
  expect(uses.isAfter('a', 100)).toBe(false);
  uses.forget('a');
  expect(uses.isAfter('a', 99)).toBe(false);
});

test('of too many keys, the one asked for longest ago is forgotten', () => {
  const uses = recentUses(2);
  uses.remember('a', 1);
  uses.remember('b', 1);
  uses.isAfter('a', 0);
  uses.remember('c', 1);
  expect(['a', 'b', 'c'].filter((key) => uses.isAfter(key, 0))).toEqual(['a', 'c']);
});
