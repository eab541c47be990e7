import { daysInMonth, type MonthDay, monthDayText } from './dates/calendar-date.ts';
import { compareHistoricalDates, daysTouched, monthsTouched } from './dates/historical-date.ts';
import type { ArchivalRecord } from './records/record.ts';

/** What an archive has for a day of the year. Each list is in the order of the records' dates. */
export interface OnThisDay {
  readonly day: MonthDay;
  /** Records of exactly that day. */
  readonly exact: readonly ArchivalRecord[];
  /** Records dated only to the month. */
  readonly month: readonly ArchivalRecord[];
  /** The nearest days within a week that have records; empty when the day itself has any. */
  readonly nearest: readonly NearDay[];
}

/** A day close to the one asked for, with its records. */
export interface NearDay {
  readonly day: MonthDay;
  /** Days from the day asked for, -7 to 7, never 0. */
  readonly offset: number;
  readonly records: readonly ArchivalRecord[];
}

/** The records of an archive by day of the year. */
export interface Calendar {
  /**
   * What there is for a day of the year. In a common year 29 February is shown on 28 February; asked for by
   * itself it has its own records in any year.
   */
  onThisDay(day: MonthDay, year: number): OnThisDay;
}

const FARTHEST = 7;

/** The calendar of a set of records. A year alone, or no date, belongs to no day. */
export function createCalendar(records: readonly ArchivalRecord[]): Calendar {
  const byDay = new Map<string, ArchivalRecord[]>();
  const byMonth = new Map<number, ArchivalRecord[]>();
  const dated = records.filter(({ date }) => date);
  for (const record of dated.toSorted((a, b) => compareHistoricalDates(a.date, b.date))) {
    if (!record.date) continue;
    for (const day of daysTouched(record.date)) push(byDay, monthDayText(day), record);
    for (const month of monthsTouched(record.date)) push(byMonth, month, record);
  }

  const exact = (day: MonthDay, year: number): ArchivalRecord[] => {
    const own = byDay.get(monthDayText(day)) ?? [];
    if (!standsForLeapDay(day, year)) return own;
    const leap = (byDay.get('02-29') ?? []).filter((record) => !own.includes(record));
    return [...own, ...leap].sort((a, b) => compareHistoricalDates(a.date, b.date));
  };

  return {
    onThisDay(day, year) {
      const records = exact(day, year);
      const nearest = records.length > 0 ? [] : nearestDays(day, year, exact);
      return { day, exact: records, month: byMonth.get(day.month) ?? [], nearest };
    },
  };
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function standsForLeapDay({ month, day }: MonthDay, year: number): boolean {
  return month === 2 && day === 28 && daysInMonth(year, 2) === 28;
}

function nearestDays(
  day: MonthDay,
  year: number,
  exact: (day: MonthDay, year: number) => ArchivalRecord[],
): NearDay[] {
  for (let distance = 1; distance <= FARTHEST; distance += 1) {
    const near = [-distance, distance]
      .map((offset) => ({ offset, day: dayAt(day, year, offset) }))
      .map((other) => ({ ...other, records: exact(other.day, year) }))
      .filter(({ records }) => records.length > 0);
    if (near.length > 0) return near;
  }
  return [];
}

/**
 * The day of the year so many days after (before, when negative) another, in the calendar of a year. In a
 * common year 29 February lies between 28 February and 1 March.
 */
export function dayAt({ month, day }: MonthDay, year: number, offset: number): MonthDay {
  const missing = day > daysInMonth(year, month);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, missing ? day - 1 : day);
  date.setUTCDate(date.getUTCDate() + (missing && offset < 0 ? offset + 1 : offset));
  return { month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
