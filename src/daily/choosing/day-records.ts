import { createHash } from 'node:crypto';
import type { Archive } from '../../data/archive.ts';
import type { MonthDay } from '../../data/dates/calendar-date.ts';
import { firstYear } from '../../data/dates/historical-date.ts';
import type { NearDay } from '../../data/on-this-day.ts';
import type { ArchivalRecord } from '../../data/records/record.ts';
import type { QuietDays } from '../../store/daily.ts';

/** The records chosen for the post of a date. */
export interface ChosenPost {
  /** The day itself. */
  readonly day: MonthDay;
  readonly year: number;
  /** The records from that day: round anniversaries first, then the oldest first. Empty on a quiet day. */
  readonly records: readonly ArchivalRecord[];
  /** The one record of a quiet day, and why it is this one. */
  readonly quiet?: QuietRecord;
  /** How many records are dated to that month only. */
  readonly ofMonth: number;
}

/** A record that stands in on a day without one of its own. */
export interface QuietRecord {
  readonly record: ArchivalRecord;
  /** `nearest`: from a day close by; `month`: from this month, exact day unknown; `random`: picked at random. */
  readonly why: Exclude<QuietDays, 'skip'>;
  /** The day close by, with `nearest`. */
  readonly near?: Pick<NearDay, 'day' | 'offset'>;
}

/** How to choose on a quiet day. */
export interface QuietChoice {
  readonly quietDays: QuietDays;
  /** Ids of records that were posted on other quiet days and are not to be repeated. */
  readonly posted: ReadonlySet<string>;
  /** Decides the random choice: the same text gives the same record. */
  readonly seed: string;
  /** The record that was chosen before, and is kept. */
  readonly recordId?: string | undefined;
}

/** The day of the year of a date, `YYYY-MM-DD`, and its year. */
export function dayOf(date: string): { day: MonthDay; year: number } {
  const [year = 1, month = 1, day = 1] = date.split('-').map(Number);
  return { day: { month, day }, year };
}

/** Whether the archive has no record of exactly this date's day. */
export function isQuiet(archive: Archive, date: string): boolean {
  const { day, year } = dayOf(date);
  return archive.onThisDay(day, year).exact.length === 0;
}

/**
 * The records to post on a date, `YYYY-MM-DD`; undefined when the archive has none left, or when the server wants no
 * post on quiet days.
 */
export function recordsForDay(archive: Archive, date: string, choice: QuietChoice): ChosenPost | undefined {
  const { day, year } = dayOf(date);
  const { exact, month, nearest } = archive.onThisDay(day, year);
  const chosen = { day, year, records: roundFirst(exact, year), ofMonth: month.length };
  if (exact.length > 0) return chosen;
  const quiet = quietRecord(archive, { month, nearest }, choice);
  return quiet && { ...chosen, quiet };
}

/** Anniversaries that are called round, beside every fifty years. */
const ROUND_YEARS = [10, 25, 50, 75];

/** Whether so many years make a round anniversary. */
export function isRound(years: number): boolean {
  return years > 0 && (ROUND_YEARS.includes(years) || years % 50 === 0);
}

function roundFirst(records: readonly ArchivalRecord[], year: number): ArchivalRecord[] {
  const round = ({ date }: ArchivalRecord) => date !== undefined && isRound(year - firstYear(date));
  return [...records.filter(round), ...records.filter((record) => !round(record))];
}

function quietRecord(
  archive: Archive,
  { month, nearest }: { month: readonly ArchivalRecord[]; nearest: readonly NearDay[] },
  { quietDays, posted, seed, recordId }: QuietChoice,
): QuietRecord | undefined {
  if (quietDays === 'skip') return undefined;
  const near = nearest.flatMap(({ records, day, offset }) =>
    records.map((record): QuietRecord => ({ record, why: 'nearest', near: { day, offset } })),
  );
  const ofMonth = month.map((record): QuietRecord => ({ record, why: 'month' }));
  const fitting = { nearest: [...near, ...ofMonth], month: [...ofMonth, ...near], random: [] }[quietDays];
  const kept = recordId === undefined ? undefined : archive.get(recordId);
  if (kept) return fitting.find(({ record }) => record === kept) ?? { record: kept, why: 'random' };
  return fitting.find(({ record }) => !posted.has(record.id)) ?? randomRecord(archive.records, posted, seed);
}

/** The first record that was not posted, counted from a place that the seed decides, so that servers differ. */
function randomRecord(
  records: readonly ArchivalRecord[],
  posted: ReadonlySet<string>,
  seed: string,
): QuietRecord | undefined {
  const start = createHash('sha256').update(seed).digest().readUInt32BE();
  for (let step = 0; step < records.length; step += 1) {
    const record = records[(start + step) % records.length];
    if (record && !posted.has(record.id)) return { record, why: 'random' };
  }
  return undefined;
}
