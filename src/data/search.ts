import { nearTerms } from './expansion.ts';
import { compareHistoricalDates } from './historical-date.ts';
import type { NameList } from './name-list.ts';
import { parseQuery, type Query } from './query.ts';
import type { ArchivalRecord } from './record.ts';
import { liesWithin, type Span } from './span.ts';
import type { DayMonthOrder } from './typed-date.ts';
import type { WordIndex } from './word-index.ts';

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
}

/** The names that a filter by person or place is read by. */
export interface FilterNames {
  readonly people: NameList;
  readonly places: NameList;
}

/** The search over records, whose numbers in `index` are their places in the list. */
export function createSearch(
  records: readonly ArchivalRecord[],
  index: WordIndex,
  { people, places }: FilterNames,
): Search {
  const byId = new Map(records.map((record) => [record.id, record]));
  const everyNumber = records.map((_, number) => number);

  const search = (request: SearchRequest): SearchResult => {
    const named = byId.get(request.query?.trim() ?? '');
    if (named) return { records: [named], found: new Set(), partial: false };
    const query = parseQuery(request.query ?? '', request.order ?? 'day-first');
    const result = answer(query, request);
    if (result.records.length > 0 || !query.dated) return result;
    const { dated, ...undated } = query;
    return answer({ ...undated, words: [...query.words, ...dated.words] }, request);
  };

  const answer = (query: Query, request: SearchRequest): SearchResult => {
    const isWanted = filterOf(query, request);
    const words = [...query.words, ...query.phrases.flat()];
    const hits = words.length > 0 ? index.find(words) : undefined;
    const numbers = (hits?.numbers ?? everyNumber).filter(isWanted);
    const best = hits ? numbers.reduce((most, number) => Math.max(most, hits.found(number)), 0) : 0;
    const kept = hits ? numbers.filter((number) => hits.found(number) === best).sort(hits.compare) : numbers;
    return {
      records: sorted(kept, request.sort ?? (hits ? 'relevance' : 'oldest')),
      found: hits?.terms ?? new Set(),
      ...(query.dated && { span: query.dated.span }),
      partial: hits !== undefined && best < hits.wanted,
    };
  };

  const filterOf = (
    query: Query,
    { span = {}, person, place }: SearchRequest,
  ): ((number: number) => boolean) => {
    const persons = person === undefined ? undefined : people.meant(person);
    const wherever = place === undefined ? undefined : places.meant(place);
    const phrases = query.phrases.map(index.withPhrase);
    const excluded = query.excluded.map(index.withPhrase);
    return (number) => {
      const record = records[number];
      return (
        record !== undefined &&
        phrases.every((having) => having.has(number)) &&
        !excluded.some((having) => having.has(number)) &&
        (!persons || record.people.some((name) => persons.has(name))) &&
        (!wherever || record.places.some((name) => wherever.has(name))) &&
        liesWithin(record.date, span) &&
        liesWithin(record.date, query.dated?.span ?? {})
      );
    };
  };

  const sorted = (numbers: readonly number[], sort: Sort): ArchivalRecord[] => {
    const inOrder = numbers.flatMap((number) => records[number] ?? []);
    if (sort === 'relevance') return inOrder;
    const oldestFirst = inOrder.sort((a, b) => compareHistoricalDates(a.date, b.date));
    if (sort === 'oldest') return oldestFirst;
    return [...oldestFirst.filter(({ date }) => date).reverse(), ...oldestFirst.filter(({ date }) => !date)];
  };

  return {
    search,
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
