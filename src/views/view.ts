import type { CalendarDate } from '../data/dates/calendar-date.ts';
import type { Sort } from '../data/search/search-request.ts';

/** The list of the records that a search finds. */
export interface SearchView {
  readonly name: 'search';
  readonly query?: string;
  /** How a date in numbers in the query is read, where that matters; otherwise day first. */
  readonly order?: 'month-first';
  /** The day, month or year to begin with; in an address `1964`, `1964-10` or `1964-10-19`. */
  readonly from?: CalendarDate;
  /** The day, month or year to end with. */
  readonly to?: CalendarDate;
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
  /** The year that was asked for with it, of which the card says what becomes. */
  readonly year?: number;
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

/** A server's daily post set, or changed; what is absent stays as it is. */
export interface DailySetView {
  readonly name: 'daily-set';
  /** A channel's id. */
  readonly channel?: string;
  /** `HH:MM`. */
  readonly time?: string;
  /** IANA time zone. */
  readonly zone?: string;
  /** A role's id; `none` for no role. */
  readonly role?: string;
  readonly thread?: 'yes' | 'no';
  readonly publish?: 'yes' | 'no';
  readonly quiet?: 'nearest' | 'month' | 'random' | 'skip';
}

/** What the daily post of a date looks like. */
export interface DailyPreviewView {
  readonly name: 'daily-preview';
  /** `YYYY-MM-DD`; absent: today. */
  readonly date?: string;
}

/** How a server's daily post stands, or what is done with it as a whole. */
export type DailyStandingView =
  | { readonly name: 'daily-status' }
  | { readonly name: 'daily-pause' }
  | { readonly name: 'daily-resume' }
  | { readonly name: 'daily-off' };

/** What to show: a small plain value. Every card has one, and every button opens one. */
export type View = SearchView | OnThisDayView | ShowView | RandomView | AboutView | ShareView | DailyView;

/** The views of a server's daily post, for those who may manage the server. */
export type DailyView = DailySetView | DailyPreviewView | DailyStandingView;

/** The view of a name. */
export type ViewNamed<N extends View['name']> = Extract<View, { name: N }>;
