import type { Fault } from '../collections/fault.ts';

/** What a source says of a record, in its own words and before any check. Entries of lists may be empty texts. */
export interface SourceFields {
  /** The source's own identifier, in whatever form it has. */
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

/** A record as a file has it. */
export interface SourceRecord {
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  readonly fields: SourceFields;
  /** Whether the file ends in the middle of the abstract. */
  readonly cutOff?: true;
}

/** What the reader of a format finds in a file, in the file's order. */
export type Finding =
  | { readonly kind: 'record'; readonly record: SourceRecord }
  /** A record that cannot be accepted. */
  | { readonly kind: 'refused'; readonly fault: Fault }
  /** Something to look at. The import is complete all the same. */
  | { readonly kind: 'doubt'; readonly fault: Fault }
  /** The archive that the records belong to, as the file says. */
  | { readonly kind: 'archive'; readonly name: string };
