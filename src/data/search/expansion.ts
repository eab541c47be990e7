import type { NearTerm, Vocabulary } from './vocabulary.ts';
import { isTelling, stemOf } from './words.ts';

/**
 * How a term of the index answers to a word that was typed: it is the word, another form of it, begins with it, begins
 * with its root (`kurdish` for `kurds`), or is what it may be misspelt from.
 */
export type MatchKind = 'exact' | 'stem' | 'prefix' | 'related' | 'typo';

/** A term of the index that a typed word may mean. */
export interface Expansion {
  readonly term: string;
  readonly kind: MatchKind;
  /** What a hit by this term is worth beside an exact one, above 0 and at most 1. */
  readonly weight: number;
}

/** The terms that one word may be expanded to, besides itself and its stem. */
const MOST_PREFIX_TERMS = 32;
const MOST_NEAR_TERMS = 8;

/**
 * The postings that one word may touch. A two-letter prefix may stand for a third of a large archive; the most
 * frequent terms that fit are kept, so that the work is bounded whatever is typed.
 */
const MOST_POSTINGS = 20_000;

/** In how many records a word must occur to be spelt right beyond doubt. */
const WELL_KNOWN = 20;

/** The terms that a typed word may mean, best first, within a bounded number of terms and postings. */
export function expand(word: string, vocabulary: Vocabulary): Expansion[] {
  const own = ownExpansions(word, vocabulary);
  if (!isTelling(word)) return own;
  return withinBudget(
    [...own, ...prefixExpansions(word, vocabulary), ...typoExpansions(word, vocabulary)],
    vocabulary,
  );
}

function ownExpansions(word: string, vocabulary: Vocabulary): Expansion[] {
  const stem = stemOf(word);
  const own: Expansion[] = [{ term: word, kind: 'exact', weight: 1 }];
  if (stem) own.push({ term: stem, kind: 'stem', weight: 0.7 });
  return own.filter(({ term }) => vocabulary.frequency(term) > 0);
}

function prefixExpansions(word: string, vocabulary: Vocabulary): Expansion[] {
  const longer = vocabulary.beginningWith(word, MOST_PREFIX_TERMS);
  const root = stemOf(word)?.slice(1) ?? word;
  const related =
    root.length >= SHORTEST_ROOT && root !== word
      ? vocabulary.beginningWith(root, MOST_PREFIX_TERMS).filter((term) => term !== word)
      : [];
  return [
    ...longer.map((term): Expansion => ({ term, kind: 'prefix', weight: (0.6 * word.length) / term.length })),
    ...related.map(
      (term): Expansion => ({ term, kind: 'related', weight: (0.4 * root.length) / term.length }),
    ),
  ];
}

/** A root shorter than this begins too many words that have nothing to do with it. */
const SHORTEST_ROOT = 4;

/**
 * A spelling that the archive knows is corrected only to one that it uses at least as often: `krushchev` is
 * also looked for as `khrushchev`, but `china` is not as `chin`.
 */
function typoExpansions(word: string, vocabulary: Vocabulary): Expansion[] {
  const known = vocabulary.frequency(word);
  if (known > WELL_KNOWN) return [];
  return nearTerms(word, vocabulary)
    .filter(({ term }) => !term.startsWith(word) && vocabulary.frequency(term) >= known)
    .map(({ term, distance }) => ({ term, kind: 'typo', weight: 0.35 / distance }));
}

/**
 * The words of the archive that a word may be a misspelling of, nearest first, then the most frequent. `slack`
 * forgives so many letters more than a search does.
 */
export function nearTerms(word: string, vocabulary: Vocabulary, slack = 0): NearTerm[] {
  const distance = forgivenEdits(word);
  if (distance === 0) return [];
  const near = vocabulary.near(word, distance + slack, MOST_NEAR_TERMS);
  if (distance > 1) return near;
  const exchanged = vocabulary
    .near(word, 2, 4 * MOST_NEAR_TERMS)
    .filter(({ term }) => isExchange(word, term))
    .map(({ term }) => ({ term, distance: 1 }));
  return [...near.filter(({ term }) => !exchanged.some((other) => other.term === term)), ...exchanged];
}

/** Whether two neighbouring letters have changed places: one slip of the fingers, though two edits. */
function isExchange(word: string, term: string): boolean {
  const at = [...word].findIndex((letter, index) => letter !== term[index]);
  return (
    word.length === term.length &&
    word[at] === term[at + 1] &&
    word[at + 1] === term[at] &&
    word.slice(at + 2) === term.slice(at + 2)
  );
}

function forgivenEdits(word: string): number {
  if (/\d/.test(word) || word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

function withinBudget(expansions: readonly Expansion[], vocabulary: Vocabulary): Expansion[] {
  let postings = 0;
  return expansions.filter(({ term, kind }) => {
    const cost = vocabulary.frequency(term);
    const fits = kind === 'exact' || postings + cost <= MOST_POSTINGS;
    if (fits) postings += cost;
    return fits;
  });
}
