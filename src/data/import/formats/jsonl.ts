import { CollectionError } from '../../collections/fault.ts';
import { shortened } from '../../records/checked-fields.ts';
import { linesOf } from '../checked-text.ts';
import {
  columnsFor,
  type Field,
  type FieldMap,
  LIST_FIELDS,
  MOST_NAMED,
  notTaken,
  splitList,
} from '../field-names.ts';
import type { GivenRecord, Met, Problem } from '../source-record.ts';
import { withLink } from './csv.ts';

/**
 * The records of JSON Lines: lines of a `records.jsonl`, or any objects whose keys have the usual names, or those
 * of `map`. Texts may be numbers too, lists may be written in one text.
 *
 * @throws {CollectionError} at the first line that is not JSON: the file is broken then, or cut off
 */
export async function* readJsonLines(
  file: string,
  pieces: AsyncIterable<string>,
  map: FieldMap,
): AsyncGenerator<Met> {
  const unused = new Set<string>();
  for await (const { line, text } of linesOf(pieces)) {
    if (text.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      const reason = error instanceof Error ? shortened(error.message) : '';
      const problem = `is not JSON (${reason}), expected one JSON object {…} a line`;
      throw new CollectionError([{ file, line, problem }]);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      yield { kind: 'refused', line, problem: 'is no record, expected one JSON object {…} a line' };
      continue;
    }
    const given = givenIn(Object.entries(value), map, unused);
    yield 'problem' in given ? { kind: 'refused', line, ...given } : { kind: 'record', line, given };
  }
  if (unused.size > 0) yield { kind: 'doubt', line: 1, problem: notTaken('keys', [...unused]) };
}

type WithoutLine = Omit<Problem, 'line'>;

/** @param unused keys that no field was found for, added to while they are few */
function givenIn(
  entries: readonly [string, unknown][],
  map: FieldMap,
  unused: Set<string>,
): GivenRecord | WithoutLine {
  const keys = entries.map(([key]) => key);
  // Objects leave out what is empty, also what the user named; only a column is there or not for all.
  const present = new Map(
    [...map].map(([field, names]) => [field, names.filter((name) => keys.includes(name))] as const),
  );
  const sorted = columnsFor(keys, new Map([...present].filter(([, names]) => names.length > 0)));
  if ('problem' in sorted) return { field: sorted.field, problem: sorted.problem.replace('column', 'key') };
  for (const key of sorted.unused) if (unused.size < MOST_NAMED) unused.add(key);
  const given: Partial<Record<Field, string | string[]>> = {};
  for (const [field, indexes] of sorted.columns) {
    const values = indexes.map((index) => entries[index]?.[1]).filter((value) => value !== null);
    const texts = values.flatMap((value) => (LIST_FIELDS.has(field) ? listIn(value) : [textIn(value)]));
    if (!texts.every((text) => text !== undefined)) {
      return {
        field,
        problem: `is not ${LIST_FIELDS.has(field) ? 'a list of texts, expected ["…"]' : 'a text, expected "…"'}`,
      };
    }
    if (LIST_FIELDS.has(field)) given[field] = texts;
    else if (texts[0] !== undefined) given[field] = texts[0];
  }
  return withLink(given as GivenRecord);
}

function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

function listIn(value: unknown): (string | undefined)[] {
  if (typeof value === 'string') return splitList(value);
  return Array.isArray(value) ? value.map(textIn) : [undefined];
}
