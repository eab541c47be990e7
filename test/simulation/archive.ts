import { type Archive, createArchive } from '../../src/data/archive.ts';
import { dayAt } from '../../src/data/on-this-day.ts';
import { collection, records } from '../support/records.ts';

/** An archive for all worlds: a record for every third day, some for a month, some without a date. */
export function worldArchive(): Archive {
  const days = Array.from({ length: 122 }, (_, index) => {
    const { month, day } = dayAt({ month: 1, day: 1 }, 1964, index * 3);
    const date = `${1950 + (index % 40)}-${two(month)}-${two(day)}`;
    return { id: `day-${index}`, title: `A letter of day ${index}`, date };
  });
  const leapDay = { id: 'leap', title: 'A letter of the leap day', date: '1964-02-29' };
  const months = Array.from({ length: 12 }, (_, index) => ({
    ...{ id: `month-${index}`, title: `Minutes of month ${index}`, date: `1966-${two(index + 1)}` },
  }));
  const undated = Array.from({ length: 250 }, (_, index) => ({
    id: `note-${index}`,
    title: `A note ${index}`,
  }));
  return createArchive({
    collections: [collection],
    records: records(...days, leapDay, ...months, ...undated),
  });
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
