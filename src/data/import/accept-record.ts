import type { Fault } from '../collections/fault.ts';
import type { HistoricalDate } from '../dates/historical-date.ts';
import { recordId } from '../records/record-id.ts';
import { checkRecord } from '../records/stored-record.ts';
import { readImportDate } from './import-date.ts';
import type { ImportedRecord } from './imported-record.ts';
import { numberInLink, sourceId } from './source-id.ts';
import type { SourceRecord } from './source-record.ts';

/** A record that an import accepts, or what is wrong with it. */
export type Acceptance =
  | {
      readonly accepted: ImportedRecord;
      /** The identifier that the id was made of, as given; absent for an id made of date and title. */
      readonly idSource?: string;
      /** What was taken for granted about its date, for the report. */
      readonly doubt?: Fault;
    }
  | { readonly faults: readonly Fault[] };

/**
 * Checks a source record. Its id is the source's own identifier where that can be an id, else the number in its
 * link, else made of date and title.
 *
 * @param dates as in {@link checkRecord}
 * @example acceptRecord({ line: 2, fields: { title: 'Letter', date: 'May 1964' } }, 'letters.csv', new Map())
 */
export function acceptRecord(
  { line, fields: source, cutOff }: SourceRecord,
  file: string,
  dates: Map<string, HistoricalDate>,
): Acceptance {
  const place = { file, line };
  const date = readImportDate(source.date ?? '');
  if ('problem' in date) return { faults: [{ ...place, field: 'date', problem: date.problem }] };
  const { identifier } = source;
  const url = filledText(source.url?.trim());
  const idSource = [identifier, url && numberInLink(url)].find(
    (candidate) => candidate !== undefined && sourceId(candidate) !== undefined,
  );
  const id = idSource === undefined ? undefined : sourceId(idSource);
  const checked = checkRecord(
    withoutAbsent({
      id: id ?? recordId(date.date?.edtf, source.title ?? ''),
      date: date.date?.edtf,
      dateText: filledText(source.dateText?.trim()) ?? date.dateText,
      title: source.title,
      abstract: filledText(source.abstract),
      url,
      people: filledEntries(source.people),
      places: filledEntries(source.places),
      topics: filledEntries(source.topics),
      languages: filledEntries(source.languages),
      rights: filledText(source.rights),
    }),
    place,
    dates,
  );
  if ('faults' in checked) return checked;
  return {
    accepted: {
      ...place,
      fields: checked.stored,
      ...(identifier !== undefined && { identifier }),
      ...(cutOff && { cutOff }),
    },
    ...(idSource !== undefined && { idSource }),
    ...(date.doubt !== undefined && { doubt: { ...place, field: 'date', problem: date.doubt } }),
  };
}

function filledText(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

function filledEntries(list: readonly string[] | undefined): readonly string[] | undefined {
  const filled = list?.filter((entry) => entry.trim() !== '') ?? [];
  return filled.length === 0 ? undefined : filled;
}

function withoutAbsent(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
