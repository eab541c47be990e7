import type { NameAuthority } from '../../../src/data/names/name-authority.ts';
import { hashNumber } from './hash-number.ts';
import { queryWords } from './query-words.ts';

interface Found {
  readonly start: number;
  readonly end: number;
  readonly key: string;
  readonly name: NameAuthority;
}

/**
 * The query with one of the names in it, in whichever spelling, written in another of its spellings; undefined when
 * it has none. What is quoted stays. A spelling that two names share, or one in brackets, is neither found nor put
 * in; spellings that differ in marks, case or hyphens only count as one.
 *
 * @param seed what decides which name and which spelling
 */
export function withNameSwapped(
  query: string,
  names: readonly NameAuthority[],
  seed: string,
): string | undefined {
  const spellings = spellingsOf(names);
  const found = namesIn(query, spellings).filter(({ name, key }) => others(name, key, spellings).length > 0);
  const chosen = found[hashNumber(`swap name ${seed}`) % found.length];
  if (!chosen) return undefined;
  const choices = others(chosen.name, chosen.key, spellings);
  const spelling = choices[hashNumber(`swap spelling ${seed}`) % choices.length] ?? '';
  const written = query === query.toLowerCase() ? spelling.toLowerCase() : spelling;
  return query.slice(0, chosen.start) + written + query.slice(chosen.end);
}

/** The names by the plain words of their spellings; spellings of two names left out. */
function spellingsOf(names: readonly NameAuthority[]): ReadonlyMap<string, NameAuthority> {
  const spellings = new Map<string, NameAuthority>();
  const shared = new Set<string>();
  for (const name of names) {
    for (const spelling of [name.canonical, ...name.variants]) {
      if (/[()[\]]/.test(spelling)) continue;
      const key = keyOf(spelling);
      if ((spellings.get(key) ?? name) !== name) shared.add(key);
      spellings.set(key, name);
    }
  }
  for (const key of shared) spellings.delete(key);
  return spellings;
}

function keyOf(spelling: string): string {
  return queryWords(spelling.replaceAll('"', ' '))
    .map(({ plain }) => plain)
    .join(' ');
}

/** The names in a query, left to right, the longest spelling at each place. */
function namesIn(query: string, spellings: ReadonlyMap<string, NameAuthority>): Found[] {
  const words = queryWords(query);
  const found: Found[] = [];
  for (let at = 0; at < words.length; ) {
    const longest = longestAt(words.slice(at), spellings);
    if (longest) found.push(longest.found);
    at += longest?.words ?? 1;
  }
  return found;
}

function longestAt(
  words: ReturnType<typeof queryWords>,
  spellings: ReadonlyMap<string, NameAuthority>,
): { found: Found; words: number } | undefined {
  for (let count = words.length; count > 0; count -= 1) {
    const span = words.slice(0, count);
    const key = span.map(({ plain }) => plain).join(' ');
    const name = spellings.get(key);
    const [first, last] = [span[0], span.at(-1)];
    if (name && first && last)
      return { found: { start: first.start, end: last.end, key, name }, words: count };
  }
  return undefined;
}

/** The other spellings of a name, one of each key. */
function others(name: NameAuthority, key: string, spellings: ReadonlyMap<string, NameAuthority>): string[] {
  const byKey = new Map<string, string>();
  for (const spelling of [name.canonical, ...name.variants]) {
    const own = keyOf(spelling);
    if (own !== key && spellings.get(own) === name && !byKey.has(own)) byKey.set(own, spelling);
  }
  return [...byKey.values()];
}
