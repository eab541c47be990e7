import { type CalendarDate, isOfTheCalendar } from './calendar-date.ts';

/** Which number comes first in a date written in numbers only, as `3/4/1968`. */
export type DayMonthOrder = 'day-first' | 'month-first';

/** What a run of numbers may mean: one date, two of a range, or a day and a month whose year is elsewhere. */
export interface NumericDate {
  readonly from: NumericPoint;
  /** Of a range only. */
  readonly to?: NumericPoint;
  /** The order in which day and month were read; undefined where the order makes no difference. */
  readonly order?: DayMonthOrder;
  /** Whether the numbers exist in this order only: `31/1/1964`. */
  readonly isOnly?: true;
  /** What was taken for granted: `two years`. */
  readonly because?: string;
}

/** A date in numbers; the year is missing in `5.10.` and short in `5.10.64`. */
export interface NumericPoint {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  /** Whether the year was written with two digits. */
  readonly isShort?: true;
}

/**
 * Everything that a run of digits and separators may mean: nothing for what is not a date of the calendar.
 *
 * @example numericDates('3/4/1968') // 3 April, day first, and 4 March, month first
 */
export function numericDates(text: string): NumericDate[] {
  const plain = text.replace(/[\u2010\u2011]/g, '-');
  const points = pointsIn(plain);
  const short = shortRanges(plain);
  if (points.length > 0 || short.length > 0) return [...short, ...points];
  return [...decimalYear(plain), ...sameMonth(plain), ...rangesIn(plain)];
}

/** `1964.0`: a spreadsheet's number. */
function decimalYear(text: string): NumericDate[] {
  const year = /^(?<year>[1-9]\d{3})\.0$/.exec(text)?.groups?.year;
  return year === undefined ? [] : [{ from: { year: Number(year) }, because: 'a year' }];
}

/** `1945-6`, `1964/5`, `1904–05`, `1962-68`: years, of which the second is short. */
function shortRanges(text: string): NumericDate[] {
  const {
    year = '',
    mark = '',
    short = '',
  } = /^(?<year>[1-9]\d{3})(?<mark>[-–/])(?<short>\d\d?)$/.exec(text)?.groups ?? {};
  if (year === '' || isMonthOfEdtf(mark, short)) return [];
  const last = Number(year.slice(0, -short.length) + short);
  if (last <= Number(year)) return monthInstead(Number(year), Number(short));
  return [{ from: { year: Number(year) }, to: { year: last }, because: 'a range of years' }];
}

/** EDTF and ISO 8601 write a month with a hyphen and two digits. */
function isMonthOfEdtf(mark: string, short: string): boolean {
  return mark === '-' && short.length === 2 && Number(short) <= 12;
}

/** `1964/3` is no range of years, for it would end before it begins. */
function monthInstead(year: number, month: number): NumericDate[] {
  if (month < 1 || month > 12) return [];
  return [{ from: { year, month }, because: 'a year and its month' }];
}

const SAME_MONTH = /^(?<month>\d{4}-\d\d)-(?<first>\d\d)\/(?<last>\d\d)$/;

/** `1964-10-05/06`: ISO 8601 leaves out of the end what it shares with the start. */
function sameMonth(text: string): NumericDate[] {
  const { month, first, last } = SAME_MONTH.exec(text)?.groups ?? {};
  if (month === undefined) return [];
  const [from] = pointsIn(`${month}-${first}`);
  const [to] = pointsIn(`${month}-${last}`);
  return from && to && (to.from.day ?? 0) > (from.from.day ?? 0) ? [{ from: from.from, to: to.from }] : [];
}

/** Between the dates of a range: a slash before a hyphen, which dates have themselves. */
const SEPARATORS = ['/', '–', '-'] as const;

/** Two dates around a separator: `1963-01/1963-05`, `1/1/1963-31/1/1963`. */
function rangesIn(text: string): NumericDate[] {
  for (const separator of SEPARATORS) {
    const parts = text.split(separator);
    const half = parts.length / 2;
    if (!Number.isInteger(half)) continue;
    const [before, after] = [parts.slice(0, half).join(separator), parts.slice(half).join(separator)];
    const found = wholeSide(before).flatMap((from) => wholeSide(after).flatMap((to) => rangeOf(from, to)));
    if (found.length > 0) return found;
  }
  return [];
}

/** Both sides of a range are written in the same order. */
function rangeOf(from: NumericDate, to: NumericDate): NumericDate[] {
  if (from.order && to.order && from.order !== to.order) return [];
  const order = from.order ?? to.order;
  const because = from.because ?? to.because;
  const isOnly = from.isOnly ?? to.isOnly;
  return [
    {
      from: from.from,
      to: to.to ?? to.from,
      ...(order && { order }),
      ...(isOnly && { isOnly }),
      ...(because && { because }),
    },
  ];
}

function wholeSide(text: string): NumericDate[] {
  const year = /^[1-9]\d{3}$/.test(text) ? [{ from: { year: Number(text) } }] : [];
  return [...year, ...pointsIn(text)];
}

const YEAR_FIRST = /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d\d?)\k<mark>(?<day>\d\d?)$/;
const YEAR_MONTH = /^(?<year>\d{4})(?:-(?<month>\d\d)|\.(?<dotted>\d\d))$/;
const EIGHT_DIGITS = /^(?<year>1[5-9]\d\d|20\d\d)(?<month>\d\d)(?<day>\d\d)$/;
const YEAR_LAST = /^(?<one>\d\d?)(?<mark>[-/.])(?<two>\d\d?)\k<mark>(?<year>\d{4}|\d\d)$/;
const DAY_MONTH = /^(?<day>\d\d?)\.(?<month>\d\d?)$/;
const MONTH_YEAR = /^(?<month>\d\d?)[-/.](?<year>[1-9]\d{3})$/;

function pointsIn(text: string): NumericDate[] {
  const groups =
    YEAR_FIRST.exec(text)?.groups ?? YEAR_MONTH.exec(text)?.groups ?? EIGHT_DIGITS.exec(text)?.groups;
  if (groups) return yearFirst(Number(groups.year), groups.month ?? groups.dotted ?? '', groups.day);
  const { one, two, year } = YEAR_LAST.exec(text)?.groups ?? {};
  if (one !== undefined && two !== undefined && year !== undefined) return yearLast(one, two, year);
  const last = MONTH_YEAR.exec(text)?.groups;
  if (last) return existing({ from: { year: Number(last.year), month: Number(last.month) } });
  const { day, month } = DAY_MONTH.exec(text)?.groups ?? {};
  return day === undefined ? [] : existing({ from: { month: Number(month), day: Number(day) } });
}

/** A month or a day of `00` is one that is not known. */
function yearFirst(year: number, month: string, day: string | undefined): NumericDate[] {
  if (Number(month) === 0) return day === undefined || Number(day) === 0 ? [{ from: { year } }] : [];
  const season = day === undefined && Number(month) >= 21 && Number(month) <= 24;
  if (season) return [seasonOf(year, Number(month) - 21)];
  if (day === undefined || Number(day) === 0) return existing({ from: { year, month: Number(month) } });
  return existing({ from: { year, month: Number(month), day: Number(day) } });
}

/** How a season is read, for whoever is told of it. */
export const WHOLE_MONTHS = 'whole months of the northern hemisphere';

/** The months 21 to 24 of EDTF are seasons, which have no months of their own: those of the northern half are taken. */
function seasonOf(year: number, season: number): NumericDate {
  const first = 3 * season + 3;
  return {
    from: { year, month: first },
    to: season === 3 ? { year: year + 1, month: 2 } : { year, month: first + 2 },
    because: WHOLE_MONTHS,
  };
}

function yearLast(one: string, two: string, year: string): NumericDate[] {
  const isShort = year.length === 2;
  const point = (day: string, month: string): NumericPoint => ({
    year: isShort ? 1900 + Number(year) : Number(year),
    month: Number(month),
    day: Number(day),
    ...(isShort && { isShort }),
  });
  const dayFirst = existing({ from: point(one, two), order: 'day-first' });
  const monthFirst = existing({ from: point(two, one), order: 'month-first' });
  if (Number(one) === Number(two)) return dayFirst.map(({ from }) => ({ from }));
  const both = [...dayFirst, ...monthFirst];
  return both.length === 1 ? both.map((only) => ({ ...only, isOnly: true })) : both;
}

function existing(date: NumericDate): NumericDate[] {
  const { year, month, day } = date.from;
  const point: CalendarDate = {
    year: year ?? 2000,
    ...(month !== undefined && { month }),
    ...(day !== undefined && { day }),
  };
  return isOfTheCalendar(point) ? [date] : [];
}
