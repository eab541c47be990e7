import type { Archive } from '../../data/archive.ts';
import type { DailyStore, QuietDays } from '../../store/daily.ts';
import { dateAfter } from '../schedule/next-due.ts';
import { type DayTold, dayTold, isQuiet } from './day-records.ts';

/** A quiet day's record is not told again for so many days. */
const NOT_TOLD_AGAIN = 366;

/** Whose post of which date. */
export interface PostWanted {
  readonly guildId: string;
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly quietDays: QuietDays;
  /** The record that was chosen for it before. */
  readonly recordId?: string | undefined;
}

/**
 * What there is to tell a server on a date; undefined for nothing. What it was told on quiet days within a year is
 * not told again.
 */
export async function toTell(
  archive: Archive,
  store: Pick<DailyStore, 'quietDayRecords'>,
  { guildId, date, quietDays, recordId }: PostWanted,
): Promise<DayTold | undefined> {
  const since = dateAfter(date, -NOT_TOLD_AGAIN);
  const told = isQuiet(archive, date) ? await store.quietDayRecords(guildId, since) : [];
  return dayTold(archive, date, { quietDays, told: new Set(told), seed: `${guildId} ${date}`, recordId });
}
