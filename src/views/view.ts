import {
  calendarDate,
  matching,
  monthDay,
  oneOf,
  optional,
  required,
  text,
  wholeNumber,
  year,
} from './field.ts';
import { type EntryOf, nested } from './table.ts';

/** The longest query that may be asked for, in UTF-16 units. */
export const LONGEST_QUERY = 200;

/** The longest name of a collection that a search can be narrowed to. */
const LONGEST_NAME = 300;

/** How to read a date in numbers in the query, where that matters; otherwise day first. */
const order = optional(oneOf('month-first'));

/** Which page of a list; the first page is left out. */
const page = optional(wholeNumber);

/** Lists of records. */
const LIST_VIEWS = {
  /** The records that a search finds. */
  search: {
    query: optional(text(LONGEST_QUERY)),
    order,
    /** The day, month or year to begin with. */
    from: optional(calendarDate),
    /** The day, month or year to end with. */
    to: optional(calendarDate),
    person: optional(text(LONGEST_QUERY)),
    place: optional(text(LONGEST_QUERY)),
    /** The name of the one collection to look in. */
    collection: optional(text(LONGEST_NAME)),
    sort: optional(oneOf('relevance', 'oldest', 'newest')),
    page,
  },
  /** What happened on a day of the year. */
  'on-this-day': {
    date: required(monthDay),
    /** The year that was typed with the day. The card says how to see that year alone. */
    year: optional(year),
    page,
  },
};

/** What any reader may see, apart from one record. */
const START_VIEWS = {
  ...LIST_VIEWS,
  /** A random record: a different one each time. */
  random: { query: optional(text(LONGEST_QUERY)), order },
  /** What the bot is, and who published the records. */
  about: {},
};

/** A record's id. */
const record = required(matching(/^[a-z0-9-]{1,40}$/));

/** What a record can lead back to: a view, or another record with its own way back. */
const BACK_VIEWS = { ...START_VIEWS, show: { record, back: optional(nested(START_VIEWS)) } };

/** What any reader may see, and share. */
export const READER_VIEWS = {
  ...START_VIEWS,
  /** One record, and the view that it was opened from. */
  show: { record, back: optional(nested(BACK_VIEWS)) },
};

/** What members with Manage Server may see of the server's daily post. */
const DAILY_VIEWS = {
  /** What the post of a date (`YYYY-MM-DD`, otherwise today) looks like. */
  'daily-preview': {
    date: optional(matching(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)),
  },
  /** The settings, the next post, the last one, and any trouble. */
  'daily-status': {},
};

/** The one table of views: the type of a view and its address come from its fields here. */
export const VIEWS = { ...READER_VIEWS, ...DAILY_VIEWS };

/** What to show: a small plain value. Every card has one, and every button opens one or performs an action. */
export type View = EntryOf<typeof VIEWS>;

/** The view of a name. */
export type ViewNamed<N extends View['name']> = Extract<View, { name: N }>;

/** A list of records. */
export type ListView = EntryOf<typeof LIST_VIEWS>;

/** The list of the records that a search finds. */
export type SearchView = ViewNamed<'search'>;

/** The records of a day of the year. */
export type OnThisDayView = ViewNamed<'on-this-day'>;

/** What any reader may see, and share. */
export type ReaderView = EntryOf<typeof READER_VIEWS>;

/** Whether any reader may see, and share, a view. */
export function isReaderView(view: View): view is ReaderView {
  return Object.hasOwn(READER_VIEWS, view.name);
}
