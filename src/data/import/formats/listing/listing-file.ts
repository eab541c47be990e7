import { CollectionError } from '../../../collections/fault.ts';
import { checkedText, LONGEST_LINE, wholeText } from '../../checked-text.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Finding } from '../../source-record.ts';
import type { Format } from '../format.ts';
import { readListing } from './listing.ts';
import { WILSON_CENTER } from './wilson-center.ts';

/** A page of the Wilson Center Digital Archive as text. Any text may be one, so this format is asked last. */
export const listing: Format = {
  name: 'listing',
  endings: ['.txt'],
  sniff: () => true,
  read: readListingFile,
};

/** The longest text of a listing, in UTF-16 units; a page of the archive has about 4,000. */
const LONGEST = 8_388_608;

/** The most lines of a listing: those of a whole archive's pages, one after another, are fewer. */
const MOST_LINES = 100_000;

/**
 * The records of a listing, as {@link readListing} finds them.
 *
 * @throws {CollectionError} with all that is wrong with it
 */
async function* readListingFile({ file, bytes }: SourceFile): AsyncGenerator<Finding> {
  yield { kind: 'archive', name: WILSON_CENTER.name };
  const text = await wholeText(file, checkedText(file, bytes, LONGEST_LINE), LONGEST);
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  if (lines > MOST_LINES) {
    const problem = `has more than ${MOST_LINES} lines, expected a smaller file: split it`;
    throw new CollectionError([{ file, problem }]);
  }
  const { records, refused, doubts } = readListing(file, text);
  for (const record of records) yield { kind: 'record', record };
  for (const fault of refused) yield { kind: 'refused', fault };
  for (const fault of doubts) yield { kind: 'doubt', fault };
}
