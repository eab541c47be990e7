import { extname } from 'node:path';
import { csl } from './csl.ts';
import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { html } from './html.ts';
import { jsonl } from './jsonl.ts';
import { listing } from './listing/listing-file.ts';
import { oai } from './oai/oai-file.ts';

/** The formats that an import reads, in the order in which they are asked whether a text is theirs. */
const FORMATS: readonly Format[] = [csl, jsonl, html, oai, csv, listing];

/** The names of the formats, as `--format` has them. */
export const FORMAT_NAMES = FORMATS.map(({ name }) => name);

/** Which ending means which format, for the help: `.csv and .tsv: csv`. */
export const ENDINGS_HELP = FORMATS.filter(({ endings }) => endings.length > 0)
  .map(({ name, endings }) => `${endings.join(' and ')}: ${name}`)
  .join('; ');

/** The format with a name. @throws {RangeError} for a name that no format has */
export function formatNamed(name: string): Format {
  const format = FORMATS.find((candidate) => candidate.name === name);
  if (!format) throw new RangeError(`"${name}" is not a format, expected one of ${FORMAT_NAMES.join(', ')}`);
  return format;
}

/**
 * The format of a file: by its ending or, if no format has that ending, by how the file begins.
 *
 * @example formatOf('letters.tsv', '').name // 'csv'
 */
export function formatOf(file: string, beginning: string): Format {
  const ending = extname(file).toLowerCase();
  const text = beginning.replace(/^\uFEFF/, '').trimStart();
  return (
    FORMATS.find(({ endings }) => endings.includes(ending)) ??
    FORMATS.find(({ sniff }) => sniff(text)) ??
    listing
  );
}
