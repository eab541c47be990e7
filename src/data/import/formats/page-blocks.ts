import { Parser } from 'htmlparser2';
import { CollectionError } from '../../collections/fault.ts';

/** A stretch of a web page's text that a browser would set apart from its surroundings. */
export interface PageBlock {
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  /** Its white space made single spaces. Never empty. */
  readonly text: string;
  /** The link to a record's page that it is in; the same object for all blocks in one link. */
  readonly link?: RecordLink;
  /** The element that it is in. */
  readonly within: PageElement;
}

/** An element by the place that it has among the others. */
export interface PageElement {
  /** Absent for the page itself. */
  readonly parent?: PageElement;
  /** How many elements it is in. */
  readonly depth: number;
}

/** A link to the page of one record. */
export interface RecordLink {
  /** As the page has it. */
  readonly href: string;
}

/** Elements that flow within a line; every other begins and ends a block. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

/** Elements whose text is no part of what the page says. */
const UNREAD = new Set(
  'title script style noscript template svg nav footer button select option textarea iframe'.split(' '),
);

/** Elements that have no end tag, and so hold nothing. */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** The deepest nesting that is looked at; browsers stop at 512. */
const DEEPEST = 2048;

/** The longest text of a page, and the longest of one block, in UTF-16 units. */
const LONGEST_TEXT = 8_388_608;

/** The most blocks of a page. */
const MOST_BLOCKS = 50_000;

/** How long a tag may be: saved pages hold pictures in their attributes. */
const LONGEST_TAG = 8_388_608;

/**
 * The blocks of an HTML page in their order, each link to a record's page (`…/document/…`) one of its own.
 *
 * @throws {CollectionError} with the line, when the page is nested too deep or holds too much text
 */
export async function pageBlocks(file: string, pieces: AsyncIterable<string>): Promise<PageBlock[]> {
  const blocks: PageBlock[] = [];
  let line = 1;
  let blockLine = 1;
  let texts: string[] = [];
  let length = 0;
  let sinceEvent = 0;
  let within: PageElement = { depth: 0 };
  let unread = 0;
  let link: RecordLink | undefined;
  const fail = (problem: string): never => {
    throw new CollectionError([{ file, line, problem }]);
  };
  const endBlock = () => {
    const text = texts.join('').replace(/\s+/g, ' ').trim();
    if (text !== '') blocks.push({ line: blockLine, text, within, ...(link && { link }) });
    if (blocks.length > MOST_BLOCKS) fail(`has more than ${MOST_BLOCKS} paragraphs, expected a smaller page`);
    texts = [];
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      sinceEvent = 0;
      if (VOID.has(name)) {
        if (name === 'br') texts.push(' ');
        else if (!INLINE.has(name) && name !== 'img') endBlock();
        return;
      }
      if (within.depth >= DEEPEST) {
        fail(`is nested more than ${DEEPEST} deep, expected a saved page of results`);
      }
      if (!INLINE.has(name)) endBlock();
      if (UNREAD.has(name)) unread++;
      within = { parent: within, depth: within.depth + 1 };
      if (name === 'a' && attributes.href !== undefined && /\/document\/[^/?#]/.test(attributes.href)) {
        endBlock();
        link = { href: attributes.href };
      }
    },
    ontext(text) {
      sinceEvent = 0;
      if (unread > 0) return;
      if (texts.length === 0) {
        if (text.trim() === '') return;
        blockLine = line;
      }
      length += text.length;
      if (length > LONGEST_TEXT)
        fail(`has more than ${LONGEST_TEXT} characters of text, expected a smaller page`);
      texts.push(text);
    },
    oncomment() {
      sinceEvent = 0;
    },
    onclosetag(name) {
      sinceEvent = 0;
      if (VOID.has(name)) return;
      if (UNREAD.has(name)) unread--;
      if (!INLINE.has(name) || (name === 'a' && link)) endBlock();
      if (name === 'a') link = undefined;
      within = within.parent ?? within;
    },
  });
  for await (const piece of pieces) {
    for (const [index, part] of piece.split('\n').entries()) {
      if (index > 0) {
        parser.write('\n');
        line++;
      }
      parser.write(part);
      sinceEvent += part.length + 1;
      if (sinceEvent > LONGEST_TAG) fail(`is in a tag longer than ${LONGEST_TAG} characters`);
    }
  }
  parser.end();
  endBlock();
  return blocks;
}
