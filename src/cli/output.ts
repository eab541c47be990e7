import { fstatSync, writeSync } from 'node:fs';

/** Some output could not be written. The message is a sentence for the person who ran the command. */
class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** Error codes of the system (Node's `error.code`) for output that was cut short, and what to do about each. */
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

/** The error for output that the system cut short; undefined when `error` has another cause. */
export function outputCut(name: string, error: unknown): OutputError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = REASONS[code];
  return reason === undefined
    ? undefined
    : new OutputError(`${name} could not be written to the end (${code}): ${reason}.`, { cause: error });
}

/**
 * Writes a text to standard output, to the last byte.
 * @throws {OutputError} when the disk is full or the reader of a pipe has ended.
 */
export async function printOut(text: string): Promise<void> {
  try {
    // Node writes a file in one call, and does not notice when the disk had room for only a part of it.
    if (isFile(1)) writeWhole(1, Buffer.from(text, 'utf8'));
    else await writeToPipe(text);
  } catch (error) {
    throw outputCut('Standard output', error) ?? error;
  }
}

/** A pipe, a socket or a terminal may have to wait for its reader. Anything else accepts all of the output at once. */
function isFile(descriptor: number): boolean {
  const stats = fstatSync(descriptor);
  return stats.isFile() || (stats.isCharacterDevice() && !process.stdout.isTTY);
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

function writeToPipe(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // An error reaches the callback and is emitted as an event too, which would end the process.
    process.stdout.on('error', reject);
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
