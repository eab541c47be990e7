import type { Fault, Place } from '../collections/fault.ts';
import type { SourceFields } from './source-record.ts';

/** A field that an import can fill. */
export type Field = keyof SourceFields;

/** Which columns (or keys) of a file fill a field, as the person who imports it says: `--map title=Titel`. */
export type FieldMap = ReadonlyMap<Field, readonly string[]>;

/** The fields that hold a list. */
export const LIST_FIELDS: ReadonlySet<Field> = new Set(['people', 'places', 'topics', 'languages']);

/**
 * The usual names of columns, the likelier first. If a file has several of them, a text comes from the first and a
 * list from all. From Dublin Core, the exports of Zotero and Omeka, and common sense.
 */
const USUAL_NAMES: Readonly<Record<Field, readonly string[]>> = {
  identifier: ['id', 'identifier', 'key', 'record id', 'item id', 'document id'],
  date: ['date', 'edtf', 'date created', 'created', 'document date', 'issued', 'publication year', 'year'],
  dateText: ['date text'],
  title: ['title', 'name', 'heading'],
  abstract: ['abstract', 'abstract note', 'description', 'summary', 'scope and content'],
  url: ['url', 'link', 'uri', 'web address', 'address', 'permalink', 'identifier uri'],
  people: [
    'people',
    'persons',
    'person',
    'creator',
    'creators',
    'author',
    'authors',
    'recipient',
    'contributor',
    'contributors',
  ],
  places: [
    'places',
    'place',
    'coverage',
    'spatial',
    'spatial coverage',
    'location',
    'locations',
    'country',
    'countries',
  ],
  topics: [
    'topics',
    'topic',
    'subjects',
    'subject',
    'keywords',
    'keyword',
    'tags',
    'manual tags',
    'collection',
  ],
  languages: ['languages', 'language', 'lang'],
  rights: ['rights', 'licence', 'license', 'copyright'],
};

/** All fields, by their names on the command line. */
export const FIELDS = Object.keys(USUAL_NAMES) as readonly Field[];

/** Which columns of a file fill which field, and the names of those that fill none. */
export interface Columns {
  readonly columns: ReadonlyMap<Field, readonly number[]>;
  readonly unused: readonly string[];
}

/**
 * Which columns of a header fill which field: those of the map, else those with a usual name.
 *
 * @param place where the header stands
 * @param kind what the names are, for the messages
 * @returns a fault when a name is missing or there twice
 */
export function columnsFor(
  header: readonly string[],
  map: FieldMap,
  place: Place,
  kind: 'column' | 'key',
): Columns | Fault {
  const plain = header.map(plainName);
  const columns = new Map<Field, readonly number[]>();
  for (const [field, names] of map) {
    const indexes = names.map((name) => plain.indexOf(plainName(name)));
    const missing = names[indexes.indexOf(-1)];
    if (missing !== undefined)
      return { ...place, field: missing, problem: `is not there, expected one of ${listed(header)}` };
    columns.set(field, indexes);
  }
  const taken = new Set([...columns.values()].flat());
  for (const field of FIELDS) {
    if (columns.has(field)) continue;
    const found = USUAL_NAMES[field]
      .map((name) => plain.indexOf(name))
      .filter((index) => index >= 0 && !taken.has(index));
    const used = LIST_FIELDS.has(field) ? found : found.slice(0, 1);
    if (used.length > 0) columns.set(field, used);
    for (const index of used) taken.add(index);
  }
  const doubled = doubledName(plain);
  if (doubled) {
    const problem = `is the name of ${kind}s ${doubled.first + 1} and ${doubled.second + 1}, expected each name once`;
    return { ...place, field: header[doubled.second]?.trim() ?? '', problem };
  }
  if (!columns.has('title')) {
    const problem = `has no ${kind} among ${listed(header)}, expected one named title, or --map title=…`;
    return { ...place, field: 'title', problem };
  }
  return { columns, unused: header.filter((name, index) => name.trim() !== '' && !taken.has(index)) };
}

/** The indexes of the first name that is there twice. */
function doubledName(plain: readonly string[]): { first: number; second: number } | undefined {
  const firsts = new Map<string, number>();
  for (const [second, name] of plain.entries()) {
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, second);
    else if (name !== '') return { first, second };
  }
  return undefined;
}

/** `DC:Date_Created` and `dateCreated` as `date created`. */
function plainName(name: string): string {
  return name
    .trim()
    .replace(/^(?:dublin core|dcterms|dc)\s*[:.]\s*/i, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[\s_.:-]+/g, ' ');
}

/** The problem of columns or keys that fill no field. */
export function unusedNames(kind: 'column' | 'key', names: readonly string[]): string {
  return `has ${kind}s that were left out: ${listed(names)}; use --map to say which fields they fill`;
}

/** How many names a message lists. */
export const MOST_NAMED = 12;

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, MOST_NAMED)
    .map((name) => `"${name.trim().slice(0, 40)}"`)
    .join(', ');
  return names.length > MOST_NAMED ? `${shown}, …` : shown;
}

/**
 * The entries of a list that is written in one text, each once.
 *
 * @example splitList('Mao Zedong; Zhou Enlai') // ['Mao Zedong', 'Zhou Enlai']
 * @example splitList('China|Albania') // ['China', 'Albania']
 */
export function splitList(text: string): string[] {
  return [...new Set(text.split(/[;|]/).map((entry) => entry.trim()))];
}
