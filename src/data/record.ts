import type { Collection } from './collection.ts';
import type { HistoricalDate } from './historical-date.ts';

/** The description of one document of an archive. */
export interface ArchivalRecord {
  /** Stable across re-imports: `[a-z0-9-]`, at most 40 characters, unique in the whole archive. */
  readonly id: string;
  /** Absent when the archive gives none. */
  readonly date?: HistoricalDate;
  /** Exactly as the archive gives it, diacritics, brackets and all. Never empty. */
  readonly title: string;
  readonly abstract?: string;
  /** The record's own page, `http` or `https`; absent when it is not known, never made up. */
  readonly url?: string;
  readonly people: readonly string[];
  readonly places: readonly string[];
  readonly topics: readonly string[];
  readonly languages: readonly string[];
  /** The set that the record came with: whose it is, how to find and to cite it. */
  readonly collection: Collection;
  /** Rights of this one record, where they differ from the collection's. */
  readonly rights?: string;
}
