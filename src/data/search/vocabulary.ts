import SearchableMap from 'minisearch/SearchableMap';
import { isStem } from './words.ts';
import { uncounted, type WorkCounter } from './work-counter.ts';

/** The words that occur in an archive, and in how many records each does. Stems are counted, not listed. */
export interface Vocabulary {
  /** In how many records a term occurs; 0 for a term that occurs in none. */
  frequency(term: string): number;
  /** The terms that begin with a prefix, without the prefix itself, the most frequent first. */
  beginningWith(prefix: string, most: number): string[];
  /** The terms at most `distance` edits (Levenshtein) away, nearest first, then the most frequent. */
  near(term: string, distance: number, most: number): NearTerm[];
}

/** A term and how many letters must be changed to come to it. */
export interface NearTerm {
  readonly term: string;
  readonly distance: number;
}

/** The vocabulary of a table of terms with the number of records that each occurs in. */
export function createVocabulary(
  frequencies: ReadonlyMap<string, number>,
  work: WorkCounter = uncounted,
): Vocabulary {
  const words = [...frequencies].filter(([term]) => !isStem(term));
  const sorted = words.map(([term]) => term).sort();
  const tree = SearchableMap.from(words);
  const longest = words.reduce((most, [term]) => Math.max(most, term.length), 0);
  const frequency = (term: string) => frequencies.get(term) ?? 0;
  const oftenFirst = (a: string, b: string) => frequency(b) - frequency(a) || (a < b ? -1 : 1);

  return {
    frequency,

    beginningWith(prefix, most) {
      const found: string[] = [];
      for (let at = firstNotBefore(sorted, prefix); sorted[at]?.startsWith(prefix); at += 1) {
        const term = sorted[at];
        if (term !== undefined && term !== prefix) found.push(term);
      }
      return found.sort(oftenFirst).slice(0, most);
    },

    near(term, distance, most) {
      // The table that is filled grows with the square of the term, and one so long is near to none.
      if (term.length > longest + distance) return [];
      work.count('spelling', (term.length + 1) * (term.length + 1 + distance));
      return [...tree.fuzzyGet(term, distance)]
        .map(([near, [, edits]]) => ({ term: near, distance: edits }))
        .filter(({ distance: edits }) => edits > 0)
        .sort((a, b) => a.distance - b.distance || oftenFirst(a.term, b.term))
        .slice(0, most);
    },
  };
}

function firstNotBefore(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
