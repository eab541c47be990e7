import { createCache } from '../../cache.ts';
import { compareHistoricalDates } from '../dates/historical-date.ts';
import type { DayMonthOrder } from '../dates/numeric-date.ts';
import type { Span } from '../dates/span.ts';
import { withNames } from '../names/query-spellings.ts';
import type { ArchivalRecord } from '../records/record.ts';
import { nearTerms } from './expansion.ts';
import { type Facets, facetsOf } from './facets.ts';
import { createFilters } from './filters.ts';
import { type Clause, type DatedPart, parseQuery, printQuery, type Query } from './query.ts';
import { byRelevance, type TitleWords, titleWords } from './relevance.ts';
import { withResultCache } from './result-cache.ts';
import type { SearchParts, SearchRequest, Sort } from './search-request.ts';
import type { WordHits, WordIndex } from './word-index.ts';

/** In how many bars the years of a result are told, and how many names of each kind. */
const FACET_BARS = 10;
const FACET_NAMES = 4;

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
  /** What was taken for granted to read that date, for a reader. */
  readonly dateSentence?: string;
  /** What looks like a date in the query, but cannot be read as one, and was looked for as words. */
  readonly unreadDate?: string;
  /** How many of them, from the first on, have all of the words; the others have the most of them. */
  readonly whole: number;
  /** True when some were found, but none has all of the words. */
  readonly partial: boolean;
  /** Words that the archive does not know, and what they were taken for in the first record. */
  readonly corrections: readonly { readonly typed: string; readonly taken: string }[];
  /** The canonical names of those that are written otherwise in the query. */
  readonly spellings: readonly string[];
  /** Where the records lie; worked out when it is first asked for. */
  facets(): Facets;
}

/** The search of an archive. */
export interface Search {
  search(request: SearchRequest): SearchResult;
  /** Queries close to one that found nothing, each of which finds something, the closest first. */
  alternatives(request: SearchRequest, most: number): string[];
}

/** The search over records, whose numbers in the index are their places in the list. */
export function createSearch(records: readonly ArchivalRecord[], parts: SearchParts): Search {
  const { index, names } = parts;
  const byId = new Map(records.map((record) => [record.id, record]));
  const filterOf = createFilters(records, parts);
  const oldestFirst = records
    .map((_, number) => number)
    .sort((a, b) => compareHistoricalDates(records[a]?.date, records[b]?.date));
  const rank = new Uint32Array(records.length);
  oldestFirst.forEach((number, place) => {
    rank[number] = place;
  });

  const titles = createCache<number, TitleWords>({ capacity: TITLES_KEPT });
  const titleOf = (number: number): TitleWords => {
    const known = titles.get(number);
    if (known) return known;
    const words = titleWords(records[number]?.title ?? '');
    titles.set(number, words);
    return words;
  };

  const search = (request: SearchRequest): SearchResult => {
    const named = byId.get(request.query?.trim() ?? '');
    if (named) return theOne(named);
    const query = parseQuery(request.query ?? '', request.order ?? 'day-first');
    const result = answer(query, request);
    if (result.whole > 0 || !query.dated) return result;
    const { dated, ...undated } = query;
    const dateWords = dated.words.map((word) => [{ words: [word], literal: false }]);
    const asWords = answer({ ...undated, wanted: [...query.wanted, ...dateWords] }, request);
    if (asWords.whole > 0) return asWords;
    if (result.records.length > 0) return result;
    if (query.wanted.length === 0) return { ...result, unmet: dated.span };
    return { ...answer(undated, request), ...sentenceOf(dated), unmet: dated.span };
  };

  const answer = (query: Query, request: SearchRequest): SearchResult => {
    const isWanted = filterOf(query, request);
    const { wanted, spellings } = withNames(query, names);
    const hits = wanted.length > 0 ? index.find(wanted) : undefined;
    const numbers = (hits?.numbers ?? oldestFirst).filter(isWanted);
    const sort = request.sort ?? 'relevance';
    const { whole, next } = hits ? bestOf(numbers, hits) : { whole: numbers, next: [] };
    const filled = whole.length === 0 ? next : sort === 'relevance' ? [...whole, ...next] : whole;
    const ordered = sorted(filled, sort, hits, query.dated?.span ?? request.span);
    const kept = ordered.slice(0, whole.length === 0 ? ordered.length : Math.max(whole.length, FILLED_TO));
    const [first] = ordered;
    const given = kept.flatMap((number) => records[number] ?? []);
    return {
      records: given,
      facets: once(() => facetsOf(given, FACET_BARS, FACET_NAMES)),
      whole: whole.length,
      found: hits?.terms ?? new Set(),
      ...(query.dated && { span: query.dated.span, ...sentenceOf(query.dated) }),
      ...(query.unreadDate !== undefined && { unreadDate: query.unreadDate }),
      partial: whole.length === 0 && kept.length > 0,
      corrections: first === undefined ? [] : correctionsIn(query, first),
      spellings,
    };
  };

  const correctionsIn = ({ wanted }: Query, number: number) =>
    wanted.flatMap(([clause, ...others]) => {
      const [typed, ...more] = clause?.words ?? [];
      if (typed === undefined || more.length > 0 || others.length > 0 || clause?.literal) return [];
      const taken = index.correction(typed, number);
      return taken === undefined ? [] : [{ typed, taken }];
    });

  /** Numbers in the order wanted; the undated last either way. Without words, the most relevant is the oldest. */
  const sorted = (
    numbers: number[],
    sort: Sort,
    hits: WordHits | undefined,
    span: Span | undefined,
  ): number[] => {
    const byDate = (a: number, b: number) => (rank[a] ?? 0) - (rank[b] ?? 0);
    if (sort === 'relevance')
      return hits ? byRelevance(numbers, hits, { records, span, byDate, titleWords: titleOf }) : numbers;
    const isUndated = (number: number) => Number(!records[number]?.date);
    const direction = sort === 'oldest' ? 1 : -1;
    return numbers.sort((a, b) => isUndated(a) - isUndated(b) || direction * byDate(a, b));
  };

  return {
    search: withResultCache(search),
    alternatives(request, most) {
      const query = parseQuery(request.query ?? '', request.order ?? 'day-first');
      const found: string[] = [];
      let left = Math.floor(MOST_WORDS_TRIED / Math.max(1, query.wanted.length));
      for (const changed of changedQueries(query, index)) {
        if (found.length === most || left === 0) break;
        left -= 1;
        const text = plainly(changed, request.order ?? 'day-first');
        const { records: hits, partial, unmet } = search({ ...request, query: text });
        if (hits.length > 0 && !partial && !unmet && !found.includes(text)) found.push(text);
      }
      return found;
    },
  };
}

function sentenceOf({ sentence }: DatedPart): Pick<SearchResult, 'dateSentence'> {
  return sentence === undefined ? {} : { dateSentence: sentence };
}

function theOne(record: ArchivalRecord): SearchResult {
  const records = [record];
  return {
    records,
    whole: 1,
    found: new Set(),
    partial: false,
    corrections: [],
    spellings: [],
    facets: once(() => facetsOf(records, FACET_BARS, FACET_NAMES)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A short answer is filled up to so many records with those that have most of the words. */
const FILLED_TO = 10;

/** Records that have not all of the words must have so much of what they say, beside the best that there is. */
const WORTH_SHOWING = 0.75;

/** The records that have all of the words, and those that come next. */
function bestOf(numbers: readonly number[], hits: WordHits): { whole: number[]; next: number[] } {
  const whole = numbers.filter((number) => hits.found(number) === hits.wanted);
  const others = numbers.filter((number) => hits.found(number) < hits.wanted);
  const best = others.reduce((most, number) => Math.max(most, hits.coverage(number)), 0);
  return { whole, next: others.filter((number) => hits.coverage(number) >= WORTH_SHOWING * best) };
}

/** Of how many records the words of the title are kept, because the same ones are found again and again. */
const TITLES_KEPT = 10_000;

/** How many words, in all, the search for other queries may look up: it runs while others wait. */
const MOST_WORDS_TRIED = 40;

/** How many words that the archive does not know are respelled. */
const MOST_RESPELLED = 3;

/**
 * A query changed a little, the likeliest first: a word that the archive does not know replaced by one that it does,
 * at a guess wider than a search's; then a part left out.
 */
function* changedQueries(query: Query, { vocabulary }: WordIndex): Iterable<Query> {
  const { wanted } = query;
  const isUnknown = ([clause, ...others]: readonly Clause[]) =>
    others.length === 0 && clause?.words.length === 1 && vocabulary.frequency(clause.words[0] ?? '') === 0;
  for (const group of wanted.filter(isUnknown).slice(0, MOST_RESPELLED)) {
    for (const { term } of nearTerms(group[0]?.words[0] ?? '', vocabulary, 1)) {
      const respelled = [{ words: [term], literal: false }];
      yield { ...query, wanted: wanted.map((other) => (other === group ? respelled : other)) };
    }
  }
  if (wanted.length < 2) return;
  for (const group of wanted) yield { ...query, wanted: wanted.filter((other) => other !== group) };
}

/** A query as a person would type it: its date as it was typed, and as a field only if it were read otherwise. */
function plainly({ dated, ...query }: Query, order: DayMonthOrder): string {
  if (!dated) return printQuery(query);
  const text = `${printQuery(query)} ${dated.text}`;
  return parseQuery(text, order).dated?.date.edtf === dated.date.edtf
    ? text
    : printQuery({ ...query, dated });
}
