import { CollectionError } from '../collections/fault.ts';
import type { FieldMap } from './field-names.ts';
import { type Harvest, readOaiAddress } from './formats/oai/harvest.ts';
import { formatNamed, formatOf } from './formats/registry.ts';
import { openSource } from './source-file.ts';
import type { Finding } from './source-record.ts';

/** How sources are read. */
export interface Reading {
  /** The name of the sources' format; absent: guessed for each, by {@link formatOf}. */
  readonly format?: string;
  readonly map: FieldMap;
  readonly harvest: Harvest;
  /** Told how many bytes of a file were read, at each piece. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Reads a source as it comes: a file, or the address of an OAI-PMH repository.
 *
 * @throws {CollectionError} when it is not in the given or guessed format
 */
export async function* readSource(source: string, reading: Reading): AsyncGenerator<Finding> {
  const { format, map, harvest, onBytes } = reading;
  if (isAddress(source)) {
    if (format !== undefined && format !== 'oai') {
      const problem = `is an address, which can only be read as oai, not as ${format}: save its content as a file first`;
      throw new CollectionError([{ file: source, problem }]);
    }
    yield* readOaiAddress(source, harvest);
    return;
  }
  const opened = await openSource(source, onBytes);
  const { read } = format === undefined ? formatOf(source, opened.beginning) : formatNamed(format);
  yield* read(opened, map);
}

/** Whether a source is the address of a repository and not a file. */
export function isAddress(source: string): boolean {
  return /^https?:\/\//i.test(source);
}
