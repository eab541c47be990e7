import { createArchive } from '../../../src/data/archive.ts';
import type { Holdings } from '../../../src/data/collections/load-collections.ts';
import { DEPTH } from './measures.ts';

/** A search engine that has indexed a collection. */
export interface Engine {
  readonly name: string;
  /** The ids of at most ten records, best first. */
  search(query: string): readonly string[] | Promise<readonly string[]>;
}

/** Docent's own search, as a reader meets it. */
export function docentEngine(holdings: Holdings): Engine {
  const archive = createArchive(holdings);
  return {
    name: 'Docent',
    search: (query) =>
      archive
        .search({ query })
        .records.slice(0, DEPTH)
        .map(({ id }) => id),
  };
}
