import { readFile } from 'node:fs/promises';
import type { Fault } from './fault.ts';

/** A text file that was read, or why it could not be. */
export type TextFile =
  | { readonly text: string }
  | { readonly faults: readonly Fault[]; readonly missing: boolean };

const LINE_FEED = 0x0a;

/** The largest file that is read as a whole, in bytes. Beyond 512 MB, Node.js decodes a file to an empty text. */
const MOST_BYTES = 134_217_728;

/**
 * The text of a UTF-8 file, without its byte order mark. For a file that is missing, cannot be read whole or is not
 * UTF-8, the faults.
 *
 * @param remedy what to do about a missing file, the end of its fault
 */
export async function readTextFile(file: string, remedy: string): Promise<TextFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return unreadableFile(file, error, remedy);
  }
  if (bytes.length > MOST_BYTES) {
    const problem = `is larger than ${MOST_BYTES} bytes, expected a smaller file`;
    return { missing: false, faults: [{ file, problem }] };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { missing: false, faults: notUtf8(file, bytes) };
  }
}

/**
 * Why the system did not let us read a file.
 *
 * @param error what reading it threw
 * @param remedy what to do about a missing file, the end of its fault
 */
export function unreadableFile(
  file: string,
  error: unknown,
  remedy: string,
): { readonly faults: readonly Fault[]; readonly missing: boolean } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const missing = code === 'ENOENT' || code === 'ENOTDIR';
  const problem = missing ? `is missing, ${remedy}` : `cannot be read (${code}), expected a readable file`;
  return { missing, faults: [{ file, problem }] };
}

/** The problem of a line or file that is not UTF-8. */
export const NOT_UTF8 = 'is not UTF-8, expected the file to be saved as UTF-8';

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
      faults.push({ file, line, problem: NOT_UTF8 });
    }
    start = end + 1;
  }
  return faults;
}
