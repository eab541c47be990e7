import type { Collection } from './collection.ts';
import { nearTerms } from './expansion.ts';
import { compareHistoricalDates } from './historical-date.ts';
import { createNames, type Names } from './names.ts';
import { parseQuery, type Query } from './query.ts';
import type { ArchivalRecord } from './record.ts';
import { liesWithin, type Span } from './span.ts';
import { isTelling, terms } from './text.ts';
import type { DayMonthOrder } from './typed-date.ts';
import { createWordIndex, type WordHit, type WordIndex } from './word-index.ts';

/** In which order records are given: how well they answer, or by date. */
export type Sort = 'relevance' | 'oldest' | 'newest';

/** What is looked for. Everything given must hold; with nothing given, all records are found. */
export interface SearchRequest {
  /** Words, "phrases", -exclusions and dates as a person types them; or a record's id. */
  readonly query?: string;
  readonly span?: Span;
  /** A person, in any spelling that is known, or the beginning of one. */
  readonly person?: string;
  readonly place?: string;
  /** By default relevance when there are words, else oldest. */
  readonly sort?: Sort;
  /** How a date in numbers only is read. */
  readonly order?: DayMonthOrder;
}

/** What was found. */
export interface SearchResult {
  /** All records found, in order. */
  readonly records: readonly ArchivalRecord[];
  /** The terms of the index by which they were found, to mark them in a text. */
  readonly found: ReadonlySet<string>;
  /** The date that was read in the query and used as a filter. */
  readonly span?: Span;
  /** True when no record has all of the words, and these are those that have the most. */
  readonly partial: boolean;
}

/** The search of an archive. */
export interface Search {
  search(request: SearchRequest): SearchResult;
  /** Queries close to one that found nothing, each of which finds something, the closest first. */
  alternatives(request: SearchRequest, most: number): string[];
  readonly index: WordIndex;
  readonly names: Names;
}

/** The search over records and the names of their collections. */
export function createSearch(records: readonly ArchivalRecord[], collections: readonly Collection[]): Search {
  const names = createNames(collections);
  const index = createWordIndex(records, names);
  const byId = new Map(records.map((record) => [record.id, record]));
  const all: WordHit[] = records.map((record) => ({ record, found: 0, typos: 0, score: 0, terms: [] }));

  const search = (request: SearchRequest): SearchResult => {
    const named = byId.get(request.query?.trim() ?? '');
    if (named) return { records: [named], found: new Set(), partial: false };
    const query = parseQuery(request.query ?? '', request.order ?? 'day-first');
    const result = answer(query, request);
    if (result.records.length > 0 || !query.dated) return result;
    const { dated, ...undated } = query;
    const asWords = { ...undated, words: [...query.words, ...dated.words] };
    return answer(asWords, request);
  };

  const answer = (query: Query, request: SearchRequest): SearchResult => {
    const words = [...query.words, ...query.phrases.flat()];
    const hits = (words.length > 0 ? index.find(words) : all).filter((hit) => isWanted(hit, query, request));
    const best = hits[0]?.found ?? 0;
    const kept = hits.filter(({ found }) => found === best);
    return {
      records: sorted(kept, request.sort ?? (words.length > 0 ? 'relevance' : 'oldest')),
      found: new Set(kept.flatMap((hit) => hit.terms)),
      ...(query.dated && { span: query.dated.span }),
      partial: best < tellingOf(words).size,
    };
  };

  const isWanted = ({ record }: WordHit, query: Query, { span, person, place }: SearchRequest): boolean =>
    [span ?? {}, query.dated?.span ?? {}].every((given) => liesWithin(record.date, given)) &&
    (person === undefined || isNamed(person, record.people)) &&
    (place === undefined || isNamed(place, record.places)) &&
    query.phrases.every((phrase) => index.hasPhrase(record, phrase)) &&
    !query.excluded.some((phrase) => index.hasPhrase(record, phrase));

  const isNamed = (typed: string, values: readonly string[]): boolean => {
    const wanted = terms(typed);
    const meant = new Set(names.canonical(typed).map((name) => terms(name).join(' ')));
    return values.some((value) => {
      const own = terms(value);
      return meant.has(own.join(' ')) || wanted.every((word) => own.some((term) => term.startsWith(word)));
    });
  };

  return {
    search,
    index,
    names,
    alternatives(request, most) {
      const { words } = parseQuery(request.query ?? '', request.order ?? 'day-first');
      const found: string[] = [];
      for (const query of [...respelled(words, index), ...shortened(words)]) {
        if (found.length === most) break;
        const { records: hits, partial } = search({ ...request, query });
        if (hits.length > 0 && !partial && !found.includes(query)) found.push(query);
      }
      return found;
    },
  };
}

function tellingOf(words: readonly string[]): Set<string> {
  return new Set(words.some(isTelling) ? words.filter(isTelling) : words);
}

function sorted(hits: readonly WordHit[], sort: Sort): ArchivalRecord[] {
  const records = hits.map(({ record }) => record);
  if (sort === 'relevance') return records;
  const oldestFirst = records.toSorted((a, b) => compareHistoricalDates(a.date, b.date));
  if (sort === 'oldest') return oldestFirst;
  const undated = oldestFirst.filter(({ date }) => !date);
  return [...oldestFirst.filter(({ date }) => date).reverse(), ...undated];
}

/** The words with one that the archive does not know replaced by one that it does, at a guess wider than a search's. */
function respelled(words: readonly string[], { vocabulary }: WordIndex): string[] {
  const unknown = words.filter((word) => vocabulary.frequency(word) === 0);
  return unknown.flatMap((word) =>
    nearTerms(word, vocabulary, 1).map(({ term }) =>
      words.map((other) => (other === word ? term : other)).join(' '),
    ),
  );
}

/** The words without one of them. */
function shortened(words: readonly string[]): string[] {
  if (words.length < 2) return [];
  return words.map((_, at) => words.filter((_word, other) => other !== at).join(' '));
}
