import type { Names } from './names.ts';
import { fold, terms } from './text.ts';

/** A name that records carry, and how many do. */
export interface CountedName {
  readonly name: string;
  readonly records: number;
}

/** The names of one kind (people, places or topics) that an archive's records carry. */
export interface NameList {
  /** The names of which every word typed begins a word, in any spelling; the most frequent first. */
  matching(typed: string, most: number): CountedName[];
  /**
   * The names that a filter means: the one known by just this spelling or, when there is none, all of which every
   * word typed begins a word.
   */
  meant(typed: string): ReadonlySet<string>;
}

/** The list of the names that a number of records carry; `names` gives their other spellings. */
export function createNameList(carried: readonly (readonly string[])[], names: Names): NameList {
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

  const begunBy = (typed: string) => {
    const words = terms(typed);
    return entries.filter(({ spellings }) =>
      spellings.some((spelling) => words.every((word) => spelling.some((term) => term.startsWith(word)))),
    );
  };

  return {
    meant(typed) {
      const written = terms(typed).join(' ');
      const found = begunBy(typed);
      const exact = found.filter(({ spellings }) =>
        spellings.some((spelling) => spelling.join(' ') === written),
      );
      return new Set((exact.length > 0 ? exact : found).map(({ name }) => name));
    },

    matching(typed, most) {
      const start = fold(typed.trim());
      const found = begunBy(typed);
      const begun = found.filter(({ folded }) => folded.startsWith(start));
      const others = found.filter(({ folded }) => !folded.startsWith(start));
      return [...begun, ...others].slice(0, most).map(({ name, records }) => ({ name, records }));
    },
  };
}
