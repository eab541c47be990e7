import { nearTerms } from '../search/expansion.ts';
import { createVocabulary } from '../search/vocabulary.ts';
import { fold, terms } from '../search/words.ts';
import { uncounted, type WorkCounter } from '../search/work-counter.ts';
import type { Names } from './authority.ts';

/** A name that records carry, and how many do. */
export interface CountedName {
  readonly name: string;
  readonly records: number;
}

/** The names of one kind (people, places or topics) that an archive's records carry. */
export interface NameList {
  /**
   * The names of which every word typed begins a word, in any spelling; the most frequent first. When there are none,
   * misspelt words are taken for what they are nearest to.
   */
  matching(typed: string, most: number): CountedName[];
  /**
   * The names that a filter means: the one known by just this spelling or, when there is none, all of which every
   * word typed begins a word.
   */
  meant(typed: string): ReadonlySet<string>;
}

/** The list of the names that a number of records carry; `names` gives their other spellings. */
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

  /** How many words the longest spelling has. */
  const longest = entries
    .flatMap(({ spellings }) => spellings)
    .reduce((most, spelling) => Math.max(most, spelling.length), 0);

  /**
   * The names in a spelling of which each word begins a word. A word that was typed twice is compared once, so that
   * no more words of a text begin words of a name than the name has letters.
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

  /** The word that a misspelt one is nearest to; the word itself when it begins one, or nothing is near. */
  const nearest = (word: string) =>
    vocabulary.beginningWith(word, 1).length > 0 || vocabulary.frequency(word) > 0
      ? word
      : (nearTerms(word, vocabulary)[0]?.term ?? word);

  /** Misspelt words as they may be meant. Of more words than any name has, none is looked at. */
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
