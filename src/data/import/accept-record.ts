import type { HistoricalDate } from '../dates/historical-date.ts';
import { recordId } from '../records/record-id.ts';
import { readRecordLine, type StoredRecord } from '../records/stored-record.ts';
import { readImportDate } from './import-date.ts';
import { numberInLink, sourceId } from './source-id.ts';
import type { GivenRecord, Problem } from './source-record.ts';

/** A record that an import may take, or why it may not. */
export type Taken =
  | {
      readonly stored: StoredRecord;
      /** The source's identifier that `stored.id` was made of, as given; absent for an id of date and title. */
      readonly identifier?: string;
      /** What was taken for granted about its date, for the report. */
      readonly doubt?: string;
    }
  | { readonly faults: readonly Omit<Problem, 'line'>[] };

/**
 * Checks a record as a source gives it. Its id is the source's own identifier where that fits, else the number in
 * its link, else made of date and title.
 *
 * @param dates as in {@link readRecordLine}
 */
export function takenRecord(given: GivenRecord, dates: Map<string, HistoricalDate>): Taken {
  const date = readImportDate(given.date ?? '');
  if ('problem' in date) return { faults: [{ field: 'date', problem: date.problem }] };
  const identifier = [given.identifier, given.url && numberInLink(given.url)].find(
    (candidate) => candidate !== undefined && sourceId(candidate) !== undefined,
  );
  const own = identifier === undefined ? undefined : sourceId(identifier);
  const fields = {
    id: own ?? recordId(date.date?.edtf, given.title ?? ''),
    ...(date.date && { date: date.date.edtf }),
    ...filledText('dateText', given.dateText?.trim() || date.dateText),
    ...(given.title !== undefined && { title: given.title }),
    ...filledText('abstract', given.abstract),
    ...filledText('url', given.url?.trim()),
    ...filledList('people', given.people),
    ...filledList('places', given.places),
    ...filledList('topics', given.topics),
    ...filledList('languages', given.languages),
    ...filledText('rights', given.rights),
  };
  // The very check that the collection will have to pass when it is loaded.
  const read = readRecordLine(JSON.stringify(fields), dates);
  if ('faults' in read) return read;
  return {
    stored: read.stored,
    ...(own !== undefined && identifier && { identifier }),
    ...(date.doubt !== undefined && { doubt: date.doubt }),
  };
}

function filledText(field: string, text: string | undefined): Record<string, string> {
  return text === undefined || text.trim() === '' ? {} : { [field]: text };
}

function filledList(field: string, list: readonly string[] | undefined): Record<string, string[]> {
  const filled = list?.filter((entry) => entry.trim() !== '') ?? [];
  return filled.length === 0 ? {} : { [field]: filled };
}
