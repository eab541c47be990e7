import { nearTerms } from '../search/expansion.ts';
import { createVocabulary } from '../search/vocabulary.ts';
import { fold, terms } from '../search/words.ts';
import { uncounted, type WorkCounter } from '../search/work-counter.ts';
import type { Names } from './authority.ts';

/** A name, and the number of records that have it. */
export interface CountedName {
  readonly name: string;
  readonly records: number;
}

/** The people, the places or the topics of an archive's records. */
export interface NameList {
  /**
   * The names with a word for each word typed that begins with it, in any spelling, the most frequent first. When there
   * are none, misspelt words are replaced by the nearest known ones.
   */
  matching(typed: string, most: number): CountedName[];
  /**
   * The names that a filter means: those with exactly this spelling or, when there are none, all with a word for each
   * word typed that begins with it.
   */
  meant(typed: string): ReadonlySet<string>;
}

/**
 * Makes a list of names.
 * @param carried The names of each record.
 * @param names Gives the other spellings.
 */
export function createNameList(
  carried: readonly (readonly string[])[],
  names: Names,
  work: WorkCounter = uncounted,
): NameList {
  const counts = new Map<string, number>();
  for (const name of carried.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  const entries = [...counts]
    .map(([name, records]) => ({
      name,
      records,
      folded: fold(name),
      spellings: [name, ...names.variants(name)].map(terms),
    }))
    .sort((a, b) => b.records - a.records || (a.folded < b.folded ? -1 : 1));

  const vocabulary = createVocabulary(
    new Map(entries.flatMap(({ spellings, records }) => spellings.flat().map((term) => [term, records]))),
    work,
  );

  /** The number of words in the longest spelling. */
  const longest = entries
    .flatMap(({ spellings }) => spellings)
    .reduce((most, spelling) => Math.max(most, spelling.length), 0);

  /**
   * The names that have a spelling with a word for each word typed that begins with it. A word typed twice is compared
   * once, which bounds the work: the words typed that a name's words can begin with are no more than its letters.
   */
  const begunBy = (words: readonly string[]) => {
    const distinct = [...new Set(words)];
    let compared = 0;
    const begun = entries.filter(({ spellings }) =>
      spellings.some((spelling) =>
        distinct.every((word) => {
          compared += 1;
          return spelling.some((term) => term.startsWith(word));
        }),
      ),
    );
    work.count('name compared', compared);
    return begun;
  };

  /** The known word nearest to a misspelt one; the word itself when a known word begins with it, or none is near. */
  const nearest = (word: string) =>
    vocabulary.beginningWith(word, 1).length > 0 || vocabulary.frequency(word) > 0
      ? word
      : (nearTerms(word, vocabulary)[0]?.term ?? word);

  /** Misspelt words replaced by the nearest known ones. When there are more words than any name has, none is replaced. */
  const respelled = (words: readonly string[]) =>
    new Set(words).size > longest ? words : words.map(nearest);

  return {
    meant(typed) {
      const words = terms(typed);
      const written = words.join(' ');
      const found = begunBy(words);
      const exact = found.filter(({ spellings }) =>
        spellings.some((spelling) => spelling.join(' ') === written),
      );
      return new Set((exact.length > 0 ? exact : found).map(({ name }) => name));
    },

    matching(typed, most) {
      const start = fold(typed.trim());
      const words = terms(typed);
      const asTyped = begunBy(words);
      const found = asTyped.length > 0 ? asTyped : begunBy(respelled(words));
      const begun = found.filter(({ folded }) => folded.startsWith(start));
      const others = found.filter(({ folded }) => !folded.startsWith(start));
      return [...begun, ...others].slice(0, most).map(({ name, records }) => ({ name, records }));
    },
  };
}
