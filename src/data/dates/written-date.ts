import { type CalendarDate, dayAfter, firstDay, isOfTheCalendar, lastDay, MONTHS } from './calendar-date.ts';
import type { Part, Season } from './date-words.ts';
import { type DateParts, type HistoricalDate, historicalDate, type Qualifier } from './historical-date.ts';

/** A date as far as its own words say it: the year of `5–10 October 1964` stands at its end only. */
export interface Written {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
}

/** One side of a range, or all of a date, as written. */
export interface Side {
  readonly from: Written;
  /** The last date, where the side is a range of its own: a season, a part of a year, `1962-68`. */
  readonly to?: Written;
  readonly form: 'point' | 'interval' | 'decade' | 'century';
  readonly qualifier: Qualifier;
  /** What was taken for granted, as the end of a sentence: `as the years 1945 to 1946`. */
  readonly because: readonly string[];
  /** The century of a short year was guessed. */
  readonly isShort?: true;
  readonly order?: 'day-first' | 'month-first';
}

/** Years that a decade or a century has. */
const YEARS = { decade: 10, century: 100 } as const;

/** The decade or the century that begins in a year. */
export function manyYears(first: number, form: 'decade' | 'century'): Pick<Side, 'from' | 'to' | 'form'> {
  return { from: { year: Math.max(1, first) }, to: { year: first + YEARS[form] - 1 }, form };
}

const SEASON_MONTHS: Readonly<Record<Season, number>> = { spring: 3, summer: 6, autumn: 9, winter: 12 };

/** A season in whole months of the northern half of the earth; winter is the one that begins in the year. */
export function seasonOf(season: Season, year: number): Pick<Side, 'from' | 'to' | 'form' | 'because'> {
  const month = SEASON_MONTHS[season];
  const last = month === 12 ? { year: year + 1, month: 2 } : { year, month: month + 2 };
  const because = [`as ${MONTHS[month - 1]} to ${MONTHS[last.month - 1]}`];
  return { from: { year, month }, to: last, form: 'interval', because };
}

/** The early, middle or late part of a month, a year, a decade or a century. */
export function partOf(part: Part, side: Side): Side | undefined {
  const { from, form } = side;
  if (from.year === undefined || from.day !== undefined || form === 'interval') return undefined;
  const within = (parts: Readonly<Record<Part, readonly [number, number]>>) => parts[part];
  const range = (first: Written, last: Written): Side => ({
    ...side,
    from: first,
    to: last,
    form: 'interval',
    because: [...side.because, `as ${monthsOrYears(first)} to ${monthsOrYears(last)}`],
  });
  const { year, month } = from;
  if (form === 'point' && month !== undefined) {
    const end = Number(lastDay({ year, month }).slice(-2));
    const [first, last] = within({ early: [1, 10], mid: [11, 20], late: [21, end] });
    return range({ year, month, day: first }, { year, month, day: last });
  }
  if (form === 'point') {
    const [first, last] = within({ early: [1, 4], mid: [5, 8], late: [9, 12] });
    return range({ year, month: first }, { year, month: last });
  }
  const scale = form === 'decade' ? 1 : 10;
  const decade = Math.floor(year / (10 * scale)) * 10 * scale;
  const [first, last] = within({
    early: [0, 4 * scale - 1],
    mid: [4 * scale, 7 * scale - 1],
    late: [7 * scale, 10 * scale - 1],
  });
  return range({ year: decade + first }, { year: decade + last });
}

function monthsOrYears({ year, month, day }: Written): string {
  if (day !== undefined) return `${day} ${MONTHS[(month ?? 1) - 1]}`;
  return month === undefined ? String(year) : (MONTHS[month - 1] ?? '');
}

/** The calendar date that was written, if it is a whole one and exists. */
export function calendarDate({ year, month, day }: Written): CalendarDate | undefined {
  if (year === undefined || (day !== undefined && month === undefined)) return undefined;
  const date = { year, ...(month !== undefined && { month }), ...(day !== undefined && { day }) };
  return isOfTheCalendar(date) ? date : undefined;
}

/**
 * Both sides of a range, each with what only the other says: the month and year of `5–10 October 1964`, the year of
 * `1964 October 5–10`. Undefined where something is still missing.
 */
export function completed(from: Side, to: Side): readonly [Side, Side] | undefined {
  const start = filled(from.from, to.to ?? to.from);
  const end = filled(to.from, from.from);
  const last = to.to && filled(to.to, from.from);
  if (start.year === undefined || end.year === undefined) return undefined;
  return [
    { ...from, from: start },
    { ...to, from: end, ...(last && { to: last }) },
  ];
}

/** A day without its month has that of the other side; so has whatever is without its year. */
function filled({ year, month, day }: Written, other: Written): Written {
  const knownYear = year ?? other.year;
  const knownMonth = month ?? (day === undefined ? undefined : other.month);
  return {
    ...(knownYear !== undefined && { year: knownYear }),
    ...(knownMonth !== undefined && { month: knownMonth }),
    ...(day !== undefined && { day }),
  };
}

/** Where a date begins and ends: undefined for an end that is open. */
export interface Ends {
  readonly start: CalendarDate | undefined;
  readonly end: CalendarDate | undefined;
}

/** The ends of one side; undefined when it is not a whole date of the calendar. */
export function endsOf(side: Side): Ends | undefined {
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
