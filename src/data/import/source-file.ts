import { createReadStream } from 'node:fs';
import { CollectionError } from '../collections/fault.ts';
import { unreadableFile } from '../collections/text-file.ts';

/** A file that an import reads, opened. */
export interface SourceFile {
  readonly file: string;
  /** How its text begins: what its first 16,384 bytes are in UTF-8, whether or not they are that. */
  readonly beginning: string;
  /** All of its bytes, in pieces. They can be read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

const BEGINNING = 16_384;

/**
 * Opens a file and reads how it begins.
 *
 * @param onBytes told how many bytes were read, at each piece
 * @throws {CollectionError} when the file is missing or cannot be read; later, from `bytes`, when reading it fails
 */
export async function openSource(file: string, onBytes?: (bytes: number) => void): Promise<SourceFile> {
  const pieces = piecesOf(file, onBytes);
  const { value: first, done } = await pieces.next();
  if (done) return { file, beginning: '', bytes: pieces };
  return {
    file,
    beginning: new TextDecoder().decode(first.subarray(0, BEGINNING)),
    bytes: withFirst(first, pieces),
  };
}

async function* piecesOf(file: string, onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
      onBytes?.(piece.length);
      yield piece;
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const remedy = 'expected a file or an http:// or https:// address';
    throw new CollectionError(unreadableFile(file, error, remedy).faults);
  }
}

async function* withFirst(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    yield* rest;
  } finally {
    // A reader that fails at the first piece leaves the file open otherwise.
    await rest.return(undefined);
  }
}
