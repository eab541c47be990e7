import { Parser } from 'htmlparser2';
import { CollectionError } from '../../collections/fault.ts';

/** A part of a web page's text that a browser would show as a paragraph of its own. */
export interface PageBlock {
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  /** With single spaces for white space. Never empty. */
  readonly text: string;
  /** The link to a record's page that the block is in; the same object for all blocks in one link. */
  readonly link?: RecordLink;
  /** The element that the block is in. */
  readonly within: PageElement;
}

/** An element, by its place in the page. */
export interface PageElement {
  /** Absent for the page itself. */
  readonly parent?: PageElement;
  /** How many elements it is in. */
  readonly depth: number;
}

/** A link to the page of one record. */
interface RecordLink {
  /** As the page has it. */
  readonly href: string;
}

/** Elements that flow within a line. Every other element begins and ends a block. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

/** Elements whose text is not part of the page's content. */
const UNREAD = new Set(
  'title script style noscript template svg nav footer button select option textarea iframe'.split(' '),
);

/** Elements that have no end tag. */
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** The deepest nesting that is read. Browsers stop at 512. */
const DEEPEST = 2048;

/** The longest text of a page, and the longest of one block, in UTF-16 units. */
const LONGEST_TEXT = 8_388_608;

/** The most blocks of a page. */
const MOST_BLOCKS = 50_000;

/** How long a tag may be: saved pages hold pictures in their attributes. */
const LONGEST_TAG = 8_388_608;

/**
 * The blocks of an HTML page in their order. Each link to a record's page (`…/document/…`) has blocks of its own.
 *
 * @throws {CollectionError} with the line, when the page is nested too deep or holds too much text
 */
export async function pageBlocks(file: string, pieces: AsyncIterable<string>): Promise<readonly PageBlock[]> {
  const reader = new PageReader(file);
  for await (const piece of pieces) reader.write(piece);
  return reader.end();
}

/** Follows the tags of one page. */
class PageReader {
  readonly #file: string;
  readonly #parser: Parser;
  readonly #blocks: PageBlock[] = [];
  #line = 1;
  #blockLine = 1;
  /** The text of the block that is not at its end yet. */
  #texts: string[] = [];
  /** The page's text so far, in UTF-16 units. */
  #length = 0;
  /** UTF-16 units since the parser last reported anything. */
  #sinceEvent = 0;
  #within: PageElement = { depth: 0 };
  /** How many elements whose text does not count we are in. */
  #unread = 0;
  #link: RecordLink | undefined;

  constructor(file: string) {
    this.#file = file;
    this.#parser = new Parser({
      onopentag: (name, attributes) => this.#begin(name, attributes),
      ontext: (text) => this.#addText(text),
      oncomment: () => {
        this.#sinceEvent = 0;
      },
      onclosetag: (name) => this.#close(name),
    });
  }

  write(piece: string): void {
    for (const [index, part] of piece.split('\n').entries()) {
      if (index > 0) {
        this.#parser.write('\n');
        this.#line++;
      }
      this.#parser.write(part);
      this.#sinceEvent += part.length + 1;
      if (this.#sinceEvent > LONGEST_TAG) this.#fail(`is in a tag longer than ${LONGEST_TAG} characters`);
    }
  }

  end(): readonly PageBlock[] {
    this.#parser.end();
    this.#endBlock();
    return this.#blocks;
  }

  #fail(problem: string): never {
    throw new CollectionError([{ file: this.#file, line: this.#line, problem }]);
  }

  #endBlock(): void {
    const text = this.#texts.join('').replace(/\s+/g, ' ').trim();
    const [line, within, link] = [this.#blockLine, this.#within, this.#link];
    if (text !== '') this.#blocks.push({ line, text, within, ...(link && { link }) });
    if (this.#blocks.length > MOST_BLOCKS)
      this.#fail(`has more than ${MOST_BLOCKS} paragraphs, expected a smaller page`);
    this.#texts = [];
  }

  #begin(name: string, { href }: Readonly<Record<string, string>>): void {
    this.#sinceEvent = 0;
    if (VOID.has(name)) {
      if (name === 'br') this.#texts.push(' ');
      else if (!INLINE.has(name) && name !== 'img') this.#endBlock();
      return;
    }
    if (this.#within.depth >= DEEPEST)
      this.#fail(`is nested more than ${DEEPEST} deep, expected a saved page of results`);
    if (!INLINE.has(name)) this.#endBlock();
    if (UNREAD.has(name)) this.#unread++;
    this.#within = { parent: this.#within, depth: this.#within.depth + 1 };
    if (name === 'a' && href !== undefined && /\/document\/[^/?#]/.test(href)) {
      this.#endBlock();
      this.#link = { href };
    }
  }

  #addText(text: string): void {
    this.#sinceEvent = 0;
    if (this.#unread > 0) return;
    if (this.#texts.length === 0) {
      if (text.trim() === '') return;
      this.#blockLine = this.#line;
    }
    this.#length += text.length;
    if (this.#length > LONGEST_TEXT)
      this.#fail(`has more than ${LONGEST_TEXT} characters of text, expected a smaller page`);
    this.#texts.push(text);
  }

  #close(name: string): void {
    this.#sinceEvent = 0;
    if (VOID.has(name)) return;
    if (UNREAD.has(name)) this.#unread--;
    if (!INLINE.has(name) || (name === 'a' && this.#link)) this.#endBlock();
    if (name === 'a') this.#link = undefined;
    this.#within = this.#within.parent ?? this.#within;
  }
}
