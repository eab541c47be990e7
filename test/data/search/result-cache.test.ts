import { describe, expect, it } from 'vitest';
import { withResultCache } from '../../../src/data/search/result-cache.ts';

describe('the result cache', () => {
  it('gives a result again without another search', () => {
    let made = 0;
    const search = withResultCache(({ query }: { query: string }) => {
      made += 1;
      return { records: [query] };
    });
    const first = search({ query: 'bomb' });
    expect(search({ query: 'bomb' })).toBe(first);
    search({ query: 'rice' });
    expect(made).toBe(2);
  });

  it('is bounded in number and in size; the least recently used result goes first', () => {
    let made = 0;
    const search = withResultCache(({ query, size }: { query: number; size: number }) => {
      made += 1;
      return { records: Array.from({ length: size }, () => query) };
    });
    for (let query = 0; query < 300; query += 1) search({ query, size: 1 });
    search({ query: 299, size: 1 });
    expect(made).toBe(300);
    search({ query: 0, size: 1 });
    expect(made).toBe(301);
    search({ query: 1000, size: 30_000 });
    search({ query: 1000, size: 30_000 });
    expect(made).toBe(303);
  });
});
