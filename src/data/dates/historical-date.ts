import {
  type CalendarDate,
  firstDay,
  isOfTheCalendar,
  isoDate,
  lastDay,
  type MonthDay,
  monthDayText,
} from './calendar-date.ts';

/** EDTF's marks after a date: approximate, uncertain, both; empty when it is neither. */
export type Qualifier = '' | '~' | '?' | '%';

/**
 * The date of a record, as level 1 of EDTF (Library of Congress, 2019) writes it: a day, a month, a year, a decade
 * (`196X`), a century (`19XX`), or an interval, perhaps open at one end (`1964/..`).
 */
export interface HistoricalDate {
  /** The EDTF string, exactly as the record gives it. */
  readonly edtf: string;
  readonly form: 'point' | 'interval' | 'decade' | 'century';
  /** The first date; undefined for an interval that is open at its start. */
  readonly start: CalendarDate | undefined;
  /** The last date, the same object as `start` for a point; undefined for an interval that is open at its end. */
  readonly end: CalendarDate | undefined;
  /** Of the start, and of all of what is no interval. */
  readonly qualifier: Qualifier;
  readonly endQualifier: Qualifier;
}

/** What of a date is to be said; its EDTF follows from it. */
export type DateParts = Omit<HistoricalDate, 'edtf'>;

/** The forms that {@link parseHistoricalDate} accepts, for messages to whoever wrote another one. */
const ACCEPTED_DATE_FORMS =
  '1968-10-05, 1966-06, 1957, 1960~ (about), 1961? (uncertain), 196X (a decade), 1962-10-16/1962-10-28, 1964/.. or ../1945 (open)';

/** The longest string of these forms: `1962-10-16%/1962-10-28%`. */
const LONGEST = 23;

/** The characters of EDTF: what has others need not be taken apart. */
const EDTF = /^[\d.][\dX./~?%-]+$/;
const POINT = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)$/;
const DECADE = /^(?<digits>\d{2,3})(?<unknown>X{1,2})(?<qualifier>[~?%]?)$/;
const OPEN = '..';

/**
 * The date that an EDTF string of one of the accepted forms stands for. A date is accepted only if the calendar has
 * it and printing it gives the input back.
 *
 * @example parseHistoricalDate('1962-10-16/1962-10-28').end // { year: 1962, month: 10, day: 28 }
 * @throws {RangeError} whose message says what was wrong and which forms are accepted
 */
export function parseHistoricalDate(text: string): HistoricalDate {
  const date = edtfIn(text);
  if (!date) throw new RangeError(`"${text}" is not a date of the forms ${ACCEPTED_DATE_FORMS}`);
  if (!isInOrder(date)) throw new RangeError(`"${text}" ends before it starts`);
  return date;
}

/**
 * The same as {@link parseHistoricalDate}, but undefined for what is not such a date.
 *
 * @example historicalDateIn('1964-13') // undefined
 */
export function historicalDateIn(text: string): HistoricalDate | undefined {
  const date = edtfIn(text);
  return date && isInOrder(date) ? date : undefined;
}

/** The ends of what is returned may be in the wrong order. */
function edtfIn(text: string): HistoricalDate | undefined {
  // Nearly all dates of an import are points, which POINT lets pass in one way of writing only.
  const point = pointIn(text);
  if (point) return { edtf: text, ...point };
  const parts = text.length > LONGEST || !EDTF.test(text) ? undefined : partsIn(text);
  const date = parts && historicalDate(parts);
  return date?.edtf === text ? date : undefined;
}

/** The date of these parts, which must be of the calendar and in order. */
export function historicalDate(parts: DateParts): HistoricalDate {
  return { edtf: printEdtf(parts), ...parts };
}

/** The parts are of the calendar, but may be in the wrong order. */
function partsIn(text: string): DateParts | undefined {
  const [from = '', to, ...more] = text.split('/');
  if (to === undefined) return pointIn(from) ?? digitsIn(from);
  const [start, end] = [from, to].map((side) => (side === OPEN ? 'open' : pointIn(side)));
  if (!start || !end || more.length > 0 || (start === 'open' && end === 'open')) return undefined;
  return {
    form: 'interval',
    start: start === 'open' ? undefined : start.start,
    end: end === 'open' ? undefined : end.start,
    qualifier: start === 'open' ? '' : start.qualifier,
    endQualifier: end === 'open' ? '' : end.qualifier,
  };
}

function pointIn(text: string): DateParts | undefined {
  const match = POINT.exec(text);
  if (!match) return undefined;
  const [, year, month, day, qualifier] = match;
  const point: CalendarDate = {
    year: Number(year),
    ...(month !== undefined && { month: Number(month) }),
    ...(day !== undefined && { day: Number(day) }),
  };
  if (!isOfTheCalendar(point)) return undefined;
  const mark = (qualifier ?? '') as Qualifier;
  return { form: 'point', start: point, end: point, qualifier: mark, endQualifier: mark };
}

function digitsIn(text: string): DateParts | undefined {
  const { digits = '', unknown = '', qualifier = '' } = DECADE.exec(text)?.groups ?? {};
  if (digits.length + unknown.length !== 4) return undefined;
  const years = 10 ** unknown.length;
  const first = Math.max(1, Number(digits) * years);
  const mark = qualifier as Qualifier;
  return {
    form: years === 10 ? 'decade' : 'century',
    start: { year: first },
    end: { year: Number(digits) * years + years - 1 },
    qualifier: mark,
    endQualifier: mark,
  };
}

function isInOrder({ start, end }: DateParts): boolean {
  return !start || !end || firstDay(start) <= lastDay(end);
}

function printEdtf({ form, start, end, qualifier, endQualifier }: DateParts): string {
  const side = (date: CalendarDate | undefined, mark: Qualifier) => (date ? isoDate(date) + mark : OPEN);
  if (form === 'point') return side(start, qualifier);
  if (form === 'interval') return `${side(start, qualifier)}/${side(end, endQualifier)}`;
  const unknown = form === 'decade' ? 1 : 2;
  const year = String(end?.year ?? 0).padStart(4, '0');
  return year.slice(0, 4 - unknown) + 'X'.repeat(unknown) + qualifier;
}

/** The first day that a date may mean, as `YYYY-MM-DD`; of one that is open there, of the first that is known. */
function earliestDay({ start, end }: Pick<HistoricalDate, 'start' | 'end'>): string {
  const known = start ?? end;
  return known ? firstDay(known) : '0001-01-01';
}

/** The last day that a date may mean, as `YYYY-MM-DD`; of one that is open there, of the last that is known. */
function latestDay({ start, end }: Pick<HistoricalDate, 'start' | 'end'>): string {
  const known = end ?? start;
  return known ? lastDay(known) : '9999-12-31';
}

/** The year that a date begins in; of one that is open there, the first that is known. */
export function firstYear({ start, end }: Pick<HistoricalDate, 'start' | 'end'>): number {
  return (start ?? end)?.year ?? 0;
}

/** The year that a date ends in; of one that is open there, the last that is known. */
export function lastYear({ start, end }: Pick<HistoricalDate, 'start' | 'end'>): number {
  return (end ?? start)?.year ?? 0;
}

/**
 * Orders two dates in time, the negative number first: by the first day each may mean, then the wider before
 * the narrower (June 1966 before 1 June 1966). No date at all comes last.
 */
export function compareHistoricalDates(a: HistoricalDate | undefined, b: HistoricalDate | undefined): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return compareText(earliestDay(a), earliestDay(b)) || compareText(latestDay(b), latestDay(a));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The days of the year that a date touches: its day, an interval's first and last; none if no day is known. */
export function daysTouched({ form, start, end }: HistoricalDate): MonthDay[] {
  const days = (form === 'point' ? [start] : [start, end]).flatMap((date) =>
    date?.month !== undefined && date.day !== undefined ? [{ month: date.month, day: date.day }] : [],
  );
  return [...new Map(days.map((day) => [monthDayText(day), day])).values()];
}

/** The months (1–12) that a date touches without a day: its month, an interval's first and last. */
export function monthsTouched({ start, end }: HistoricalDate): number[] {
  const months = [start, end].flatMap((date) =>
    date?.month !== undefined && date.day === undefined ? [date.month] : [],
  );
  return [...new Set(months)];
}
