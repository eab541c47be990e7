import { Command } from 'commander';
import { loadCollections } from '../data/collections/load-collections.ts';
import type { HistoricalDate } from '../data/dates/historical-date.ts';
import type { ArchivalRecord } from '../data/records/record.ts';

/** `docent check <folder>` prints all faults of a collection or, if there are none, what it holds. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check a collection: prints every fault or, if there are none, what it holds')
    .argument('<folder>', 'folder with collection.json, records.jsonl and, if you have one, names.csv')
    .action(async (folder: string) => {
      const { collections, records } = await loadCollections([folder]);
      process.stdout.write(`${folder}: ${collections[0]?.name}\n${precisionCounts(records)}\n`);
    });
}

/** How exactly records are dated: `564 records, 520 dated to the day, 20 to the month, 15 to the year, 9 undated`. */
function precisionCounts(records: readonly ArchivalRecord[]): string {
  const counts = { day: 0, month: 0, year: 0, undated: 0 };
  for (const { date } of records) counts[precisionOf(date)]++;
  const { day, month, year, undated } = counts;
  const total = `${records.length} ${records.length === 1 ? 'record' : 'records'}`;
  return `${total}, ${day} dated to the day, ${month} to the month, ${year} to the year, ${undated} undated`;
}

function precisionOf(date: HistoricalDate | undefined): 'day' | 'month' | 'year' | 'undated' {
  if (!date) return 'undated';
  const { year: _, month, day } = date.start ?? date.end ?? { year: 0 };
  if (month === undefined) return 'year';
  return day === undefined ? 'month' : 'day';
}
