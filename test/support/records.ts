import { parseHistoricalDate } from '../../src/data/dates/historical-date.ts';
import type { ArchivalRecord, Collection } from '../../src/data/records/record.ts';

/** A collection to hang records on. */
export const collection: Collection = {
  name: 'Test Archive',
  publisher: 'Test Press',
  homePage: 'https://archive.example',
  searchLink: 'https://archive.example/search?q={title}',
  rights: 'Free to read.',
  citation: '{title}, {date}, Test Archive, {link}',
  names: [{ canonical: 'Mao Zedong', variants: ['Mao Tse-tung', 'Chairman Mao'], kind: 'person' }],
};

/** What of a record matters to a test; the rest is filled in. */
export type RecordSketch = Partial<Omit<ArchivalRecord, 'date'>> & {
  readonly title: string;
  readonly date?: string;
};

/** Records made from sketches, with ids `r1`, `r2`… where none is given. */
export function records(...sketches: readonly RecordSketch[]): ArchivalRecord[] {
  return sketches.map(({ date, ...sketch }, index) => ({
    id: `r${index + 1}`,
    people: [],
    places: [],
    topics: [],
    languages: [],
    collection,
    ...(date !== undefined && { date: parseHistoricalDate(date) }),
    ...sketch,
  }));
}
