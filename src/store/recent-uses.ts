/** When keys were last written as used, for a bounded number of keys: the one asked for longest ago goes first. */
export interface RecentUses {
  /** Whether a key is remembered as used after an instant, in milliseconds since 1970. */
  isAfter(key: string, instant: number): boolean;
  remember(key: string, instant: number): void;
  forget(key: string): void;
}

/** A memory of at most so many keys. */
export function recentUses(capacity: number): RecentUses {
  const uses = new Map<string, number>();
  const remember = (key: string, instant: number) => {
    uses.delete(key);
    uses.set(key, instant);
    const [oldest] = uses.keys();
    if (uses.size > capacity && oldest !== undefined) uses.delete(oldest);
  };
  return {
    remember,
    isAfter(key, instant) {
      const used = uses.get(key);
      if (used === undefined || used <= instant) return false;
      remember(key, used);
      return true;
    },
    forget: (key) => void uses.delete(key),
  };
}
