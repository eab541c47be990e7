import { createCache } from '../../cache.ts';

/** How many records the cached results may hold together: a few megabytes of references. */
const MOST_RECORDS = 50_000;

/** How many results are cached at most. */
const MOST_RESULTS = 200;

/**
 * A function that gives its latest results again for the same requests. An archive does not change, and a reader who
 * turns a page, opens a record or goes back to the list asks for the same search again.
 */
export function withResultCache<Request, Result extends { readonly records: readonly unknown[] }>(
  search: (request: Request) => Result,
): (request: Request) => Result {
  const results = createCache<string, Result>({
    capacity: MOST_RECORDS,
    sizeOf: ({ records }) => Math.max(records.length, MOST_RECORDS / MOST_RESULTS),
  });
  return (request) => {
    const key = JSON.stringify(request);
    const known = results.get(key);
    if (known) return known;
    const result = search(request);
    results.set(key, result);
    return result;
  };
}
