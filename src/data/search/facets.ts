import { firstYear } from '../dates/historical-date.ts';
import type { CountedName } from '../names/name-list.ts';
import type { ArchivalRecord } from '../records/record.ts';

/** How many records fall into one stretch of years. */
export interface YearBar {
  readonly first: number;
  readonly last: number;
  readonly records: number;
}

/** Where the records of a result lie. */
export interface Facets {
  /** From the first to the last year, in at most so many bars of equal width; none when none is dated. */
  readonly years: readonly YearBar[];
  /** The most frequent first. */
  readonly people: readonly CountedName[];
  readonly places: readonly CountedName[];
  readonly collections: readonly CountedName[];
}

/** Widths of a bar that read well, in years. */
const WIDTHS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000];

/** Where records lie, in years, people, places and collections: at most `bars` bars and `most` names of each. */
export function facetsOf(records: readonly ArchivalRecord[], bars: number, most: number): Facets {
  return {
    years: yearBars(records, bars),
    people: counted(records, ({ people }) => people, most),
    places: counted(records, ({ places }) => places, most),
    collections: counted(records, ({ collection }) => [collection.name], most),
  };
}

function yearBars(records: readonly ArchivalRecord[], most: number): YearBar[] {
  const years = records.flatMap(({ date }) => (date ? [firstYear(date)] : []));
  const first = years.reduce((least, year) => Math.min(least, year), Number.POSITIVE_INFINITY);
  const last = years.reduce((greatest, year) => Math.max(greatest, year), Number.NEGATIVE_INFINITY);
  if (years.length === 0) return [];
  const width = WIDTHS.find((wide) => barOf(last, wide) - barOf(first, wide) < most) ?? 1000;
  const bars = Array.from({ length: barOf(last, width) - barOf(first, width) + 1 }, (_, index) => {
    const start = (barOf(first, width) + index) * width;
    return { first: start, last: start + width - 1, records: 0 };
  });
  for (const year of years) {
    const bar = bars[barOf(year, width) - barOf(first, width)];
    if (bar) bar.records += 1;
  }
  return bars;
}

function barOf(year: number, width: number): number {
  return Math.floor(year / width);
}

function counted(
  records: readonly ArchivalRecord[],
  names: (record: ArchivalRecord) => readonly string[],
  most: number,
): CountedName[] {
  const counts = new Map<string, number>();
  for (const record of records) {
    for (const name of names(record)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, number]) => ({ name, records: number }))
    .sort((a, b) => b.records - a.records || (a.name < b.name ? -1 : 1))
    .slice(0, most);
}
