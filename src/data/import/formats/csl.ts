import { CollectionError, type Fault, type Place } from '../../collections/fault.ts';
import { readCslDate } from '../../dates/csl-date.ts';
import { jsonProblem } from '../../records/checked-fields.ts';
import { checkedText } from '../checked-text.ts';
import { splitList } from '../field-names.ts';
import { languageName } from '../language-name.ts';
import type { SourceFile } from '../source-file.ts';
import type { Finding, SourceFields } from '../source-record.ts';
import type { Format } from './format.ts';
import { arrayElements } from './json-array.ts';

/** CSL-JSON, the format of reference managers (Citation Style Language, schema 1.0.2). */
export const csl: Format = {
  name: 'csl',
  endings: [],
  sniff: (beginning) => beginning.startsWith('['),
  read: readCsl,
};

/** An item of CSL-JSON before any check: any variables, with any values. */
export type CslItem = Readonly<Record<string, unknown>>;

/** The variables of CSL 1.0.2 that hold names. All of them give a record's people. */
const NAME_VARIABLES = [
  ...['author', 'recipient', 'editor', 'translator', 'contributor', 'interviewer', 'director', 'composer'],
  ...['collection-editor', 'container-author', 'original-author', 'reviewed-author', 'illustrator', 'guest'],
];

/**
 * The records of CSL-JSON, as Zotero exports it and as {@link cslItem} writes it: one array of items.
 *
 * @throws {CollectionError} with the line, for a file that is not JSON, or not such an array
 */
async function* readCsl({ file, bytes }: SourceFile): AsyncGenerator<Finding> {
  const archives = new Set<string>();
  for await (const { line, text } of arrayElements(file, checkedText(file, bytes))) {
    const place = { file, line };
    const item = parsedItem(text, place);
    const read = readCslItem(item, place);
    if ('problem' in read) yield { kind: 'refused', fault: read };
    else yield { kind: 'record', record: { line, fields: read.fields } };
    if (typeof item.archive === 'string' && item.archive.trim() !== '' && archives.size < 2)
      archives.add(item.archive);
  }
  const [name, second] = archives;
  if (name !== undefined && second === undefined) yield { kind: 'archive', name };
}

function parsedItem(text: string, place: Place): CslItem {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = `begins a record that is not JSON (${jsonProblem(error)}), expected an item of CSL-JSON {…}`;
    throw new CollectionError([{ ...place, problem }]);
  }
}

/**
 * What an item says of a record.
 *
 * @param place where the item stands, for the fault
 * @returns a fault for a variable that cannot be understood
 */
export function readCslItem(item: CslItem, place: Place): { readonly fields: SourceFields } | Fault {
  for (const variable of ['title', 'abstract', 'URL', 'language', 'keyword']) {
    const value = item[variable];
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return { ...place, field: variable, problem: 'is not a text, expected "…"' };
    }
  }
  const date = readCslDate(item.issued);
  if ('problem' in date) return { ...place, field: 'issued', problem: date.problem };
  const own = customOf(item);
  const language = textOf(item.language);
  const fields = {
    ...(typeof item.id === 'string' || typeof item.id === 'number' ? { identifier: String(item.id) } : {}),
    ...present('date', textOf(own.date) ?? date.text),
    ...present('dateText', textOf(own.dateText)),
    ...present('title', textOf(item.title)),
    ...present('abstract', textOf(item.abstract)),
    ...present('url', textOf(item.URL)),
    people: listOf(own.people) ?? [...new Set(NAME_VARIABLES.flatMap((variable) => namesIn(item[variable])))],
    places: listOf(own.places) ?? [textOf(item['event-place']) ?? ''],
    topics: listOf(own.topics) ?? keywords(textOf(item.keyword) ?? ''),
    languages: listOf(own.languages) ?? (language === undefined ? [] : splitList(language).map(languageName)),
    ...present('rights', textOf(own.rights)),
  };
  return { fields };
}

/** What CSL has no variable for. Its schema allows anything in `custom`. */
function customOf({ custom }: CslItem): CslItem {
  return typeof custom === 'object' && custom !== null && !Array.isArray(custom) ? (custom as CslItem) : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : undefined;
}

function present(field: string, text: string | undefined): Record<string, string> {
  return text === undefined ? {} : { [field]: text };
}

/** `a; b`, or `a, b` as Better BibTeX writes it. */
function keywords(text: string): string[] {
  return (text.includes(';') ? text.split(';') : text.split(',')).map((word) => word.trim());
}

function namesIn(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((name) => (typeof name === 'object' && name !== null ? [nameIn(name)] : []));
}

/** `Charles de Gaulle` from family, given and particles, or the literal name of an organization. */
function nameIn(name: CslItem): string {
  const literal = textOf(name.literal);
  if (literal !== undefined) return literal;
  const parts = ['given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix'];
  return parts
    .map((part) => textOf(name[part])?.trim() ?? '')
    .filter((part) => part !== '')
    .join(' ');
}
