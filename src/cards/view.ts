import type { Sort } from '../data/search.ts';

/** The list of the records that a search finds. */
export interface SearchView {
  readonly name: 'search';
  readonly query?: string;
  /** How a date in numbers in the query is read, where that matters; otherwise day first. */
  readonly order?: 'month-first';
  /** First day, as far as it was given: `1964`, `1964-10` or `1964-10-19`. */
  readonly from?: string;
  /** Last day, as far as it was given. */
  readonly to?: string;
  readonly person?: string;
  readonly place?: string;
  /** The name of the one collection to look in. */
  readonly collection?: string;
  readonly sort?: Sort;
  /** From 1, which is left out. */
  readonly page?: number;
}

/** What happened on a day of the year. */
export interface OnThisDayView {
  readonly name: 'on-this-day';
  /** `MM-DD`. */
  readonly date: string;
  readonly page?: number;
}

/** One record. */
export interface ShowView {
  readonly name: 'show';
  /** A record's id. */
  readonly record: string;
  /** The address of the list that it was opened from. */
  readonly back?: string;
}

/** A record by chance: each time another. */
export interface RandomView {
  readonly name: 'random';
  readonly query?: string;
  readonly order?: 'month-first';
}

/** What the bot is, and whose the records are. */
export interface AboutView {
  readonly name: 'about';
}

/** Another card, shown to everyone, with the name of who shared it. */
export interface ShareView {
  readonly name: 'share';
  /** The address of the card to share. */
  readonly card: string;
}

/** What to show: a small plain value. Every card has one, and every button opens one. */
export type View = SearchView | OnThisDayView | ShowView | RandomView | AboutView | ShareView;

/** The view of a name. */
export type ViewNamed<N extends View['name']> = Extract<View, { name: N }>;
