import { type Archive, createArchive } from '../../../src/data/archive.ts';
import { collection, records } from '../records.ts';

/** An archive of records for a handful of days. */
export const ARCHIVE: Archive = createArchive({
  collections: [collection],
  records: records(
    { title: 'A telegram', date: '1976-03-10' },
    { title: 'A conversation', date: '1962-03-10' },
    { title: 'Minutes of the day after', date: '1962-03-11' },
    { title: 'A letter of the month', date: '1966-03' },
    { title: 'An undated note' },
  ),
});
