import { CollectionError } from '../../collections/fault.ts';
import { isWebAddress } from '../../records/checked-fields.ts';
import type { Met } from '../source-record.ts';
import { readDateLine } from './listing/date-line.ts';
import { readListingText } from './listing/listing-file.ts';
import { WILSON_CENTER } from './listing/wilson-center.ts';
import { type PageBlock, type PageElement, pageBlocks } from './page-blocks.ts';

/** A block that is the title of a record, and the date beside it. */
interface Title {
  readonly block: PageBlock;
  readonly href: string;
  readonly date?: PageBlock;
  /** The smallest element with this title and one of its neighbours: what is outside is none of its record. */
  readonly list?: PageElement;
}

/**
 * The records of a page of the Wilson Center's archive as a browser saves it (search, collection, place, person):
 * each a link to `/document/…`, its date before or after it, perhaps an abstract. The page is brought into the form
 * of a copied listing, so that {@link readListingText} finds where the records end and what the page counts.
 *
 * @throws {CollectionError} when the page has no such link, or as {@link readListingText} does
 */
export async function* readHtml(file: string, pieces: AsyncIterable<string>): AsyncGenerator<Met> {
  yield { kind: 'archive', name: WILSON_CENTER.name };
  const blocks = await pageBlocks(file, pieces);
  const titles = titlesIn(blocks);
  if (titles.length === 0) {
    const problem = 'has no link to a record (/document/…), expected a saved page of search results';
    throw new CollectionError([{ file, line: 1, problem }]);
  }
  const { text, lines, titleAt } = asListing(blocks, titles);
  const lineIn = (line: number) => lines[line - 1] ?? 1;
  const listing = readListingText(file, text, lineIn);
  for (const { line, date, abstract } of listing.records) {
    const title = titleAt.get(line);
    if (!title) {
      yield {
        kind: 'doubt',
        line: lineIn(line),
        problem: 'has a date that is beside no link to a record; it is not taken',
      };
      continue;
    }
    const url = new URL(title.href, WILSON_CENTER.homePage);
    url.hash = '';
    url.search = '';
    const given = {
      title: title.block.text,
      ...(date !== undefined && { date }),
      ...(abstract !== undefined && { abstract }),
      ...(isWebAddress(url.href) && { url: url.href }),
    };
    yield { kind: 'record', line: title.block.line, given };
  }
  for (const { line, problem } of listing.leftOut) yield { kind: 'refused', line: lineIn(line), problem };
  for (const { line, problem } of listing.doubts) yield { kind: 'doubt', line: lineIn(line), problem };
}

/** Every link's first block that is no date; a second link to the same record ("Read more") is none. */
function titlesIn(blocks: readonly PageBlock[]): Title[] {
  const found: { index: number; block: PageBlock; href: string }[] = [];
  for (const [index, block] of blocks.entries()) {
    if (!block.link || isDate(block)) continue;
    const { href } = block.link;
    if (found.at(-1)?.href !== href) found.push({ index, block, href });
  }
  const before = found.map(({ index }) => blocks[index - 1]);
  const after = found.map(({ index }) => blocks[index + 1]);
  const dates = before.filter(isDate).length >= after.filter(isDate).length ? before : after;
  return found.map(({ block, href }, at) => {
    const date = dates[at];
    const list = innerOf(
      commonElement(block, found[at - 1]?.block),
      commonElement(block, found[at + 1]?.block),
    );
    return { block, href, ...(date && isDate(date) && { date }), ...(list && { list }) };
  });
}

function innerOf(a: PageElement | undefined, b: PageElement | undefined): PageElement | undefined {
  return (a?.depth ?? -1) > (b?.depth ?? -1) ? a : b;
}

/** The smallest element that two blocks are in. */
function commonElement(a: PageBlock, b: PageBlock | undefined): PageElement | undefined {
  let [one, other]: (PageElement | undefined)[] = [a.within, b?.within];
  while (one && other && one !== other) {
    if (one.depth >= other.depth) one = one.parent;
    else other = other.parent;
  }
  return other && one;
}

function isWithin({ within }: PageBlock, element: PageElement): boolean {
  let outer: PageElement | undefined = within;
  while (outer && outer.depth > element.depth) outer = outer.parent;
  return outer === element;
}

function isDate(block: PageBlock | undefined): boolean {
  return block !== undefined && readDateLine(block.text) !== undefined;
}

/** The text of a copied listing with the blocks of a page, each set off by a blank line. */
function asListing(
  blocks: readonly PageBlock[],
  titles: readonly Title[],
): {
  readonly text: string;
  /** For each line of the text, the line of the page. */
  readonly lines: readonly number[];
  /** The titles by the line of the text that their date is on. */
  readonly titleAt: ReadonlyMap<number, Title>;
} {
  const titleOf = new Map(titles.map((title) => [title.block, title]));
  const dates = new Set(titles.map(({ date }) => date));
  const hrefs = new Map<string, PageBlock['link']>();
  const texts: string[] = [];
  const lines: number[] = [];
  const titleAt = new Map<number, Title>();
  const add = (text: string, line: number) => {
    texts.push(text, '');
    lines.push(line, line);
  };
  let current: Title | undefined;
  for (const block of blocks) {
    if (dates.has(block)) continue;
    const title = titleOf.get(block);
    if (current?.list && !title && !isWithin(block, current.list)) continue;
    if (title) {
      current = title;
      titleAt.set(texts.length + 1, title);
      hrefs.set(title.href, block.link);
      add(title.date?.text ?? 'Date unknown', title.date?.line ?? block.line);
    } else if (block.link && hrefs.get(block.link.href) !== block.link) continue;
    add(block.text, block.line);
  }
  // A saved page is whole, so that its last record is not one that breaks off.
  add('Next page', 0);
  return { text: texts.join('\n'), lines, titleAt };
}
