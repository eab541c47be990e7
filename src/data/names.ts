import type { Collection } from './collection.ts';
import { terms } from './text.ts';

/** The name authority of an archive: which spellings are one name. */
export interface Names {
  /** The other spellings of a canonical name; none for a name that is not known. */
  variants(canonical: string): readonly string[];
}

/** The name authority made of all collections' `names.csv`. */
export function createNames(collections: readonly Collection[]): Names {
  const variants = new Map<string, readonly string[]>();
  for (const name of collections.flatMap(({ names }) => names)) {
    const key = keyOf(name.canonical);
    variants.set(key, [...(variants.get(key) ?? []), ...name.variants]);
  }
  return { variants: (canonical) => variants.get(keyOf(canonical)) ?? [] };
}

function keyOf(name: string): string {
  return terms(name).join(' ');
}
