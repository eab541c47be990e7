import { readFile } from 'node:fs/promises';
import type { Fault } from './fault.ts';

/** A text file that was read, or why it could not be. */
export type TextFile =
  | { readonly text: string }
  | { readonly faults: readonly Fault[]; readonly missing: boolean };

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The text of a UTF-8 file, without its byte order mark. A file that is not there, cannot be read or is not
 * UTF-8 comes back as faults.
 *
 * @param remedy what to do about a missing file, ending its fault
 */
export async function readTextFile(file: string, remedy: string): Promise<TextFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const missing = code === 'ENOENT' || code === 'ENOTDIR';
    const problem = missing ? `is missing, ${remedy}` : `cannot be read (${code}), expected a readable file`;
    return { missing, faults: [{ file, problem }] };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { missing: false, faults: notUtf8(file, bytes) };
  }
}

function notUtf8(file: string, bytes: Buffer): Fault[] {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const faults: Fault[] = [];
  let start = 0;
  for (let line = 1; start < bytes.length; line++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed === -1 ? bytes.length : feed;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      faults.push({ file, line, problem: 'is not UTF-8, expected the file to be saved as UTF-8' });
    }
    start = end + 1;
  }
  return faults;
}

/** The lines of a text, numbered from 1, without those that hold nothing but white space. */
export function filledLines(text: string): { readonly line: number; readonly text: string }[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((content, index) => ({ line: index + 1, text: content }))
    .filter(({ text: content }) => content.trim() !== '' && content !== BYTE_ORDER_MARK);
}
