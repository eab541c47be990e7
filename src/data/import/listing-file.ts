import { CollectionError } from '../collection-fault.ts';
import { wholeText } from './checked-text.ts';
import type { Met } from './given-record.ts';
import { type Listing, ListingError, readListing } from './listing.ts';
import { WILSON_CENTER } from './wilson-center.ts';

/** The longest text of a listing, in UTF-16 units; a page of the archive has about 4,000. */
const LONGEST = 8_388_608;

/**
 * The records of a listing, as {@link readListing} has them.
 *
 * @throws {CollectionError} with all that is wrong with it
 */
export async function* readListingFile(file: string, pieces: AsyncIterable<string>): AsyncGenerator<Met> {
  yield { kind: 'archive', name: WILSON_CENTER.name };
  const text = await wholeText(file, pieces, LONGEST);
  let listing: Listing;
  try {
    listing = readListing(text);
  } catch (error) {
    if (!(error instanceof ListingError)) throw error;
    throw new CollectionError(error.problems.map((problem) => ({ file, ...problem })));
  }
  for (const { line, cutOff, ...given } of listing.records) {
    yield { kind: 'record', line, given, ...(cutOff && { cutOff }) };
  }
  for (const problem of listing.leftOut) yield { kind: 'refused', ...problem };
  for (const problem of listing.doubts) yield { kind: 'doubt', ...problem };
}
