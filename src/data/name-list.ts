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

  return {
    matching(typed, most) {
      const words = terms(typed);
      const start = fold(typed.trim());
      const found = entries.filter(({ spellings }) =>
        spellings.some((spelling) => words.every((word) => spelling.some((term) => term.startsWith(word)))),
      );
      const begun = found.filter(({ folded }) => folded.startsWith(start));
      const others = found.filter(({ folded }) => !folded.startsWith(start));
      return [...begun, ...others].slice(0, most).map(({ name, records }) => ({ name, records }));
    },
  };
}
