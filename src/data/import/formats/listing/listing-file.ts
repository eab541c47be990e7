import { CollectionError } from '../../../collections/fault.ts';
import { wholeText } from '../../checked-text.ts';
import type { Met } from '../../source-record.ts';
import { type Listing, ListingError, readListing } from './listing.ts';
import { WILSON_CENTER } from './wilson-center.ts';

/** The longest text of a listing, in UTF-16 units; a page of the archive has about 4,000. */
const LONGEST = 8_388_608;

/** The most lines of a listing, the pages of a whole archive after one another. */
const MOST_LINES = 100_000;

/** How many faults of a listing are told: more say nothing new. */
const MOST_FAULTS = 1000;

/**
 * The records of a listing, as {@link readListing} has them.
 *
 * @throws {CollectionError} with all that is wrong with it
 */
export async function* readListingFile(file: string, pieces: AsyncIterable<string>): AsyncGenerator<Met> {
  yield { kind: 'archive', name: WILSON_CENTER.name };
  const text = await wholeText(file, pieces, LONGEST);
  const listing = readListingText(file, text, (line) => line);
  for (const { line, cutOff, ...given } of listing.records) {
    yield { kind: 'record', line, given, ...(cutOff && { cutOff }) };
  }
  for (const problem of listing.leftOut) yield { kind: 'refused', ...problem };
  for (const problem of listing.doubts) yield { kind: 'doubt', ...problem };
}

/**
 * What {@link readListing} makes of a text, its problems told as faults of a file.
 *
 * @param lineIn the line of the file for a line of the text, both counted from 1
 * @throws {CollectionError} with all that is wrong with it, or when it has too many lines
 */
export function readListingText(file: string, text: string, lineIn: (line: number) => number): Listing {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  if (lines > MOST_LINES) {
    const problem = `has more than ${MOST_LINES} lines, expected a smaller file: split it`;
    throw new CollectionError([{ file, problem }]);
  }
  try {
    return readListing(text);
  } catch (error) {
    if (!(error instanceof ListingError)) throw error;
    const told = error.problems.slice(0, MOST_FAULTS);
    throw new CollectionError(told.map(({ line, problem }) => ({ file, line: lineIn(line), problem })));
  }
}
