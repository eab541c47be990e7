import { fstatSync, writeSync } from 'node:fs';
import { batches } from '../data/import/text-batches.ts';

/** Thrown when output could not be written. The message is a sentence for the person who ran the command. */
class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** The system's error codes (Node's `error.code`) for output that was cut, and what to do about each. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room on it, then run the command again',
  EDQUOT: 'the disk quota is used up: make room, then run the command again',
  EFBIG:
    'the file would be larger than is allowed here: raise the limit (ulimit -f), then run the command again',
  EROFS: 'the disk is read-only: choose a file on another disk',
  EIO: 'the disk fails: choose a file on another disk',
  EPIPE:
    'the program that reads the output has ended: run the command again with a reader that reads to the end',
};

/** The error for output that the system cut; undefined if `error` is another error. */
export function outputCut(name: string, error: unknown): OutputError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined
    ? undefined
    : new OutputError(`${name} could not be written to the end (${code}): ${reason}.`, { cause: error });
}

/** How much text is written at a time, in UTF-16 units. */
const WRITE = 65_536;

/**
 * Writes a text to standard output, to the last byte.
 *
 * @param pieces the text, in pieces of any length, so that it may be longer than a string can be
 * @throws {OutputError} when the disk is full or the reader of a pipe has ended
 */
export async function printOut(pieces: Iterable<string>): Promise<void> {
  try {
    // Node writes to a file in one call, and does not notice if the disk had room for only a part of it.
    const isWhole = isFile(1);
    for await (const text of batches(pieces, WRITE)) {
      if (isWhole) writeWhole(1, Buffer.from(text, 'utf8'));
      else await writeToPipe(text);
    }
  } catch (error) {
    throw outputCut('Standard output', error) ?? error;
  }
}

/** Whether output can be written at once. A pipe, a socket or a terminal may have to wait for its reader. */
function isFile(descriptor: number): boolean {
  const stats = fstatSync(descriptor);
  return stats.isFile() || (stats.isCharacterDevice() && !process.stdout.isTTY);
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

function writeToPipe(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const { stdout } = process;
    // An error goes to the callback, and also comes as an event, which would end the process.
    stdout.once('error', reject);
    stdout.write(text, (error) => {
      if (error) return reject(error);
      stdout.off('error', reject);
      resolve();
    });
  });
}
