/** How much a cache keeps, and for how long. */
export interface CacheOptions<Value> {
  /** How many entries are kept, at least 1; with `sizeOf`, how large they may be together. */
  readonly capacity: number;
  /** The size of a value, in the units of the capacity. Unless given, every value counts as 1. */
  readonly sizeOf?: (value: Value) => number;
  /** How long an entry is kept, in milliseconds of a stopwatch (`clock.elapsed`). Unless given, without end. */
  readonly freshness?: { readonly milliseconds: number; readonly elapsed: () => number };
}

/** A bounded memory of values that cost something to get. */
export interface Cache<Key, Value> {
  /** The value kept under a key; undefined when there is none, or it is no longer fresh. */
  get(key: Key): Value | undefined;
  /** Keeps a value, in place of the one before. */
  set(key: Key, value: Value): void;
  delete(key: Key): void;
  clear(): void;
}

/**
 * A cache that drops the least recently used entries when it is full. A value that would fill more than half of it
 * is not kept, because it would push out most of the others.
 *
 * @example
 * const capitals = createCache<string, string>({ capacity: 100 });
 * capitals.set('Albania', 'Tirana');
 * capitals.get('Albania'); // 'Tirana'
 */
export function createCache<Key, Value>({
  capacity,
  sizeOf = () => 1,
  freshness,
}: CacheOptions<Value>): Cache<Key, Value> {
  // A Map goes through its keys in the order in which they were set, so the least recently used comes first.
  const entries = new Map<Key, { readonly value: Value; readonly size: number; readonly setAt: number }>();
  const largest = Math.max(1, capacity / 2);
  let size = 0;

  const drop = (key: Key) => {
    size -= entries.get(key)?.size ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (freshness && freshness.elapsed() - entry.setAt >= freshness.milliseconds) {
        drop(key);
        return undefined;
      }
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      drop(key);
      const entry = { value, size: sizeOf(value), setAt: freshness?.elapsed() ?? 0 };
      if (entry.size > largest) return;
      entries.set(key, entry);
      size += entry.size;
      for (const oldest of entries.keys()) {
        if (size <= capacity) break;
        drop(oldest);
      }
    },
    delete: drop,
    clear() {
      entries.clear();
      size = 0;
    },
  };
}
