import type { FieldMap } from '../field-names.ts';
import type { SourceFile } from '../source-file.ts';
import type { Finding } from '../source-record.ts';

/** A kind of file that an import reads. `registry.ts` lists them all. */
export interface Format {
  /** As `--format` has it. */
  readonly name: string;
  /** What the names of such files end in, for example `.csv`. */
  readonly endings: readonly string[];
  /** Whether a text that begins so seems to be in this format; asked when the ending does not tell. */
  readonly sniff: (beginning: string) => boolean;
  /**
   * Reads a file as it comes.
   *
   * @throws {CollectionError} with the line, for a file that is not in this format
   */
  readonly read: (source: SourceFile, map: FieldMap) => AsyncGenerator<Finding>;
}
