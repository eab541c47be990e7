import type { GivenRecord } from './source-record.ts';

/** A field that an import can fill. */
export type Field = keyof GivenRecord;

/** Which columns (or keys) of a file are for a field, as its user says: `--map title=Titel`. */
export type FieldMap = ReadonlyMap<Field, readonly string[]>;

/** The fields that hold several entries. */
export const LIST_FIELDS: ReadonlySet<Field> = new Set(['people', 'places', 'topics', 'languages']);

/**
 * What columns are usually called, the likelier first; where several are there, a text is taken of the first and
 * a list of all. From Dublin Core, the exports of Zotero and Omeka, and common sense.
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

/** The fields, in the words of the command line. */
export const FIELDS = Object.keys(USUAL_NAMES) as readonly Field[];

/** A file's columns sorted to fields, or the name that is missing or doubled. */
export type Columns =
  | { readonly columns: ReadonlyMap<Field, readonly number[]>; readonly unused: readonly string[] }
  | { readonly field: string; readonly problem: string };

/** Which columns of a header are for which field: those that the user named, else the usual ones. */
export function columnsFor(header: readonly string[], map: FieldMap): Columns {
  const plain = header.map(plainName);
  const first = new Map<string, number>();
  for (const [index, name] of plain.entries()) if (!first.has(name)) first.set(name, index);
  const doubled = plain.findIndex((name, index) => name !== '' && first.get(name) !== index);
  const columns = new Map<Field, readonly number[]>();
  for (const [field, names] of map) {
    const indexes = names.map((name) => plain.indexOf(plainName(name)));
    const missing = names[indexes.indexOf(-1)];
    if (missing !== undefined)
      return { field: missing, problem: `is not there, expected one of ${listed(header)}` };
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
  if (doubled >= 0) {
    const columnNumber = plain.indexOf(plain[doubled] ?? '') + 1;
    return {
      field: header[doubled]?.trim() ?? '',
      problem: `is the name of columns ${columnNumber} and ${doubled + 1}, expected each name once`,
    };
  }
  if (!columns.has('title')) {
    return {
      field: 'title',
      problem: `has no column among ${listed(header)}, expected one named title, or --map title=…`,
    };
  }
  return { columns, unused: header.filter((name, index) => name.trim() !== '' && !taken.has(index)) };
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

/** The doubt about columns or keys that no field was found for. */
export function notTaken(kind: 'columns' | 'keys', names: readonly string[]): string {
  return `has ${kind} that are not taken: ${listed(names)}; --map says what they are for`;
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

/** A list written in one text: `Mao Zedong; Zhou Enlai` or `China|Albania`. */
export function splitList(text: string): string[] {
  return [...new Set(text.split(/[;|]/).map((entry) => entry.trim()))];
}
