import { type CalendarDate, dayAfter, firstDay, isOfTheCalendar, lastDay } from './calendar-date.ts';
import type { Part, Season } from './date-words.ts';
import { type DateParts, type HistoricalDate, historicalDate, type Qualifier } from './historical-date.ts';
import { type DayMonthOrder, WHOLE_MONTHS } from './numeric-date.ts';

/** A date as far as its own words say it: the year of `5–10 October 1964` stands at its end only. */
export interface Written {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

/** One side of a range, or all of a date, as written. */
export interface Side {
  readonly from: Written;
  /** The last date, where the side is a range of its own: a season, a part of a year, `1962-68`. */
  readonly to?: Written;
  readonly form: 'point' | 'interval' | 'decade' | 'century';
  /** It is a range of two dates by itself, and so not one end of another. */
  readonly isRange?: true;
  /** What was taken for granted, for a reader: `a range of years`. */
  readonly because: readonly string[];
  /** The century of a short year was guessed. */
  readonly isShort?: true;
  /** The order in which the side's day and month were read, if that makes a difference. */
  readonly order?: DayMonthOrder;
  /** What is said before and after it of how sure it is. */
  readonly marks: SideMarks;
}

/** What of a side stands in its own words, apart from what is said around them. */
export type Core = Omit<Side, 'marks'>;

/** How sure a side is, by what stands before it (`c. 1920`) and after it (`1920?`). */
export interface SideMarks {
  readonly lead: Qualifier;
  readonly trail: Qualifier;
  /** Whether the marks stand in brackets around this side only: `1920 – [1930?]`. */
  readonly isEnclosed: boolean;
}

/** How a short year at the end of a range is read, for whoever is told of it. */
const SAME_CENTURY = 'years of one century';

/** Years that a decade or a century has. */
const YEARS = { decade: 10, century: 100 } as const;

/** The decade or the century that begins in a year. */
export function manyYears(
  first: number,
  form: 'decade' | 'century',
  because: readonly string[] = [],
): Core & { readonly to: Written } {
  return { from: { year: Math.max(1, first) }, to: { year: first + YEARS[form] - 1 }, form, because };
}

const SEASON_MONTHS: Readonly<Record<Season, number>> = { spring: 3, summer: 6, autumn: 9, winter: 12 };

/**
 * A season in whole months of the northern hemisphere; winter is the one that begins in the year. Without a year,
 * as in `spring–autumn 1931`, winter cannot be one side of a range.
 */
export function seasonOf(season: Season, year: number | undefined): Core | undefined {
  const month = SEASON_MONTHS[season];
  if (year === undefined && season === 'winter') return undefined;
  const inYear = (months: number, years = 0): Written =>
    year === undefined ? { month: months } : { year: year + years, month: months };
  const to = season === 'winter' ? inYear(2, 1) : inYear(month + 2);
  return { from: inYear(month), to, form: 'interval', because: [WHOLE_MONTHS] };
}

/** Where a part of a whole begins and ends, both between 0 and 1. */
const SHARES: Readonly<Record<Part, readonly [number, number]>> = {
  early: [0, 1 / 3],
  mid: [1 / 3, 2 / 3],
  late: [2 / 3, 1],
  'half 1': [0, 1 / 2],
  'half 2': [1 / 2, 1],
  'quarter 1': [0, 1 / 4],
  'quarter 2': [1 / 4, 1 / 2],
  'quarter 3': [1 / 2, 3 / 4],
  'quarter 4': [3 / 4, 1],
};

/**
 * A part of a month, a year, a decade or a century: of a year in whole months, of a month in days (thirds of ten).
 * The early years of a decade are its first four, those in the middle its next three.
 */
export function partOf(part: Part, core: Core): Core | undefined {
  const { from, form } = core;
  if (from.year === undefined || from.day !== undefined || form === 'interval') return undefined;
  const [first, last] = SHARES[part];
  const { year, month } = from;
  const range = (start: Written, end: Written): Core => ({
    ...core,
    from: start,
    to: end,
    form: 'interval',
    because: [...core.because, 'a part of it'],
  });
  if (form === 'point' && month !== undefined) {
    const days = Number(lastDay({ year, month }).slice(-2));
    const ends = Math.round(30 * last) === 30 ? days : Math.round(30 * last);
    return range({ year, month, day: Math.round(30 * first) + 1 }, { year, month, day: ends });
  }
  if (form === 'point') {
    return range({ year, month: Math.round(12 * first) + 1 }, { year, month: Math.round(12 * last) });
  }
  const years = YEARS[form];
  const begin = year - (year % years);
  const edge = (share: number) => begin + Math.ceil((share * years) / (years / 10)) * (years / 10);
  const [start, end] = part.startsWith('quarter')
    ? [begin + Math.round(first * years), begin + Math.round(last * years)]
    : [edge(first), edge(last)];
  return range({ year: Math.max(1, start) }, { year: end - 1 });
}

/** From the beginning of one part to the end of another: `mid- to late 1960s`. */
export function partsOf(first: Part, last: Part, core: Core): Core | undefined {
  const start = partOf(first, core);
  const end = partOf(last, core);
  if (!start || !end?.to) return undefined;
  return { ...start, to: end.to };
}

/** The calendar date that was written, if it is a whole one and exists. */
function calendarDate({ year, month, day }: Written): CalendarDate | undefined {
  if (year === undefined) return undefined;
  if (month === undefined) return day === undefined ? existing({ year }) : undefined;
  return existing(day === undefined ? { year, month } : { year, month, day });
}

function existing(date: CalendarDate): CalendarDate | undefined {
  return isOfTheCalendar(date) ? date : undefined;
}

/**
 * Sides of a range or a list, each with what only the others say: the month and year of `5–10 October 1964`, the year
 * of `1964 October 5–10`. Undefined where something is still missing.
 */
export function completed(sides: readonly Side[]): readonly Side[] | undefined {
  const [first, last] = [sides[0], sides.at(-1)];
  if (!first || !last) return undefined;
  const fill = (written: Written) => filled(filled(written, last.to ?? last.from), first.from);
  const whole = sides.map((side) => ({
    ...side,
    from: fill(side.from),
    ...(side.to && { to: fill(side.to) }),
  }));
  return whole.every(({ from }) => from.year !== undefined) ? whole : undefined;
}

/** A side whose short year is of the century of the side before it: `1864–70`. */
export function ofSameCentury(before: Side, side: Side): Side {
  const century = before.from.year === undefined ? undefined : before.from.year - (before.from.year % 100);
  if (!side.isShort || before.isShort || century === undefined) return side;
  const within = (written: Written): Written =>
    written.year === undefined ? written : { ...written, year: century + (written.year % 100) };
  const { isShort: _, ...rest } = side;
  return {
    ...rest,
    from: within(side.from),
    ...(side.to && { to: within(side.to) }),
    because: [...side.because, SAME_CENTURY],
  };
}

/** A day without its month has that of the other side; so has whatever is without its year. */
function filled({ year, month, day }: Written, other: Written): Written {
  const isMonthShared = month === undefined && day !== undefined;
  return { year: year ?? other.year, month: isMonthShared ? other.month : month, day };
}

/** Where a date begins and ends: undefined for an end that is open. */
export interface Ends {
  readonly start: CalendarDate | undefined;
  readonly end: CalendarDate | undefined;
}

/** The ends of one side; undefined when it is not a whole date of the calendar. */
export function endsOf(side: Core): Ends | undefined {
  const start = calendarDate(side.from);
  const end = side.to ? calendarDate(side.to) : start;
  return start && end && firstDay(start) <= lastDay(end) ? { start, end } : undefined;
}

/** The historical date of these ends; undefined when they are in the wrong order or both open. */
export function dateBetween(
  { start, end }: Ends,
  { form, qualifier, endQualifier }: Pick<DateParts, 'form' | 'qualifier' | 'endQualifier'>,
): HistoricalDate | undefined {
  if (!start && !end) return undefined;
  if (start && end && firstDay(start) > lastDay(end)) return undefined;
  const same = start && end && firstDay(start) === firstDay(end) && lastDay(start) === lastDay(end);
  if (same) return historicalDate({ form: 'point', start, end: start, qualifier, endQualifier: qualifier });
  return historicalDate({
    form,
    start,
    end,
    qualifier: start ? qualifier : '',
    endQualifier: end ? endQualifier : '',
  });
}

/** What comes just before a date, as exactly as the date is given: 1944 before 1945, September before October. */
export function dateBefore(date: CalendarDate): CalendarDate | undefined {
  return neighbour(date, dayAfter(firstDay(date), -1));
}

/** What comes just after a date, as exactly as the date is given. */
export function dateAfter(date: CalendarDate): CalendarDate | undefined {
  return neighbour(date, dayAfter(lastDay(date), 1));
}

function neighbour({ month, day }: CalendarDate, iso: string): CalendarDate | undefined {
  const [year = 0, nearMonth = 1, nearDay = 1] = iso.split('-').map(Number);
  const near = {
    year,
    ...(month !== undefined && { month: nearMonth }),
    ...(day !== undefined && { day: nearDay }),
  };
  return isOfTheCalendar(near) ? near : undefined;
}
