import { CollectionError, type Fault, type Place } from '../../collections/fault.ts';
import { jsonProblem } from '../../records/checked-fields.ts';
import { checkedText, LONGEST_LINE, linesOf } from '../checked-text.ts';
import {
  columnsFor,
  type Field,
  type FieldMap,
  LIST_FIELDS,
  MOST_NAMED,
  splitList,
  unusedNames,
} from '../field-names.ts';
import type { SourceFile } from '../source-file.ts';
import { withLink } from '../source-id.ts';
import type { Finding, SourceFields } from '../source-record.ts';
import type { Format } from './format.ts';

/** JSON Lines: one JSON object a line, as in a `records.jsonl`. */
export const jsonl: Format = {
  name: 'jsonl',
  endings: ['.jsonl', '.ndjson'],
  sniff: (beginning) => beginning.startsWith('{'),
  read: readJsonLines,
};

/**
 * The records of JSON Lines: objects whose keys have the usual names or those of the map. A text may be a number
 * too, and a list may be written in one text.
 *
 * @throws {CollectionError} at the first line that is not JSON, because the file is then broken or cut off
 */
async function* readJsonLines({ file, bytes }: SourceFile, map: FieldMap): AsyncGenerator<Finding> {
  const unused = new Set<string>();
  for await (const { line, text } of linesOf(checkedText(file, bytes, LONGEST_LINE))) {
    if (text.trim() === '') continue;
    const place = { file, line };
    const value = parsed(text, place);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      const problem = 'is not a record, expected one JSON object {…} a line';
      yield { kind: 'refused', fault: { ...place, problem } };
      continue;
    }
    const fields = fieldsIn(Object.entries(value), map, place, unused);
    yield 'problem' in fields
      ? { kind: 'refused', fault: fields }
      : { kind: 'record', record: { line, fields } };
  }
  if (unused.size > 0)
    yield { kind: 'doubt', fault: { file, line: 1, problem: unusedNames('key', [...unused]) } };
}

function parsed(text: string, place: Place): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const problem = `is not JSON (${jsonProblem(error)}), expected one JSON object {…} a line`;
    throw new CollectionError([{ ...place, problem }]);
  }
}

/** @param unused keys that fill no field, added to while they are few */
function fieldsIn(
  entries: readonly [string, unknown][],
  map: FieldMap,
  place: Place,
  unused: Set<string>,
): SourceFields | Fault {
  const keys = entries.map(([key]) => key);
  // An object leaves out what is empty, so a key of the map need not be in every line.
  const present = [...map]
    .map(([field, names]) => [field, names.filter((name) => keys.includes(name))] as const)
    .filter(([, names]) => names.length > 0);
  const found = columnsFor(keys, new Map(present), place, 'key');
  if ('problem' in found) return found;
  for (const key of found.unused) if (unused.size < MOST_NAMED) unused.add(key);
  const fields: Partial<Record<Field, string | string[]>> = {};
  for (const [field, indexes] of found.columns) {
    const values = indexes.map((index) => entries[index]?.[1]).filter((value) => value !== null);
    const texts = values.flatMap((value) => (LIST_FIELDS.has(field) ? listIn(value) : [textIn(value)]));
    if (!texts.every((text) => text !== undefined)) {
      const kind = LIST_FIELDS.has(field) ? 'a list of texts, expected ["…"]' : 'a text, expected "…"';
      return { ...place, field, problem: `is not ${kind}` };
    }
    if (LIST_FIELDS.has(field)) fields[field] = texts;
    else if (texts[0] !== undefined) fields[field] = texts[0];
  }
  return withLink(fields as SourceFields);
}

function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

function listIn(value: unknown): (string | undefined)[] {
  if (typeof value === 'string') return splitList(value);
  return Array.isArray(value) ? value.map(textIn) : [undefined];
}
