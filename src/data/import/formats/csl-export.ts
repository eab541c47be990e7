import { isDeepStrictEqual } from 'node:util';
import { cslDate } from '../../dates/csl-date.ts';
import type { ArchivalRecord } from '../../records/record.ts';
import { acceptRecord } from '../accept-record.ts';
import { type CslItem, readCslItem } from './csl.ts';

/**
 * Records as CSL-JSON for Zotero and other reference managers: an array of items of the type "document", one piece
 * of text for each record. What CSL has no variable for (the people that a document is about, rights, a doubtful
 * year) is in `custom`, so importing the text again gives the same records.
 */
export function* cslText(records: Iterable<ArchivalRecord>): Generator<string> {
  let before = '[\n';
  for (const record of records) {
    yield `${before}${JSON.stringify(cslItem(record), undefined, 2).replace(/^/gm, '  ')}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/**
 * A record as an item of CSL-JSON.
 *
 * @example cslItem(record) // { id: 'r1', type: 'document', title: 'Letter', issued: { 'date-parts': [[1964]] }, … }
 */
export function cslItem(record: ArchivalRecord): CslItem {
  const { id, date, dateText, title, abstract, url, people, places, topics, languages, collection, rights } =
    record;
  const item = {
    id,
    type: 'document',
    title,
    ...(abstract !== undefined && { abstract }),
    ...(date && { issued: cslDate(date) }),
    ...(url !== undefined && { URL: url }),
    ...(languages.length > 0 && { language: languages.join('; ') }),
    ...(topics.length > 0 && { keyword: topics.join('; ') }),
    archive: collection.name,
  };
  const wanted = { people, places, topics, languages, date: date?.edtf, dateText, rights };
  const understood = understoodFrom(item);
  const lost = Object.entries(wanted).filter(
    ([field, value]) => value !== undefined && !isDeepStrictEqual(value, understood[field]),
  );
  return lost.length === 0 ? item : { ...item, custom: Object.fromEntries(lost) };
}

/** What importing an item would give, with all lists. */
function understoodFrom(item: CslItem): Readonly<Record<string, unknown>> {
  const place = { file: 'export', line: 1 };
  const read = readCslItem(item, place);
  if ('problem' in read) return NO_LISTS;
  const acceptance = acceptRecord({ line: place.line, fields: read.fields }, place.file, new Map());
  return 'accepted' in acceptance ? { ...NO_LISTS, ...acceptance.accepted.fields } : NO_LISTS;
}

const NO_LISTS = { people: [], places: [], topics: [], languages: [] };
