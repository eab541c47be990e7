import type { Fault } from '../collections/fault.ts';

/** A record in the words of its source, before any check. Lists hold what their field holds, empty texts too. */
export interface GivenRecord {
  /** The source's own, in whatever form it has. */
  readonly identifier?: string;
  /** EDTF, or as people write dates. */
  readonly date?: string;
  /** The date as the source wrote it, beside `date`. */
  readonly dateText?: string;
  readonly title?: string;
  readonly abstract?: string;
  readonly url?: string;
  readonly people?: readonly string[];
  readonly places?: readonly string[];
  readonly topics?: readonly string[];
  readonly languages?: readonly string[];
  readonly rights?: string;
}

/** What a reader of a format meets in a file, in the file's order. `line` is counted from 1. */
export type Met =
  | {
      readonly kind: 'record';
      readonly line: number;
      readonly given: GivenRecord;
      /** Whether the file ends in the middle of the abstract. */
      readonly cutOff?: true;
    }
  /** A record that cannot be taken. */
  | ({ readonly kind: 'refused' } & Problem)
  /** Something to look at, without which the import is whole all the same. */
  | ({ readonly kind: 'doubt' } & Problem)
  /** Whose the records are, as the file says. */
  | { readonly kind: 'archive'; readonly name: string };

/** A {@link Fault} of the file that is being read. */
export type Problem = Omit<Fault, 'file'>;
