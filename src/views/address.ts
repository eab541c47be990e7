import { type CalendarDate, isoDate } from '../data/dates/calendar-date.ts';
import { historicalDateIn } from '../data/dates/historical-date.ts';
import type { View, ViewNamed } from './view.ts';

/** How one field of a view is read from its text, and whether the view needs it. */
interface Field<T> {
  /** The value; undefined for a text that is none. */
  read(text: string): T | undefined;
  /** The text of a value; by default, what `String` makes of it. */
  print?(value: T): string;
  readonly required: boolean;
}

type Fields<V extends View> = {
  readonly [K in Exclude<keyof V, 'name'>]-?: Field<Exclude<V[K], undefined>>;
};

type Value = string | number | CalendarDate;

const optional = <T>(read: Field<T>['read']): Field<T> => ({ read, required: false });
const required = <T>(read: Field<T>['read']): Field<T> => ({ read, required: true });

const text = (most: number) => (value: string) => (value !== '' && value.length <= most ? value : undefined);
const matching = (pattern: RegExp) => (value: string) => (pattern.test(value) ? value : undefined);
const oneOf =
  <const T extends string>(...values: readonly T[]) =>
  (value: string) =>
    values.find((known) => known === value);
const wholeNumber = (value: string) => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined);
/** A day, a month or a year, as ISO 8601 writes it. */
const calendarDate: Field<CalendarDate> = {
  read(value) {
    const { form, start, qualifier } = historicalDateIn(value) ?? {};
    return form === 'point' && qualifier === '' ? start : undefined;
  },
  print: isoDate,
  required: false,
};

const year = (value: string) => (/^[1-9]\d{0,3}$/.test(value) ? Number(value) : undefined);

const SNOWFLAKE = /^\d{1,20}$/;
const monthDay = (value: string) =>
  calendarDate.read(`2000-${value}`) && /^\d\d-\d\d$/.test(value) ? value : undefined;

/** The longest query that may be asked for, in UTF-16 units. */
export const LONGEST_QUERY = 200;

/** The longest name of a collection that a search can be narrowed to. */
const LONGEST_NAME = 300;

/** Longer than any address that our own buttons carry, escaped twice. */
const LONGEST_ADDRESS = 4000;

/** The fields of every view, in the order in which its address names them. */
const VIEW_FIELDS: { readonly [N in View['name']]: Fields<ViewNamed<N>> } = {
  search: {
    query: optional(text(LONGEST_QUERY)),
    order: optional(oneOf('month-first')),
    from: calendarDate,
    to: calendarDate,
    person: optional(text(LONGEST_QUERY)),
    place: optional(text(LONGEST_QUERY)),
    collection: optional(text(LONGEST_NAME)),
    sort: optional(oneOf('relevance', 'oldest', 'newest')),
    page: optional(wholeNumber),
  },
  'on-this-day': {
    date: required(monthDay),
    year: optional(year),
    page: optional(wholeNumber),
  },
  show: {
    record: required(matching(/^[a-z0-9-]{1,40}$/)),
    back: optional(text(LONGEST_ADDRESS)),
  },
  random: { query: optional(text(LONGEST_QUERY)), order: optional(oneOf('month-first')) },
  about: {},
  share: { card: required(text(LONGEST_ADDRESS)) },
  'daily-set': {
    channel: optional(matching(SNOWFLAKE)),
    time: optional(matching(/^(?:[01]\d|2[0-3]):[0-5]\d$/)),
    zone: optional(matching(/^[A-Za-z][\w+/-]{1,60}$/)),
    role: optional(matching(/^(?:none|\d{1,20})$/)),
    thread: optional(oneOf('yes', 'no')),
    publish: optional(oneOf('yes', 'no')),
    quiet: optional(oneOf('nearest', 'month', 'random', 'skip')),
  },
  'daily-preview': { date: optional(matching(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)) },
  'daily-status': {},
  'daily-pause': {},
  'daily-resume': {},
  'daily-off': {},
};

/** A view as text, written like a link: `search?query=bomb&from=1964&page=2`. */
export function printAddress(view: View): string {
  const fields = VIEW_FIELDS[view.name] as Readonly<Record<string, Field<Value>>>;
  const pairs = Object.entries(fields).flatMap(([field, { print = String }]) => {
    const value = (view as unknown as Readonly<Record<string, Value | undefined>>)[field];
    return value === undefined ? [] : [`${field}=${escaped(print(value))}`];
  });
  return pairs.length === 0 ? view.name : `${view.name}?${pairs.join('&')}`;
}

/**
 * The view that an address stands for. An address comes from outside: one of an unknown view, with an unknown,
 * repeated, missing or ill-formed field, or that {@link printAddress} would write differently, gives undefined.
 */
export function parseAddress(address: string): View | undefined {
  const [name = '', ...rest] = address.split('?');
  if (!Object.hasOwn(VIEW_FIELDS, name)) return undefined;
  const fields = VIEW_FIELDS[name as View['name']] as Readonly<Record<string, Field<Value>>>;
  const view: Record<string, Value> = { name };
  for (const pair of rest.length === 0 ? [] : rest.join('?').split('&')) {
    const [field = '', value] = pair.split('=', 2);
    const read = value !== undefined && Object.hasOwn(fields, field) && fields[field]?.read(unescaped(value));
    if (!read) return undefined;
    view[field] = read;
  }
  const complete = Object.entries(fields).every(([field, rule]) => !rule.required || field in view);
  const parsed = view as unknown as View;
  return complete && printAddress(parsed) === address ? parsed : undefined;
}

/** Only what the notation itself uses is escaped, so that a letter of any script stays one character. */
function escaped(value: string): string {
  if (!/[%&=#+ ]/.test(value)) return value;
  return value
    .replace(/[%&=#+]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll(' ', '+');
}

function unescaped(value: string): string {
  return value
    .replaceAll('+', ' ')
    .replace(/%(25|26|3D|23|2B)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
