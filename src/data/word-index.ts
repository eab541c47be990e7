import MiniSearch from 'minisearch';
import { expand } from './expansion.ts';
import { printHistoricalDate } from './historical-date.ts';
import type { Names } from './names.ts';
import type { ArchivalRecord } from './record.ts';
import { isTelling, stemOf, terms, tokens } from './text.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** A record found by words. */
export interface WordHit {
  readonly record: ArchivalRecord;
  /** How many of the telling words it has, in whatever spelling. */
  readonly found: number;
  /** How many of those it has only by forgiving a typo. */
  readonly typos: number;
  /** BM25+ over all fields; comparable within one search only. */
  readonly score: number;
  /** The terms of the index that it was found by. */
  readonly terms: readonly string[];
}

/** The words of all records, ready to be searched. */
export interface WordIndex {
  readonly vocabulary: Vocabulary;
  /** The records that have any of the telling words, best first. */
  find(words: readonly string[]): WordHit[];
  /** Whether a record has words in just this run, in one of its fields. */
  hasPhrase(record: ArchivalRecord, words: readonly string[]): boolean;
}

/** What each field is worth: a word in the title or a person's name says more than one in the abstract. */
const FIELD_WEIGHTS = { title: 3, people: 3, places: 1.5, topics: 1.5, variants: 1.5, date: 1, abstract: 1 };

type Field = keyof typeof FIELD_WEIGHTS;
const FIELDS = Object.keys(FIELD_WEIGHTS) as Field[];

/** The index of the words of all records, in every spelling that the name authority knows. */
export function createWordIndex(records: readonly ArchivalRecord[], names: Names): WordIndex {
  const index = new MiniSearch<Document>({
    fields: FIELDS,
    tokenize: (text) => tokens(text).flatMap(({ term, letters }) => [term, ...letters]),
    processTerm: indexTerms,
    searchOptions: { tokenize: (term) => [term], processTerm: (term) => term, boost: FIELD_WEIGHTS },
  });
  const frequencies = new Map<string, number>();
  records.forEach((record, number) => {
    const document = documentOf(record, number, names);
    index.add(document);
    for (const term of termsOf(document)) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  });
  const vocabulary = createVocabulary(frequencies);
  const runs = new WeakMap<ArchivalRecord, string>();

  return {
    vocabulary,

    hasPhrase(record, words) {
      const run = runs.get(record) ?? runOfTerms(record);
      runs.set(record, run);
      return run.includes(` ${words.join(' ')} `);
    },

    find(words) {
      const telling = words.some(isTelling) ? words.filter(isTelling) : words;
      const hits = new Map<number, Tally>();
      for (const word of new Set(words)) {
        for (const [number, best] of bestMatches(word)) {
          const tally = hits.get(number) ?? { found: 0, typos: 0, score: 0, terms: [] };
          hits.set(number, tally);
          tally.score += best.score;
          tally.terms.push(...best.terms);
          if (!telling.includes(word)) continue;
          tally.found += 1;
          if (best.forgiven) tally.typos += 1;
        }
      }
      return [...hits]
        .flatMap(([number, tally]) => {
          const record = records[number];
          return record && tally.found > 0 ? [{ record, ...tally }] : [];
        })
        .sort((a, b) => b.found - a.found || a.typos - b.typos || b.score - a.score);
    },
  };

  /**
   * What one word is worth in each record that has it: its best expansion there counts, not their sum, for a
   * record that says China, Chinese and Chinas does not answer `china` three times.
   */
  function bestMatches(word: string): Map<number, Match> {
    const matches = new Map<number, Match>();
    for (const { term, kind, weight } of expand(word, vocabulary)) {
      for (const result of index.search(term)) {
        const number: number = result.id;
        const match = matches.get(number) ?? { score: 0, forgiven: true, terms: [] };
        matches.set(number, match);
        match.score = Math.max(match.score, weight * result.score);
        match.forgiven &&= kind === 'typo';
        match.terms.push(term);
      }
    }
    return matches;
  }
}

type Tally = { found: number; typos: number; score: number; terms: string[] };
type Match = { score: number; forgiven: boolean; terms: string[] };

type Document = { readonly id: number } & Readonly<Record<Field, string>>;

function documentOf(record: ArchivalRecord, number: number, names: Names): Document {
  const variants = [...record.people, ...record.places].flatMap((name) => names.variants(name));
  return {
    id: number,
    title: record.title,
    people: record.people.join(' · '),
    places: record.places.join(' · '),
    topics: record.topics.join(' · '),
    variants: variants.join(' · '),
    date: record.date ? printHistoricalDate(record.date) : '',
    abstract: record.abstract ?? '',
  };
}

/** All terms of a record as one text, a bar between the fields so that no run crosses them. */
function runOfTerms({ title, abstract = '', people, places, topics }: ArchivalRecord): string {
  const fields = [title, abstract, ...people, ...places, ...topics];
  return ` ${fields.map((field) => terms(field).join(' ')).join(' | ')} `;
}

function indexTerms(term: string): string[] {
  const stem = stemOf(term);
  return stem ? [term, stem] : [term];
}

function termsOf(document: Document): Set<string> {
  const written = FIELDS.flatMap((field) => tokens(document[field]));
  return new Set(written.flatMap(({ term, letters }) => [...indexTerms(term), ...letters]));
}
