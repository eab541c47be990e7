import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import type { Fault } from './fault.ts';
import { NOT_UTF8 } from './text-file.ts';

/** A line of a text file that holds more than white space, or why the line cannot be read. */
export type FileLine = { readonly line: number; readonly text: string } | Fault;

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/** What stands in a decoded text where the bytes were not UTF-8, or where the text itself has it. */
const REPLACEMENT = '\uFFFD';

/** The longest line that is read, in bytes. The longest that an import writes is a quarter of it. */
const LONGEST_LINE = 16_777_216;

/**
 * The lines of a UTF-8 file, numbered from 1, read one after the other, so that a file of any size can be read in
 * little memory. Lines of white space are left out, and so is a byte order mark. LF, CRLF and CR end a line.
 *
 * A line that is not UTF-8 or is longer than 16 MB comes as a fault, and reading goes on. So does, at the end, a
 * file that gave fewer bytes than it has.
 *
 * @throws {Error} of the file system, when the file cannot be opened or read
 */
export async function* readLines(file: string): AsyncGenerator<FileLine> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const splitter = new LineSplitter(file);
    let bytes = 0;
    for await (const piece of handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      bytes += piece.length;
      yield* splitter.add(piece);
    }
    yield* splitter.end();
    if (bytes < size) {
      const problem = `gave only ${bytes} of its ${size} bytes, expected a file that can be read whole`;
      yield { file, problem };
    }
  } finally {
    await handle.close();
  }
}

/** Splits bytes that come in pieces into numbered lines. */
class LineSplitter {
  readonly #file: string;
  #line = 0;
  /** The pieces of a line whose end has not come yet. */
  #held: Buffer[] = [];
  #heldLength = 0;

  constructor(file: string) {
    this.#file = file;
  }

  *add(piece: Buffer): Generator<FileLine> {
    let start = 0;
    for (let end = piece.indexOf(LINE_FEED); end !== -1; end = piece.indexOf(LINE_FEED, start)) {
      this.#hold(piece.subarray(start, end));
      yield* this.end();
      start = end + 1;
    }
    if (start < piece.length) this.#hold(piece.subarray(start));
  }

  /** Ends the line that is held. */
  *end(): Generator<FileLine> {
    const bytes = this.#held.length === 1 ? (this.#held[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#held);
    const length = this.#heldLength;
    this.#held = [];
    this.#heldLength = 0;
    const line = ++this.#line;
    if (length > LONGEST_LINE) {
      const problem = `is longer than ${LONGEST_LINE} bytes, expected a shorter line`;
      yield { file: this.#file, line, problem };
      return;
    }
    const text = bytes.toString('utf8');
    if (text.includes(REPLACEMENT) && !isUtf8(bytes)) {
      yield { file: this.#file, line, problem: NOT_UTF8 };
      return;
    }
    yield* this.#linesIn(line === 1 && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
  }

  #hold(bytes: Buffer): void {
    this.#heldLength += bytes.length;
    if (this.#heldLength <= LONGEST_LINE) this.#held.push(bytes);
    else this.#held = [];
  }

  /** What stands between two line feeds is one line, unless it has a CR that stands alone. */
  *#linesIn(text: string): Generator<FileLine> {
    const parts = text.replace(/\r$/, '').split('\r');
    for (const [index, part] of parts.entries()) {
      if (index > 0) this.#line++;
      if (part.trim() !== '') yield { line: this.#line, text: part };
    }
  }
}
