import { isUtf8 } from 'node:buffer';
import { CollectionError } from '../collections/fault.ts';
import { NOT_UTF8 } from '../collections/text-file.ts';

/** The longest line of a format that is read line by line, in UTF-16 units. */
export const LONGEST_LINE = 1_048_576;

const LINE_FEED = 0x0a;

/** How the files begin that people often take for text: in hexadecimal, what they are, what is expected instead. */
const OTHER_KINDS: readonly (readonly [beginning: string, kind: string, expected: string])[] = [
  ['504b0304', 'a ZIP archive (as spreadsheets are too)', 'a text file: save the sheet as CSV, UTF-8'],
  ['504b0506', 'an empty ZIP archive', 'a text file'],
  ['d0cf11e0a1b11ae1', 'an old Office file', 'a text file: save the sheet as CSV, UTF-8'],
  ['1f8b', 'compressed by gzip', 'the text itself: unpack it first'],
  ['25504446', 'a PDF', 'a text file'],
  ['fffe', 'UTF-16', 'the file to be saved as UTF-8'],
  ['feff', 'UTF-16', 'the file to be saved as UTF-8'],
];

/**
 * The text of a file in pieces, decoded from UTF-8 and checked as it comes, so that only one piece is held at a time.
 * A byte order mark is dropped, CRLF becomes LF.
 *
 * @param longestLine in UTF-16 units; absent for formats without lines
 * @throws {CollectionError} with the line, for bytes that are not UTF-8, a NUL byte, or a line that is too long
 */
export async function* checkedText(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  longestLine = Number.POSITIVE_INFINITY,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let lineLength = 0;
  let isFirst = true;
  let heldReturn = '';
  const fail = (problem: string, at = line): never => {
    throw new CollectionError([{ file, line: at, problem }]);
  };
  for await (const piece of bytes) {
    const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (isFirst) {
      const other = OTHER_KINDS.find(([beginning]) =>
        buffer.subarray(0, 8).toString('hex').startsWith(beginning),
      );
      if (other) fail(`is ${other[1]}, expected ${other[2]}`);
      isFirst = false;
    }
    const nul = buffer.indexOf(0);
    if (nul !== -1) {
      fail(
        'holds a NUL byte, expected text in UTF-8 (UTF-16 and binary files have them)',
        line + feedsIn(buffer.subarray(0, nul)),
      );
    }
    let text = '';
    try {
      text = heldReturn + decoder.decode(buffer, { stream: true });
    } catch {
      fail(NOT_UTF8, line + linesBeforeFault(buffer));
    }
    heldReturn = text.endsWith('\r') ? '\r' : '';
    text = (heldReturn ? text.slice(0, -1) : text).replaceAll('\r\n', '\n');
    let start = 0;
    for (let end = text.indexOf('\n'); ; end = text.indexOf('\n', start)) {
      lineLength += (end === -1 ? text.length : end) - start;
      if (lineLength > longestLine) fail(`is longer than ${longestLine} characters, expected a shorter line`);
      if (end === -1) break;
      line++;
      lineLength = 0;
      start = end + 1;
    }
    if (text !== '') yield text;
  }
  try {
    decoder.decode();
  } catch {
    fail(NOT_UTF8);
  }
  if (heldReturn) yield heldReturn;
}

function feedsIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return count;
}

/** How many lines of a piece end before its first byte that is not UTF-8. A piece may begin within a character. */
function linesBeforeFault(bytes: Buffer): number {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start++;
  for (let lines = 0; ; lines++) {
    const end = bytes.indexOf(LINE_FEED, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}

/** Joins the pieces of a text. @throws {CollectionError} when it is longer than `most` UTF-16 units */
export async function wholeText(file: string, pieces: AsyncIterable<string>, most: number): Promise<string> {
  const held: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > most) {
      const problem = `is longer than ${most} characters, expected a smaller file: split it`;
      throw new CollectionError([{ file, problem }]);
    }
    held.push(piece);
  }
  return held.join('');
}

/** The lines of a text that comes in pieces, numbered from 1, without their line ends. */
export async function* linesOf(
  pieces: AsyncIterable<string>,
): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  let line = 0;
  let held: string[] = [];
  for await (const piece of pieces) {
    const [first = '', ...further] = piece.split('\n');
    held.push(first);
    for (const next of further) {
      yield { line: ++line, text: held.join('') };
      held = [next];
    }
  }
  yield { line: ++line, text: held.join('') };
}
