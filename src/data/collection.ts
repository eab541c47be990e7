import type { ArchivalRecord } from './record.ts';

/** One name of a person, place or organization, and the other ways in which it is written. */
export interface NameAuthority {
  readonly canonical: string;
  readonly variants: readonly string[];
  readonly kind: 'person' | 'place' | 'organization';
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
  /** How to cite a record: `{title}`, `{date}` and `{link}` stand for the record's own. */
  readonly citation: string;
  /** Whose words the abstracts are, where that needs saying. */
  readonly abstracts?: string;
  readonly names: readonly NameAuthority[];
}

/** Collections as read from disk, with all their records. */
export interface Holdings {
  readonly collections: readonly Collection[];
  readonly records: readonly ArchivalRecord[];
}
