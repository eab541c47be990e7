import type { DayMonthOrder } from '../dates/numeric-date.ts';
import type { Span } from '../dates/span.ts';
import type { Names } from '../names/authority.ts';
import type { NameList } from '../names/name-list.ts';
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
  /** The name of the one collection to look in. */
  readonly collection?: string;
  /** By default relevance when there are words, else oldest. */
  readonly sort?: Sort;
  /** How a date in numbers only is read. */
  readonly order?: DayMonthOrder;
}

/** What a search looks things up in. */
export interface SearchParts {
  readonly index: WordIndex;
  readonly names: Names;
  /** The names that a filter by person or place is read by. */
  readonly people: NameList;
  readonly places: NameList;
}
