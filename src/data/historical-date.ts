import { getDaysInMonth } from 'date-fns/getDaysInMonth';
import { parse } from 'edtf';

/**
 * A point of the calendar as far as it is known: a year (1–9999), perhaps its month (1–12), perhaps the
 * month's day (1–31). A day never comes without a month.
 */
export interface CalendarDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/** A day of every year: month 1–12, day 1–31. 29 February is one. */
export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

/** EDTF's marks after a date: approximate, uncertain, both; empty when it is neither. */
export type Qualifier = '' | '~' | '?' | '%';

/**
 * The date of a record, as EDTF (Library of Congress, 2019) writes it: a day, a month or a year, perhaps
 * qualified, or a range of two such dates without qualifiers.
 */
export interface HistoricalDate {
  /** The EDTF string, exactly as the record gives it. */
  readonly edtf: string;
  readonly start: CalendarDate;
  /** The same object as `start` unless the date is a range. */
  readonly end: CalendarDate;
  readonly qualifier: Qualifier;
}

/** The forms that {@link parseHistoricalDate} accepts, for messages to whoever wrote another one. */
export const ACCEPTED_DATE_FORMS =
  '1968-10-05, 1966-06, 1957, 1960~ (about), 1961? (uncertain) or 1962-10-16/1962-10-28';

/** English names of the months; January has index 0. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * The date that an EDTF string of one of the accepted forms stands for.
 *
 * `edtf` is looser than EDTF (it lets `1966-02-29`, seasons, decades and times pass), so a date is refused
 * unless it is of the calendar and printing it gives the input back.
 *
 * @throws {RangeError} whose message says what was wrong and which forms are accepted
 */
export function parseHistoricalDate(text: string): HistoricalDate {
  const refusal = new RangeError(`"${text}" is no date of the forms ${ACCEPTED_DATE_FORMS}`);
  const bounds = boundsIn(text);
  if (!bounds) throw refusal;
  const { start, end, qualifier } = bounds;
  if (!isOfTheCalendar(start) || !isOfTheCalendar(end)) throw refusal;
  if (printEdtf(bounds) !== text) throw refusal;
  if (firstDay(start) > firstDay(end)) throw new RangeError(`"${text}" ends before it starts`);
  return { edtf: text, start, end, qualifier };
}

type Bounds = Omit<HistoricalDate, 'edtf'>;

/** Nearly all dates: read here, since `edtf` takes 0.1 ms for one, which is ten seconds for 100,000 records. */
const PLAIN_DATE = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/;

/** `1962-10-16/1962-10-28`; what is longer need not be parsed. */
const LONGEST_DATE = 21;

function boundsIn(text: string): Bounds | undefined {
  if (text.length > LONGEST_DATE) return undefined;
  const plain = PLAIN_DATE.exec(text);
  if (plain) {
    const [, year, month, day] = plain;
    const start = {
      year: Number(year),
      ...(month && { month: Number(month) }),
      ...(day && { day: Number(day) }),
    };
    return { start, end: start, qualifier: '' };
  }
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(text);
  } catch {
    return undefined;
  }
  if (parsed.type === 'Date') {
    const start = calendarDate(parsed.values);
    return { start, end: start, qualifier: qualifierOf(parsed) };
  }
  if (parsed.type !== 'Interval') return undefined;
  const [from, to] = parsed.values.map((value) =>
    isPlainDate(value) ? calendarDate(value.values) : undefined,
  );
  return from && to ? { start: from, end: to, qualifier: '' } : undefined;
}

function isPlainDate(value: unknown): value is { type: 'Date'; values: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Date';
}

function qualifierOf(parsed: { approximate?: boolean; uncertain?: boolean }): Qualifier {
  if (parsed.approximate && parsed.uncertain) return '%';
  if (parsed.approximate) return '~';
  return parsed.uncertain ? '?' : '';
}

function calendarDate(values: readonly number[]): CalendarDate {
  const [year = 0, month, day] = values;
  if (month === undefined) return { year };
  return day === undefined ? { year, month: month + 1 } : { year, month: month + 1, day };
}

function isOfTheCalendar({ year, month = 1, day = 1 }: CalendarDate): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

function printEdtf({ start, end, qualifier }: Bounds): string {
  return (start === end ? isoDate(start) : `${isoDate(start)}/${isoDate(end)}`) + qualifier;
}

/** A calendar date in ISO 8601: `1968-10-05`, `1966-06` or `1957`. */
export function isoDate({ year, month, day }: CalendarDate): string {
  const parts = [String(year).padStart(4, '0')];
  if (month !== undefined) parts.push(String(month).padStart(2, '0'));
  if (day !== undefined) parts.push(String(day).padStart(2, '0'));
  return parts.join('-');
}

/** The calendar date of an ISO 8601 date that is known to be one, as {@link isoDate} writes it. */
export function calendarDateOf(iso: string): CalendarDate {
  const [year = 1, month, day] = iso.split('-').map(Number);
  if (month === undefined) return { year };
  return day === undefined ? { year, month } : { year, month, day };
}

/** The first day that a calendar date may mean, as `YYYY-MM-DD`: ordered as text, it is ordered in time. */
export function firstDay({ year, month = 1, day = 1 }: CalendarDate): string {
  return isoDate({ year, month, day });
}

/** The last day that a calendar date may mean, as `YYYY-MM-DD`. */
export function lastDay({ year, month = 12, day }: CalendarDate): string {
  return isoDate({ year, month, day: day ?? daysInMonth(year, month) });
}

/** How many days a month (1–12) of a year has. */
export function daysInMonth(year: number, month: number): number {
  // By setFullYear, since the constructor of Date, and date-fns with it, takes the years to 99 for 1900 to 1999.
  const first = new Date(0);
  first.setFullYear(year, month - 1, 1);
  return getDaysInMonth(first);
}

/**
 * Orders two dates in time, the negative number first: by the first day each may mean, then the wider before
 * the narrower (June 1966 before 1 June 1966). No date at all comes last.
 */
export function compareHistoricalDates(a: HistoricalDate | undefined, b: HistoricalDate | undefined): number {
  if (!a || !b) return Number(!a) - Number(!b);
  return compareText(firstDay(a.start), firstDay(b.start)) || compareText(lastDay(b.end), lastDay(a.end));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The days of the year that a date touches: its day, a range's first and last; none if no day is known. */
export function daysTouched({ start, end }: HistoricalDate): MonthDay[] {
  const days = [start, end].flatMap(({ month, day }) =>
    month !== undefined && day !== undefined ? [{ month, day }] : [],
  );
  return start === end ? days.slice(0, 1) : uniqueBy(days, monthDayText);
}

/** The months (1–12) that a date touches without a day: its month, a range's first and last. */
export function monthsTouched({ start, end }: HistoricalDate): number[] {
  const months = [start, end].flatMap(({ month, day }) =>
    month !== undefined && day === undefined ? [month] : [],
  );
  return [...new Set(months)];
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

/** A day of the year as `MM-DD`. */
export function monthDayText({ month, day }: MonthDay): string {
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A day of the year in words: `29 June`. */
export function printMonthDay({ month, day }: MonthDay): string {
  return `${day} ${MONTHS[month - 1]}`;
}

/** A date in words: `5 October 1968`, `June 1966`, `c. 1960`, `1961?`, `16–28 October 1962`. */
export function printHistoricalDate({ start, end, qualifier }: HistoricalDate): string {
  const words = start === end ? printCalendarDate(start) : printRange(start, end);
  const about = qualifier === '~' || qualifier === '%' ? 'c. ' : '';
  const doubt = qualifier === '?' || qualifier === '%' ? '?' : '';
  return about + words + doubt;
}

/** A calendar date in words: `5 October 1968`, `June 1966` or `1957`. */
export function printCalendarDate({ year, month, day }: CalendarDate): string {
  return [day, month === undefined ? undefined : MONTHS[month - 1], year]
    .filter((part) => part !== undefined)
    .join(' ');
}

function printRange(start: CalendarDate, end: CalendarDate): string {
  const whole = `${printCalendarDate(start)} – ${printCalendarDate(end)}`;
  const samePrecision =
    (start.month === undefined) === (end.month === undefined) &&
    (start.day === undefined) === (end.day === undefined);
  if (!samePrecision) return whole;
  if (start.month === undefined) return `${start.year}–${end.year}`;
  if (start.year !== end.year) return whole;
  if (start.day === undefined) return `${MONTHS[start.month - 1]}–${printCalendarDate(end)}`;
  if (start.month === end.month) return `${start.day}–${printCalendarDate(end)}`;
  return `${printMonthDay({ month: start.month, day: start.day })} – ${printCalendarDate(end)}`;
}
