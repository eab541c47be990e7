import { readDateLine } from './listing/date-line.ts';
import type { PageBlock, PageElement } from './page-blocks.ts';

/** A block that is the title of a record, and the date next to it. */
export interface PageTitle {
  readonly block: PageBlock;
  readonly href: string;
  readonly date?: PageBlock;
  /** The smallest element with this title and one of its neighbours. Nothing outside it belongs to the record. */
  readonly list?: PageElement;
}

/**
 * The titles on a page: the first block of each link to a record that is not a date. A second link to the same record
 * ("Read more") has none.
 */
export function titlesIn(blocks: readonly PageBlock[]): PageTitle[] {
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

/** Whether a block is somewhere inside an element. */
export function isWithin({ within }: PageBlock, element: PageElement): boolean {
  let outer: PageElement | undefined = within;
  while (outer && outer.depth > element.depth) outer = outer.parent;
  return outer === element;
}

function innerOf(a: PageElement | undefined, b: PageElement | undefined): PageElement | undefined {
  return (a?.depth ?? -1) > (b?.depth ?? -1) ? a : b;
}

/** The smallest element that contains two blocks. */
function commonElement(a: PageBlock, b: PageBlock | undefined): PageElement | undefined {
  let [one, other]: (PageElement | undefined)[] = [a.within, b?.within];
  while (one && other && one !== other) {
    if (one.depth >= other.depth) one = one.parent;
    else other = other.parent;
  }
  return other && one;
}

function isDate(block: PageBlock | undefined): boolean {
  return block !== undefined && readDateLine(block.text) !== undefined;
}
