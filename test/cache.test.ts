import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCache } from '../src/cache.ts';

describe('a cache', () => {
  test('gives back what was set last under a key, until it is deleted', () => {
    const cache = createCache<string, number>({ capacity: 10 });
    cache.set('a', 1);
    cache.set('a', 2);
    cache.set('b', 3);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([2, 3, undefined]);
    cache.delete('a');
    expect(cache.get('a')).toBeUndefined();
    cache.clear();
    expect(cache.get('b')).toBeUndefined();
  });

  test('drops the entry that was used longest ago', () => {
    const cache = createCache<string, number>({ capacity: 2 });
    cache.set('a', 1);
    cache.set('b', 1);
    cache.get('a');
    cache.set('c', 1);
    expect(['a', 'b', 'c'].filter((key) => cache.get(key) !== undefined)).toEqual(['a', 'c']);
  });

  test('drops as many entries as a large value needs', () => {
    const cache = createCache<string, string>({ capacity: 10, sizeOf: ({ length }) => length });
    cache.set('a', 'aaaa');
    cache.set('b', 'bbbb');
    cache.set('c', 'ccccc');
    expect(['a', 'b', 'c'].filter((key) => cache.get(key) !== undefined)).toEqual(['b', 'c']);
  });

  test('does not keep a value that would fill more than half of it, nor the value before', () => {
    const cache = createCache<string, string>({ capacity: 10, sizeOf: ({ length }) => length });
    cache.set('a', 'aaaa');
    cache.set('b', 'bbbb');
    cache.set('a', 'aaaaaa');
    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, 'bbbb']);
  });

  test('forgets an entry some time after it was set, however often it is used', () => {
    let elapsed = 0;
    const cache = createCache<string, number>({
      capacity: 10,
      freshness: { milliseconds: 100, elapsed: () => elapsed },
    });
    cache.set('a', 1);
    elapsed = 99;
    expect(cache.get('a')).toBe(1);
    elapsed = 100;
    expect(cache.get('a')).toBeUndefined();
  });

  test('never holds more than its capacity', () => {
    const steps = fc.array(fc.tuple(fc.nat(20), fc.nat(12)));
    fc.assert(
      fc.property(steps, (all) => {
        const cache = createCache<number, number>({ capacity: 20, sizeOf: (size) => size });
        for (const [key, size] of all) cache.set(key, size);
        const kept = Array.from({ length: 21 }, (_, key) => cache.get(key) ?? 0);
        expect(kept.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(20);
      }),
    );
  });
});
