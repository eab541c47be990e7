import type { HistoricalDate } from '../dates/historical-date.ts';
import type { NameAuthority } from '../names/name-authority.ts';

/** The description of one document of an archive. */
export interface ArchivalRecord {
  /** Stable across re-imports: `[a-z0-9-]`, at most 40 characters, unique in the whole archive. */
  readonly id: string;
  /** Absent when the archive gives none. */
  readonly date?: HistoricalDate;
  /** The date as the source wrote it, where that says more than `date`: `ca. 1920–1930`, `late 1964`. */
  readonly dateText?: string;
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

/** A set of records from one source: what its `collection.json` and `names.csv` say. */
export interface Collection {
  /** As readers know it: `Wilson Center Digital Archive`. */
  readonly name: string;
  /** Who publishes the records. */
  readonly publisher: string;
  /** The source's home page. */
  readonly homePage: string;
  /** Link into the source's own search, `{title}` standing for the words looked for. */
  readonly searchLink: string;
  /** Under which terms the records may be used. */
  readonly rights: string;
  /** How to cite a record, where the archive says so: `{title}`, `{date}` and `{link}` stand for the record's own. */
  readonly citation?: string;
  /** Whose words the abstracts are, where that needs saying. */
  readonly abstracts?: string;
  readonly names: readonly NameAuthority[];
}
