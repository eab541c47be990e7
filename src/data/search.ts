import { nearTerms } from './expansion.ts';
import { compareHistoricalDates } from './historical-date.ts';
import type { NameList } from './name-list.ts';
import { parseQuery, type Query } from './query.ts';
import type { ArchivalRecord } from './record.ts';
import { liesWithin, type Span } from './span.ts';
import { terms } from './text.ts';
import type { DayMonthOrder } from './typed-date.ts';
import type { WordHits, WordIndex } from './word-index.ts';

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
  /** A date that was read in the query, but left nothing: these records are of other dates. */
  readonly unmet?: Span;
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
  const oldestFirst = records
    .map((_, number) => number)
    .sort((a, b) => compareHistoricalDates(records[a]?.date, records[b]?.date));
  const rank = new Uint32Array(records.length);
  oldestFirst.forEach((number, place) => {
    rank[number] = place;
  });

  const search = (request: SearchRequest): SearchResult => {
    const named = byId.get(request.query?.trim() ?? '');
    if (named) return { records: [named], found: new Set(), partial: false };
    const query = parseQuery(request.query ?? '', request.order ?? 'day-first');
    const result = answer(query, request);
    if (result.records.length > 0 || !query.dated) return result;
    const { dated, ...undated } = query;
    const asWords = answer({ ...undated, words: [...query.words, ...dated.words] }, request);
    if (asWords.records.length > 0 && !asWords.partial) return asWords;
    if (query.words.length === 0 && query.phrases.length === 0) return { ...result, unmet: dated.span };
    return { ...answer(undated, request), unmet: dated.span };
  };

  const answer = (query: Query, request: SearchRequest): SearchResult => {
    const isWanted = filterOf(query, request);
    const words = [...query.words, ...query.phrases.flat()];
    const hits = words.length > 0 ? index.find(words) : undefined;
    const numbers = (hits?.numbers ?? oldestFirst).filter(isWanted);
    const best = hits ? numbers.reduce((most, number) => Math.max(most, hits.found(number)), 0) : 0;
    const kept = hits ? numbers.filter((number) => hits.found(number) === best) : numbers;
    return {
      records: sorted(kept, request.sort ?? 'relevance', hits).flatMap((number) => records[number] ?? []),
      found: hits?.terms ?? new Set(),
      ...(query.dated && { span: query.dated.span }),
      partial: hits !== undefined && best < hits.wanted,
    };
  };

  const filterOf = (
    query: Query,
    { span = {}, person, place }: SearchRequest,
  ): ((number: number) => boolean) => {
    const isPerson = naming(person, people, (record) => record.people);
    const isPlace = naming(place, places, (record) => record.places);
    const phrases = query.phrases.map(index.withPhrase);
    const excluded = query.excluded.map(index.withPhrase);
    return (number) => {
      const record = records[number];
      return (
        record !== undefined &&
        phrases.every((having) => having.has(number)) &&
        !excluded.some((having) => having.has(number)) &&
        isPerson(record, number) &&
        isPlace(record, number) &&
        liesWithin(record.date, span) &&
        liesWithin(record.date, query.dated?.span ?? {})
      );
    };
  };

  /**
   * Whether a record carries a name or, for not every archive lists the names in its records, says it in its text.
   */
  const naming = (
    typed: string | undefined,
    list: NameList,
    carried: (record: ArchivalRecord) => readonly string[],
  ) => {
    if (typed === undefined) return () => true;
    const meant = list.meant(typed);
    const said = index.withPhrase(terms(typed));
    return (record: ArchivalRecord, number: number) =>
      said.has(number) || carried(record).some((name) => meant.has(name));
  };

  /** Numbers in the order wanted; the undated last either way. Without words, the most relevant is the oldest. */
  const sorted = (numbers: number[], sort: Sort, hits: WordHits | undefined): number[] => {
    if (sort === 'relevance') return hits ? numbers.sort(hits.compare) : numbers;
    const isUndated = (number: number) => Number(!records[number]?.date);
    const direction = sort === 'oldest' ? 1 : -1;
    return numbers.sort(
      (a, b) => isUndated(a) - isUndated(b) || direction * ((rank[a] ?? 0) - (rank[b] ?? 0)),
    );
  };

  return {
    search,
    alternatives(request, most) {
      const { words, dated } = parseQuery(request.query ?? '', request.order ?? 'day-first');
      const found: string[] = [];
      let left = Math.floor(MOST_WORDS_TRIED / Math.max(1, words.length));
      for (const changed of changedWords(words, index)) {
        if (found.length === most || left === 0) break;
        left -= 1;
        const query = [...changed, ...(dated ? [dated.text] : [])].join(' ');
        const { records: hits, partial, unmet } = search({ ...request, query });
        if (hits.length > 0 && !partial && !unmet && !found.includes(query)) found.push(query);
      }
      return found;
    },
  };
}

/** How many words, in all, the search for other queries may look up: it runs while others wait. */
const MOST_WORDS_TRIED = 40;

/** How many words that the archive does not know are respelled. */
const MOST_RESPELLED = 3;

/**
 * Words changed a little, the likeliest first: one that the archive does not know replaced by one that it does, at a
 * guess wider than a search's; then one left out.
 */
function* changedWords(words: readonly string[], { vocabulary }: WordIndex): Iterable<string[]> {
  const unknown = words.filter((word) => vocabulary.frequency(word) === 0).slice(0, MOST_RESPELLED);
  for (const word of unknown) {
    for (const { term } of nearTerms(word, vocabulary, 1)) {
      yield words.map((other) => (other === word ? term : other));
    }
  }
  if (words.length < 2) return;
  for (const word of words) yield words.filter((other) => other !== word);
}
