import type { Holdings } from './collections/load-collections.ts';
import type { MonthDay } from './dates/calendar-date.ts';
import { firstYear, lastYear } from './dates/historical-date.ts';
import { createNames } from './names/authority.ts';
import { type CountedName, createNameList } from './names/name-list.ts';
import { createCalendar, type OnThisDay } from './on-this-day.ts';
import type { ArchivalRecord, Collection } from './records/record.ts';
import { createSearch, type SearchResult } from './search/search.ts';
import type { SearchRequest } from './search/search-request.ts';
import { createWordIndex } from './search/word-index.ts';
import { terms } from './search/words.ts';
import { uncounted, type WorkCounter } from './search/work-counter.ts';

/** All collections, indexed: everything that may be asked about their records. Held in memory, never changed. */
export interface Archive {
  readonly collections: readonly CollectionSummary[];
  readonly records: readonly ArchivalRecord[];
  /** The record of an id; undefined when there is none. */
  get(id: string): ArchivalRecord | undefined;
  /** The records that answer a request, in order. */
  search(request: SearchRequest): SearchResult;
  /** Queries close to one that found nothing, each of which finds something. */
  alternatives(request: SearchRequest, most: number): string[];
  /** What there is for a day of the year, in the calendar of a year. */
  onThisDay(day: MonthDay, year: number): OnThisDay;
  /** One of the records that answer a request; undefined when none does. */
  random(request: SearchRequest, chance: () => number): ArchivalRecord | undefined;
  readonly suggest: Suggest;
}

/** A collection and what it holds. */
export interface CollectionSummary {
  readonly collection: Collection;
  /** How many records it has. */
  readonly records: number;
  /** The first and the last year of its records; absent when none is dated. */
  readonly years?: readonly [first: number, last: number];
}

/** What may complete a text as it is typed: at most `most` of each, the likeliest first. */
export interface Suggest {
  records(typed: string, most: number): readonly ArchivalRecord[];
  people(typed: string, most: number): readonly CountedName[];
  places(typed: string, most: number): readonly CountedName[];
  topics(typed: string, most: number): readonly CountedName[];
  /** Decades that have records, as `1960s`, the fullest first. */
  decades(typed: string, most: number): readonly CountedName[];
}

/** The archive of some collections' records. Takes about 0.1 ms a record. What its searches do is counted by `work`. */
export function createArchive({ collections, records }: Holdings, work: WorkCounter = uncounted): Archive {
  const byId = new Map(records.map((record) => [record.id, record]));
  const names = createNames(collections, work);
  const listOf = (field: 'people' | 'places' | 'topics') =>
    createNameList(
      records.map((record) => record[field]),
      names,
      work,
    );
  const people = listOf('people');
  const places = listOf('places');
  const topics = listOf('topics');
  const decades = createNameList(
    records.map(({ date }) => (date ? [`${Math.floor(firstYear(date) / 10)}0s`] : [])),
    names,
    work,
  );
  const { search, alternatives } = createSearch(records, {
    index: createWordIndex(records, names, work),
    names,
    people,
    places,
  });
  const calendar = createCalendar(records);

  return {
    collections: collections.map((collection) => summaryOf(collection, records)),
    records,
    get: (id) => byId.get(id),
    search,
    alternatives,
    onThisDay: calendar.onThisDay,
    random(request, chance) {
      const found = request.query === undefined ? records : search(request).records;
      return found[Math.floor(chance() * found.length)];
    },
    suggest: {
      records: (typed, most) =>
        terms(typed).length === 0 ? [] : search({ query: typed }).records.slice(0, most),
      people: people.matching,
      places: places.matching,
      topics: topics.matching,
      decades: decades.matching,
    },
  };
}

function summaryOf(collection: Collection, records: readonly ArchivalRecord[]): CollectionSummary {
  const own = records.filter((record) => record.collection === collection);
  const years = own.flatMap(({ date }) => (date ? [firstYear(date), lastYear(date)] : []));
  const first = years.reduce((least, year) => Math.min(least, year), Number.POSITIVE_INFINITY);
  const last = years.reduce((most, year) => Math.max(most, year), 0);
  return { collection, records: own.length, ...(years.length > 0 && { years: [first, last] as const }) };
}
