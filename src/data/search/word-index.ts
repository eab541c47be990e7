import { createCache } from '../../cache.ts';
import { printHistoricalDate } from '../dates/printed-date.ts';
import type { Names } from '../names/authority.ts';
import type { Group } from '../names/query-spellings.ts';
import type { ArchivalRecord } from '../records/record.ts';
import { type Expansion, expand, type MatchKind } from './expansion.ts';
import { createPostings, type FieldRule } from './postings.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';
import { isKindOfDocument, isTelling, stemOf, terms, tokens } from './words.ts';
import { uncounted, type WorkCounter } from './work-counter.ts';

/** What a search for words finds. */
export interface WordHits {
  /** The numbers of the records that answer any of the telling clauses. */
  readonly numbers: readonly number[];
  /** The terms of the index that each group was taken for. */
  readonly groups: readonly ReadonlySet<string>[];
  /** All of them. */
  readonly terms: ReadonlySet<string>;
  /** How many telling clauses there are. */
  readonly wanted: number;
  /** How much of what the telling clauses say a record answers, 0–1: a rare word says more than a common one. */
  coverage(number: number): number;
  /** How many of them a record answers, in whatever spelling. */
  found(number: number): number;
  /** How many of those it answers only by a guess: by forgiving a typo, or by a word of the same root. */
  typos(number: number): number;
  /** How well a record answers, beside others of the same search: BM25F of the best spelling of each word. */
  score(number: number): number;
}

/** The words of all records, ready to be searched. Records go by their number, their place in the archive. */
export interface WordIndex {
  readonly vocabulary: Vocabulary;
  /** The records that answer any of the groups, each a list of alternatives. */
  find(groups: readonly Group[]): WordHits;
  /** The records that have words in just this run, in one of their fields. */
  withPhrase(words: readonly string[]): ReadonlySet<number>;
  /** The records whose title, topics or languages have all of some words, in any form of theirs. */
  inField(field: TextField, words: readonly string[]): ReadonlySet<number>;
  /** What a word that the archive does not know was taken for in a record; undefined when for nothing like it. */
  correction(word: string, number: number): string | undefined;
}

/** The fields that can be searched by themselves. */
export type TextField = 'title' | 'topic' | 'lang';

/** How many words' expansions are remembered: a few megabytes. */
const MOST_REMEMBERED = 5000;

/** How much more a rare word says than a common one, when not all are there: the number that are there counts first. */
const RARITY = 0.15;

/** What a word such as `letter` says beside another one. */
const KIND_OF_DOCUMENT = 0.6;

/** What a record that mentions a name in another spelling has at least. */
const LEAST_FOR_A_NAME = 0.5;

/** How many words that begin as the one typed are looked for in a field. */
const MOST_BEGINNINGS = 32;

interface Field extends FieldRule {
  readonly name?: TextField;
  /** `names` are the other spellings of the names that it carries, and all of those that it mentions. */
  text(record: ArchivalRecord, names: string): string;
}

const SEPARATOR = ' · ';

/**
 * What each field is worth: a word in the title or a person's name says more than one in the abstract. Lists of
 * names are hardly texts: a name is worth little less for standing beside others.
 */
const FIELDS: readonly Field[] = [
  { name: 'title', weight: 3, lengthPenalty: 0.5, text: ({ title }) => title },
  { weight: 3, lengthPenalty: 0.2, text: ({ people }) => people.join(SEPARATOR) },
  { weight: 1.5, lengthPenalty: 0.2, text: ({ places }) => places.join(SEPARATOR) },
  { name: 'topic', weight: 1.5, lengthPenalty: 0.2, text: ({ topics }) => topics.join(SEPARATOR) },
  { weight: 1, lengthPenalty: 0, text: (_record, names) => names },
  { weight: 1, lengthPenalty: 0, text: ({ date }) => (date ? printHistoricalDate(date) : '') },
  { weight: 1, lengthPenalty: 0.5, text: ({ abstract }) => abstract ?? '' },
  { name: 'lang', weight: 0.5, lengthPenalty: 0, text: ({ languages }) => languages.join(SEPARATOR) },
];

/** The index of the words of all records, in every spelling that the name authority knows. */
export function createWordIndex(
  records: readonly ArchivalRecord[],
  names: Names,
  work: WorkCounter = uncounted,
): WordIndex {
  const named = new Map<string, Set<number>>();
  const namesOf = (record: ArchivalRecord, number: number): string => {
    const carried = [...record.people, ...record.places];
    const mentioned = names.mentioned([...terms(record.title), ...terms(record.abstract ?? '')]);
    for (const name of [...carried, ...mentioned])
      named.set(name, (named.get(name) ?? new Set()).add(number));
    const spellings = [
      ...carried.flatMap(names.variants),
      ...[...mentioned]
        .filter((name) => !carried.includes(name))
        .flatMap((name) => [name, ...names.variants(name)]),
    ];
    return [...new Set(spellings)].join(SEPARATOR);
  };
  const postings = createPostings(documents(records, namesOf), FIELDS, work);
  const vocabulary = createVocabulary(postings.frequencies(), work);
  const runs: string[] = [];
  const expansions = createCache<string, Expansion[]>({ capacity: MOST_REMEMBERED });

  const numbersWith = (term: string, field?: number): Set<number> => {
    const numbers = new Set<number>();
    postings.visit(term, (number) => numbers.add(number), field);
    return numbers;
  };

  const withPhrase = (words: readonly string[]): Set<number> => {
    const [rarest = ''] = words.toSorted((a, b) => vocabulary.frequency(a) - vocabulary.frequency(b));
    const run = ` ${words.join(' ')} `;
    const having = [...numbersWith(rarest)];
    work.count('phrase', having.length);
    return new Set(having.filter((number) => runAt(number).includes(run)));
  };

  return {
    vocabulary,
    withPhrase,

    find(groups) {
      const isTellingGroup = (group: Group) =>
        group.some((clause) => 'name' in clause || clause.literal || clause.words.some(isTelling));
      const telling = new Set(groups.some(isTellingGroup) ? groups.filter(isTellingGroup) : groups);
      const matched = new Map<string, Matches>();
      const found = new Uint8Array(postings.size);
      const typos = new Uint8Array(postings.size);
      const scores = new Float32Array(postings.size);
      const taken: Set<string>[] = [];
      const covered = new Float32Array(postings.size);
      let whole = 0;
      const numbers: number[] = [];
      for (const group of groups) {
        const key = JSON.stringify(group);
        // A word that was typed again is worth as much again, and is looked up once.
        const best = matched.get(key) ?? bestMatches(group);
        matched.set(key, best);
        taken.push(new Set(best.terms));
        const says = saying(group, best.numbers.length);
        if (telling.has(group)) whole += says;
        for (const number of best.numbers) {
          scores[number] = (scores[number] ?? 0) + (best.scores[number] ?? 0);
          if (!telling.has(group)) continue;
          if (found[number] === 0) numbers.push(number);
          found[number] = (found[number] ?? 0) + 1;
          covered[number] = (covered[number] ?? 0) + says;
          if (best.forgiven[number]) typos[number] = (typos[number] ?? 0) + 1;
        }
      }
      return {
        numbers,
        groups: taken,
        terms: new Set(taken.flatMap((group) => [...group])),
        wanted: telling.size,
        found: (number) => found[number] ?? 0,
        coverage: (number) => (whole === 0 ? 0 : (covered[number] ?? 0) / whole),
        typos: (number) => typos[number] ?? 0,
        score: (number) => scores[number] ?? 0,
      };
    },

    inField(name, words) {
      const field = FIELDS.findIndex((known) => known.name === name);
      const sets = words.map((word) => {
        const forms = [word, stemOf(word) ?? word, ...vocabulary.beginningWith(word, MOST_BEGINNINGS)];
        return new Set(forms.flatMap((form) => [...numbersWith(form, field)]));
      });
      const [first = new Set<number>(), ...others] = sets;
      return new Set([...first].filter((number) => others.every((set) => set.has(number))));
    },

    correction(word, number) {
      if (vocabulary.frequency(word) > 0) return undefined;
      const meant = expansionsOf(word).filter(({ term }) => numbersWith(term).has(number));
      return meant.every(({ kind }) => isGuess(kind)) ? meant[0]?.term : undefined;
    },
  };

  /**
   * What a group is worth in each record that answers it: its best alternative in its best spelling counts, not
   * their sum, for a record that says China, Chinese and Chinas does not answer `china` three times.
   */
  function bestMatches(group: Group): Matches {
    const scores = new Float32Array(postings.size);
    const forgiven = new Uint8Array(postings.size);
    const numbers: number[] = [];
    const found: string[] = [];
    const note = (number: number, score: number, isTypo: boolean) => {
      if (scores[number] === 0) {
        numbers.push(number);
        forgiven[number] = Number(isTypo);
      }
      if (!isTypo) forgiven[number] = 0;
      scores[number] = Math.max(scores[number] ?? 0, score);
    };
    for (const clause of group) {
      if ('name' in clause) {
        const meant = matchesOfName(clause.name);
        found.push(...meant.terms);
        for (const number of meant.numbers) note(number, meant.scores[number] ?? 0, false);
        continue;
      }
      const { words, literal } = clause;
      if (literal) {
        found.push(...words);
        for (const [number, score] of phraseScores(words)) note(number, score, false);
      } else if (words.length > 1) {
        const all = matchesOfAll(words);
        found.push(...all.terms);
        for (const number of all.numbers) note(number, all.scores[number] ?? 0, all.forgiven[number] === 1);
      } else {
        for (const { term, kind, weight } of words.flatMap(expansionsOf)) {
          found.push(term);
          postings.visit(term, (number, score) => note(number, weight * score, isGuess(kind)));
        }
      }
    }
    return { numbers, scores, forgiven, terms: found };
  }

  /** How much a group says of a record that answers it, when others are not answered. */
  function saying(group: Group, records: number): number {
    const isKind = group.every((clause) => 'words' in clause && clause.words.every(isKindOfDocument));
    return isKind ? KIND_OF_DOCUMENT : 1 + RARITY * Math.log(postings.size / Math.max(1, records));
  }

  /** What words that belong together, as those of a name, are worth in the records that have all of them. */
  function matchesOfAll(words: readonly string[]): Matches {
    const each = words.map((word) => bestMatches([{ words: [word], literal: false }]));
    const [first, ...others] = each;
    const numbers = (first?.numbers ?? []).filter((number) =>
      others.every(({ scores }) => (scores[number] ?? 0) > 0),
    );
    const scores = new Float32Array(postings.size);
    const forgiven = new Uint8Array(postings.size);
    for (const number of numbers) {
      scores[number] = each.reduce((sum, one) => sum + (one.scores[number] ?? 0), 0);
      forgiven[number] = Number(each.some((one) => one.forgiven[number] === 1));
    }
    return { numbers, scores, forgiven, terms: each.flatMap((one) => one.terms) };
  }

  /**
   * What a name is worth in the records that carry or mention it: as much as its words do there, on the average, so
   * that a long name is worth no more than a short one.
   */
  function matchesOfName(name: string): Matches {
    const words = terms(name).filter(isTelling);
    const scores = new Float32Array(postings.size);
    const numbers = [...(named.get(name) ?? [])];
    for (const number of numbers) scores[number] = LEAST_FOR_A_NAME;
    for (const word of words) {
      postings.visit(word, (number, score) => {
        const before = scores[number] ?? 0;
        if (before > 0) scores[number] = before + score / words.length;
      });
    }
    return { numbers, scores, forgiven: new Uint8Array(0), terms: words };
  }

  function phraseScores(words: readonly string[]): Map<number, number> {
    const scores = new Map([...withPhrase(words)].map((number) => [number, 0]));
    for (const word of words) {
      postings.visit(word, (number, score) => {
        const sum = scores.get(number);
        if (sum !== undefined) scores.set(number, sum + score);
      });
    }
    return scores;
  }

  /** What a word means does not change, and a page that is turned asks for the same words again. */
  function expansionsOf(word: string): Expansion[] {
    const known = expansions.get(word);
    if (known) return known;
    const meant = expand(word, vocabulary);
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

function isGuess(kind: MatchKind): boolean {
  return kind === 'typo' || kind === 'related';
}

/** What something is worth in each record that has it. */
interface Matches {
  readonly numbers: number[];
  /** By record number; 0 in records that do not have it. */
  readonly scores: Float32Array;
  /** 1 for records that have it only by forgiving a typo. */
  readonly forgiven: Uint8Array;
  readonly terms: string[];
}

function* documents(
  records: readonly ArchivalRecord[],
  namesOf: (record: ArchivalRecord, number: number) => string,
): Iterable<string[][]> {
  const stems = new Map<string, string | undefined>();
  const indexed = (text: string) =>
    tokens(text).flatMap(({ term, letters }) => {
      if (!stems.has(term)) stems.set(term, stemOf(term));
      const stem = stems.get(term);
      return stem ? [term, stem, ...letters] : [term, ...letters];
    });
  for (const [number, record] of records.entries()) {
    const names = namesOf(record, number);
    yield FIELDS.map(({ text }) => indexed(text(record, names)));
  }
}

/** All terms of a record as one text, a bar between the fields so that no run crosses them. */
function runOfTerms({ title, abstract = '', people, places, topics }: ArchivalRecord): string {
  const fields = [title, abstract, ...people, ...places, ...topics];
  return ` ${fields.map((field) => terms(field).join(' ')).join(' | ')} `;
}
