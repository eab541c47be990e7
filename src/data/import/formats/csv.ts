import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { CollectionError } from '../../collections/fault.ts';
import { LONGEST_LINE } from '../checked-text.ts';
import { columnsFor, type Field, type FieldMap, LIST_FIELDS, notTaken, splitList } from '../field-names.ts';
import { peeked } from '../look-ahead.ts';
import type { GivenRecord, Met } from '../source-record.ts';

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly empty_lines: number };
}

/**
 * The records of a CSV file (RFC 4180; comma, semicolon or tab, as its header has it), read as it comes. The
 * header says which column is for which field, in one of the usual names or in those of `map`.
 *
 * @throws {CollectionError} with the line, when the header has no title or a name twice, or quotes do not match
 */
export async function* readCsv(
  file: string,
  pieces: AsyncIterable<string>,
  map: FieldMap,
): AsyncGenerator<Met> {
  const { first = '', all } = await peeked(pieces);
  const parser = parse({
    delimiter: delimiterOf(first),
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LONGEST_LINE,
  });
  // What goes wrong in the source comes out of the parser, which is where it is read.
  pipeline(Readable.from(all), parser, () => {});
  let columns: ReadonlyMap<Field, readonly number[]> | undefined;
  let width = 0;
  let line = 1;
  let emptyLines = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Row>) {
      line += info.empty_lines - emptyLines;
      if (columns === undefined) {
        const sorted = columnsFor(record, map);
        if ('problem' in sorted) throw new CollectionError([{ file, line, ...sorted }]);
        ({ columns } = sorted);
        width = record.length;
        if (sorted.unused.length > 0) {
          yield { kind: 'doubt', line, problem: notTaken('columns', sorted.unused) };
        }
      } else if (record.length !== width) {
        const problem = `has ${record.length} columns, expected ${width} as in the header`;
        yield { kind: 'refused', line, problem };
      } else {
        yield { kind: 'record', line, given: givenIn(record, columns) };
      }
      line = info.lines + 1;
      emptyLines = info.empty_lines;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CollectionError([{ file, ...faultOf(error, line) }]);
  }
}

/** @param line where the row begins that could not be read */
function faultOf(error: CsvError, line: number): { line: number; problem: string } {
  const isOpen = error.code === 'CSV_MAX_RECORD_SIZE' || error.code === 'CSV_QUOTE_NOT_CLOSED';
  if (isOpen)
    return { line, problem: 'begins a row with a quote that is not closed, expected CSV as in RFC 4180' };
  const at = typeof error.lines === 'number' ? error.lines : line;
  return {
    line: at,
    problem:
      'has a quote in the middle of a field, expected CSV as in RFC 4180: "…" around the field, "" for a quote in it',
  };
}

/** What separates the columns: whichever of the three stands most often in the header. */
function delimiterOf(beginning: string): string {
  const header = (/^\s*(.*)/.exec(beginning.slice(0, 10_000))?.[1] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function givenIn(row: readonly string[], columns: ReadonlyMap<Field, readonly number[]>): GivenRecord {
  const given: Partial<Record<Field, string | string[]>> = {};
  for (const [field, indexes] of columns) {
    const texts = indexes.map((index) => row[index] ?? '');
    given[field] = LIST_FIELDS.has(field)
      ? [...new Set(texts.flatMap(splitList))]
      : (texts.find(isFilled) ?? '');
  }
  return withLink(given as GivenRecord);
}

function isFilled(text: string): boolean {
  return text.trim() !== '';
}

/** Many sources have a link for an identifier: it is the link then, if there is no other. */
export function withLink(given: GivenRecord): GivenRecord {
  const isLink = /^https?:\/\//i.test(given.identifier?.trim() ?? '');
  return isLink && !isFilled(given.url ?? '') && given.identifier
    ? { ...given, url: given.identifier }
    : given;
}
