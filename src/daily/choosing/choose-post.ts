import type { Archive } from '../../data/archive.ts';
import type { DailyStore, QuietDays } from '../../store/daily.ts';
import { dateAfter } from '../schedule/next-due.ts';
import { type ChosenPost, isQuiet, recordsForDay } from './day-records.ts';

/** A quiet day's record is not posted again for so many days. */
const NOT_REPEATED_FOR = 366;

/** The server and the date to choose for. */
export interface PostWanted {
  readonly guildId: string;
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly quietDays: QuietDays;
  /** The record that was chosen for this post before. */
  readonly recordId?: string | undefined;
}

/**
 * The records to post in a server on a date; undefined when there is nothing to post. A record that was posted there
 * on a quiet day within the past year is not chosen again.
 */
export async function choosePost(
  archive: Archive,
  store: Pick<DailyStore, 'quietDayRecords'>,
  { guildId, date, quietDays, recordId }: PostWanted,
): Promise<ChosenPost | undefined> {
  const since = dateAfter(date, -NOT_REPEATED_FOR);
  const posted = isQuiet(archive, date) ? await store.quietDayRecords(guildId, since) : [];
  const seed = `${guildId} ${date}`;
  return recordsForDay(archive, date, { quietDays, posted: new Set(posted), seed, recordId });
}
