import { type Archive, createArchive } from '../../src/data/archive.ts';
import { type Holdings, loadCollections } from '../../src/data/collections/load-collections.ts';

// An archive is never changed, and making the bundled one takes a third of a second: tests share it.
const made = new WeakMap<Holdings, Archive>();
let bundled: Promise<Holdings> | undefined;

/** The records of the bundled collection, read once. */
export function bundledHoldings(): Promise<Holdings> {
  bundled ??= loadCollections(['collections/wilson-center']);
  return bundled;
}

/** The archive of these records, the same each time. */
export function archiveOf(holdings: Holdings): Archive {
  const archive = made.get(holdings) ?? createArchive(holdings);
  made.set(holdings, archive);
  return archive;
}

/** The archive of the bundled collection, made once. */
export async function bundledArchive(): Promise<Archive> {
  return archiveOf(await bundledHoldings());
}
