/** How many records the remembered results may hold together: a few megabytes of references. */
const MOST_RECORDS = 50_000;

/** How many results are remembered. */
const MOST_RESULTS = 200;

/**
 * A function that remembers what it gave lately. An archive does not change, and whoever turns a page, opens a record
 * or goes back to the list asks for the same search again.
 */
export function remembered<Request, Result extends { readonly records: readonly unknown[] }>(
  give: (request: Request) => Result,
): (request: Request) => Result {
  const results = new Map<string, Result>();
  let held = 0;
  const forget = (key: string) => {
    held -= results.get(key)?.records.length ?? 0;
    results.delete(key);
  };
  return (request) => {
    const key = JSON.stringify(request);
    const known = results.get(key);
    const result = known ?? give(request);
    if (known) forget(key);
    if (result.records.length > MOST_RECORDS / 2) return result;
    results.set(key, result);
    held += result.records.length;
    for (const oldest of results.keys()) {
      if (held <= MOST_RECORDS && results.size <= MOST_RESULTS) break;
      forget(oldest);
    }
    return result;
  };
}
