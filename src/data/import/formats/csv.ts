import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { CollectionError, type Fault } from '../../collections/fault.ts';
import { checkedText, LONGEST_LINE } from '../checked-text.ts';
import {
  type Columns,
  columnsFor,
  type Field,
  type FieldMap,
  LIST_FIELDS,
  splitList,
  unusedNames,
} from '../field-names.ts';
import type { SourceFile } from '../source-file.ts';
import { withLink } from '../source-id.ts';
import type { Finding, SourceFields } from '../source-record.ts';
import type { Format } from './format.ts';

/** CSV (RFC 4180), separated by commas, semicolons or tabs. */
export const csv: Format = {
  name: 'csv',
  endings: ['.csv', '.tsv'],
  sniff(beginning) {
    const header = /^.*/.exec(beginning)?.[0] ?? '';
    return /[,;\t]/.test(header) && /\btitle\b/i.test(header);
  },
  read: readCsv,
};

/** A row as the parser gives it. */
interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number; readonly empty_lines: number };
}

/**
 * The records of a CSV file, a row each. The header says which column fills which field, by one of the usual names
 * or those of the map.
 *
 * @throws {CollectionError} with the line, when the header has no title or a name twice, or a quote is out of place
 */
async function* readCsv(source: SourceFile, map: FieldMap): AsyncGenerator<Finding> {
  const { file } = source;
  let header: Columns | undefined;
  let width = 0;
  for await (const { line, row } of rowsOf(source)) {
    if (!header) {
      const found = columnsFor(row, map, { file, line }, 'column');
      if ('problem' in found) throw new CollectionError([found]);
      header = found;
      width = row.length;
      if (found.unused.length > 0)
        yield { kind: 'doubt', fault: { file, line, problem: unusedNames('column', found.unused) } };
    } else if (row.length !== width) {
      const problem = `has ${row.length} columns, expected ${width} as in the header`;
      yield { kind: 'refused', fault: { file, line, problem } };
    } else {
      yield { kind: 'record', record: { line, fields: fieldsIn(row, header) } };
    }
  }
}

/** The rows of a CSV file with the lines on which they begin. */
async function* rowsOf(source: SourceFile): AsyncGenerator<{ line: number; row: readonly string[] }> {
  const { file, beginning, bytes } = source;
  const parser = parse({
    delimiter: delimiterOf(beginning),
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LONGEST_LINE,
  });
  // An error in the source is thrown by the parser, where we read.
  pipeline(Readable.from(checkedText(file, bytes, LONGEST_LINE)), parser, () => {});
  let line = 1;
  let emptyLines = 0;
  try {
    for await (const { record: row, info } of parser as AsyncIterable<Row>) {
      line += info.empty_lines - emptyLines;
      yield { line, row };
      line = info.lines + 1;
      emptyLines = info.empty_lines;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CollectionError([faultOf(error, file, line)]);
  }
}

/** @param line where the row begins that could not be read */
function faultOf(error: CsvError, file: string, line: number): Fault {
  const isOpen = error.code === 'CSV_MAX_RECORD_SIZE' || error.code === 'CSV_QUOTE_NOT_CLOSED';
  if (isOpen) {
    const problem = 'begins a row with a quote that is not closed, expected CSV as in RFC 4180';
    return { file, line, problem };
  }
  const problem =
    'has a quote in the middle of a field, expected CSV as in RFC 4180: "…" around the field, "" for a quote in it';
  return { file, line: typeof error.lines === 'number' ? error.lines : line, problem };
}

/** What separates the columns: whichever of the three stands most often in the header. */
function delimiterOf(beginning: string): string {
  const header = (/^\s*(.*)/.exec(beginning)?.[1] ?? '').replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function fieldsIn(row: readonly string[], { columns }: Columns): SourceFields {
  const fields: Partial<Record<Field, string | string[]>> = {};
  for (const [field, indexes] of columns) {
    const texts = indexes.map((index) => row[index] ?? '');
    fields[field] = LIST_FIELDS.has(field)
      ? [...new Set(texts.flatMap(splitList))]
      : (texts.find((text) => text.trim() !== '') ?? '');
  }
  return withLink(fields as SourceFields);
}
