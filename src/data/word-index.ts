import { type Expansion, expand } from './expansion.ts';
import { printHistoricalDate } from './historical-date.ts';
import type { Names } from './names.ts';
import { createPostings, type FieldRule } from './postings.ts';
import type { ArchivalRecord } from './record.ts';
import { isTelling, stemOf, terms, tokens } from './text.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** What a search for words finds. */
export interface WordHits {
  /** The numbers of the records that have any of the telling words. */
  readonly numbers: readonly number[];
  /** The terms of the index that the words were taken for. */
  readonly terms: ReadonlySet<string>;
  /** How many telling words there are. */
  readonly wanted: number;
  /** How many of the telling words a record has, in whatever spelling. */
  found(number: number): number;
  /** Orders two records: the one that answers better first. */
  compare(a: number, b: number): number;
}

/** The words of all records, ready to be searched. Records go by their number, their place in the archive. */
export interface WordIndex {
  readonly vocabulary: Vocabulary;
  find(words: readonly string[]): WordHits;
  /** The records that have words in just this run, in one of their fields. */
  withPhrase(words: readonly string[]): ReadonlySet<number>;
}

/** How many words' expansions are remembered: a few megabytes. */
const MOST_REMEMBERED = 5000;

interface Field extends FieldRule {
  text(record: ArchivalRecord, names: Names): string;
}

const SEPARATOR = ' · ';

/**
 * What each field is worth: a word in the title or a person's name says more than one in the abstract. Lists of
 * names are hardly texts: a name is worth little less for standing beside others.
 */
const FIELDS: readonly Field[] = [
  { weight: 3, lengthPenalty: 0.5, text: ({ title }) => title },
  { weight: 3, lengthPenalty: 0.2, text: ({ people }) => people.join(SEPARATOR) },
  { weight: 1.5, lengthPenalty: 0.2, text: ({ places }) => places.join(SEPARATOR) },
  { weight: 1.5, lengthPenalty: 0.2, text: ({ topics }) => topics.join(SEPARATOR) },
  { weight: 1.5, lengthPenalty: 0, text: otherSpellings },
  { weight: 1, lengthPenalty: 0, text: ({ date }) => (date ? printHistoricalDate(date) : '') },
  { weight: 1, lengthPenalty: 0.5, text: ({ abstract }) => abstract ?? '' },
];

function otherSpellings({ people, places }: ArchivalRecord, names: Names): string {
  return [...people, ...places].flatMap((name) => names.variants(name)).join(SEPARATOR);
}

/** The index of the words of all records, in every spelling that the name authority knows. */
export function createWordIndex(records: readonly ArchivalRecord[], names: Names): WordIndex {
  const postings = createPostings(documents(records, names), FIELDS);
  const vocabulary = createVocabulary(postings.frequencies());
  const runs: string[] = [];
  const expansions = new Map<string, Expansion[]>();

  const numbersWith = (term: string): Set<number> => {
    const numbers = new Set<number>();
    postings.visit(term, (number) => numbers.add(number));
    return numbers;
  };

  return {
    vocabulary,

    find(words) {
      const telling = new Set(words.some(isTelling) ? words.filter(isTelling) : words);
      const found = new Uint8Array(postings.size);
      const typos = new Uint8Array(postings.size);
      const scores = new Float32Array(postings.size);
      const taken = new Set<string>();
      const numbers: number[] = [];
      for (const word of new Set(words)) {
        const best = bestMatches(word);
        for (const term of best.terms) taken.add(term);
        for (const number of best.numbers) {
          scores[number] = (scores[number] ?? 0) + (best.scores[number] ?? 0);
          if (!telling.has(word)) continue;
          if (found[number] === 0) numbers.push(number);
          found[number] = (found[number] ?? 0) + 1;
          if (best.forgiven[number]) typos[number] = (typos[number] ?? 0) + 1;
        }
      }
      const at = (values: Uint8Array | Float32Array, number: number) => values[number] ?? 0;
      return {
        numbers,
        terms: taken,
        wanted: telling.size,
        found: (number) => at(found, number),
        compare: (a, b) =>
          at(found, b) - at(found, a) ||
          at(typos, a) - at(typos, b) ||
          at(scores, b) - at(scores, a) ||
          a - b,
      };
    },

    withPhrase(words) {
      const [rarest = ''] = words.toSorted((a, b) => vocabulary.frequency(a) - vocabulary.frequency(b));
      const run = ` ${words.join(' ')} `;
      return new Set([...numbersWith(rarest)].filter((number) => runAt(number).includes(run)));
    },
  };

  /**
   * What one word is worth in each record that has it: its best expansion there counts, not their sum, for a
   * record that says China, Chinese and Chinas does not answer `china` three times.
   */
  function bestMatches(word: string) {
    const scores = new Float32Array(postings.size);
    const forgiven = new Uint8Array(postings.size);
    const numbers: number[] = [];
    const meant = expansionsOf(word);
    for (const { term, kind, weight } of meant) {
      postings.visit(term, (number, score) => {
        if (scores[number] === 0) {
          numbers.push(number);
          forgiven[number] = Number(kind === 'typo');
        }
        if (kind !== 'typo') forgiven[number] = 0;
        scores[number] = Math.max(scores[number] ?? 0, weight * score);
      });
    }
    return { numbers, scores, forgiven, terms: meant.map(({ term }) => term) };
  }

  /** What a word means does not change, and a page that is turned asks for the same words again. */
  function expansionsOf(word: string): Expansion[] {
    const meant = expansions.get(word) ?? expand(word, vocabulary);
    if (expansions.size >= MOST_REMEMBERED) expansions.clear();
    expansions.set(word, meant);
    return meant;
  }

  function runAt(number: number): string {
    const record = records[number];
    const run = runs[number] ?? (record ? runOfTerms(record) : '');
    runs[number] = run;
    return run;
  }
}

function* documents(records: readonly ArchivalRecord[], names: Names): Iterable<string[][]> {
  const stems = new Map<string, string | undefined>();
  const indexed = (text: string) =>
    tokens(text).flatMap(({ term, letters }) => {
      if (!stems.has(term)) stems.set(term, stemOf(term));
      const stem = stems.get(term);
      return stem ? [term, stem, ...letters] : [term, ...letters];
    });
  for (const record of records) yield FIELDS.map(({ text }) => indexed(text(record, names)));
}

/** All terms of a record as one text, a bar between the fields so that no run crosses them. */
function runOfTerms({ title, abstract = '', people, places, topics }: ArchivalRecord): string {
  const fields = [title, abstract, ...people, ...places, ...topics];
  return ` ${fields.map((field) => terms(field).join(' ')).join(' | ')} `;
}
