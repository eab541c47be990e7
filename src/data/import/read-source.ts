import { createReadStream } from 'node:fs';
import { CollectionError } from '../collections/fault.ts';
import { checkedText, LONGEST_LINE } from './checked-text.ts';
import type { FieldMap } from './field-names.ts';
import { type Format, formatOf, isAddress } from './format.ts';
import { readCsl } from './formats/csl.ts';
import { readCsv } from './formats/csv.ts';
import { readHtml } from './formats/html.ts';
import { readJsonLines } from './formats/jsonl.ts';
import { readListingFile } from './formats/listing/listing-file.ts';
import { deletedRecords, type Harvest, readOaiAddress } from './formats/oai/harvest.ts';
import { readOaiResponse } from './formats/oai/response.ts';
import { peeked } from './look-ahead.ts';
import type { Met } from './source-record.ts';

/** How sources are read. */
export interface Reading {
  /** What the sources are; absent: each is guessed, as {@link formatOf} has it. */
  readonly format?: Format;
  readonly map: FieldMap;
  readonly harvest: Harvest;
  /** Told how many bytes of a file were read. */
  readonly onBytes?: (bytes: number) => void;
}

/** The formats that are read line by line. The others bound their records, texts and tags instead. */
const HAS_LINES: ReadonlySet<Format> = new Set(['listing', 'csv', 'jsonl']);

/**
 * What a source holds, a file or the address of an OAI-PMH repository, read as it comes.
 *
 * @throws {CollectionError} when it cannot be read as what it is said or seems to be
 */
export async function* readSource(source: string, reading: Reading): AsyncGenerator<Met> {
  if (isAddress(source)) {
    if (reading.format !== undefined && reading.format !== 'oai') {
      const problem = `is an address, which is read as oai, not ${reading.format}: save what is there as a file first`;
      throw new CollectionError([{ file: source, problem }]);
    }
    yield* readOaiAddress(source, reading.harvest);
    return;
  }
  const { first, all } = await peeked(bytesOf(source, reading.onBytes));
  const format = reading.format ?? formatOf(source, new TextDecoder().decode(first?.subarray(0, 4096)));
  const text = checkedText(source, all, HAS_LINES.has(format) ? LONGEST_LINE : undefined);
  switch (format) {
    case 'listing':
      return yield* readListingFile(source, text);
    case 'csv':
      return yield* readCsv(source, text, reading.map);
    case 'jsonl':
      return yield* readJsonLines(source, text, reading.map);
    case 'csl':
      return yield* readCsl(source, text);
    case 'html':
      return yield* readHtml(source, text);
    case 'oai':
      return yield* readOaiFile(source, text);
  }
}

async function* bytesOf(file: string, onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
      onBytes?.(piece.length);
      yield piece;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const missing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    const problem = missing
      ? 'is missing, expected a file or an http:// or https:// address'
      : `cannot be read (${error.code}), expected a readable file`;
    throw new CollectionError([{ file, problem }]);
  }
}

async function* readOaiFile(file: string, text: AsyncIterable<string>): AsyncGenerator<Met> {
  const { deleted, error, resumptionToken } = yield* readOaiResponse(file, text);
  if (error) {
    const problem = `holds the error "${error.code}: ${error.message.slice(0, 120)}", expected a list of records`;
    throw new CollectionError([{ file, line: error.line, problem }]);
  }
  if (deleted > 0) yield deletedRecords(deleted);
  if (resumptionToken !== undefined) {
    const problem =
      'is not the whole list: it ends with a resumption token, so further responses belong to it';
    yield { kind: 'doubt', problem };
  }
}
