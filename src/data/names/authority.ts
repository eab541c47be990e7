import type { Collection } from '../records/record.ts';
import { terms } from '../search/words.ts';
import { uncounted, type WorkCounter } from '../search/work-counter.ts';

/** The name authority of an archive: which spellings mean the same name. */
export interface Names {
  /** The other spellings of a canonical name; none for an unknown name. */
  variants(canonical: string): readonly string[];
  /** The canonical names with this spelling, given as terms: several when names share it, none when it is unknown. */
  canonical(spelling: readonly string[]): readonly string[];
  /** The number of terms in the longest spelling that begins with a term; 0 when there is none. */
  longestFrom(first: string): number;
  /** The canonical names that occur anywhere among the terms of a text, in any spelling. */
  mentioned(run: readonly string[]): ReadonlySet<string>;
}

/** A shorter word on its own is not counted as a mention of a name, because it too often means something else. */
const SHORTEST_MENTION = 5;

/** `PLA (China)` is also written `PLA`: the brackets only distinguish names that share a spelling. */
function withoutGloss(spelling: string): string[] {
  const bare = spelling.replace(/\s*[([].*[)\]]$/u, '');
  return bare === spelling || bare === '' ? [spelling] : [spelling, bare];
}

/**
 * Makes the name authority from the names of all collections.
 *
 * @example createNames(collections).canonical(['khrushchev']) // ['Nikita Khrushchev']
 */
export function createNames(collections: readonly Collection[], work: WorkCounter = uncounted): Names {
  const variants = new Map<string, string[]>();
  const meanings = new Map<string, Set<string>>();
  const acronyms = new Set<string>();
  /** The number of words in the longest spelling that begins with a word. */
  const longest = new Map<string, number>();
  for (const { canonical, variants: others, kind } of collections.flatMap(({ names }) => names)) {
    variants.set(canonical, [...(variants.get(canonical) ?? []), ...others]);
    for (const spelling of [canonical, ...others].flatMap(withoutGloss)) {
      const words = terms(spelling);
      if (words.length === 0) continue;
      const key = words.join(' ');
      meanings.set(key, (meanings.get(key) ?? new Set()).add(canonical));
      const [first = ''] = words;
      longest.set(first, Math.max(longest.get(first) ?? 0, words.length));
      if (kind === 'organization' && /^\p{Lu}{2,}$/u.test(spelling)) acronyms.add(key);
    }
  }

  const isMention = (words: readonly string[]) => {
    const [first = ''] = words;
    return words.length > 1 || first.length >= SHORTEST_MENTION || acronyms.has(first);
  };

  return {
    variants: (canonical) => variants.get(canonical) ?? [],
    longestFrom: (first) => longest.get(first) ?? 0,
    canonical(spelling) {
      work.count('name look-up', 1);
      return [...(meanings.get(spelling.join(' ')) ?? [])];
    },
    mentioned(run) {
      const found = new Set<string>();
      for (let start = 0; start < run.length; start += 1) {
        const most = longest.get(run[start] ?? '') ?? 0;
        for (let length = Math.min(most, run.length - start); length > 0; length -= 1) {
          const words = run.slice(start, start + length);
          const meant = isMention(words) ? meanings.get(words.join(' ')) : undefined;
          if (!meant) continue;
          for (const canonical of meant) found.add(canonical);
          break;
        }
      }
      return found;
    },
  };
}
