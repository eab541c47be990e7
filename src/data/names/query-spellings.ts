import type { Clause, NameClause, Query } from '../search/query.ts';
import { terms } from '../search/words.ts';
import type { Names } from './authority.ts';

/** A query with the names in it known as such. */
export interface NamedQuery {
  readonly wanted: readonly Group[];
  /** The canonical names of those that are written otherwise, to be said. */
  readonly spellings: readonly string[];
}

/** What is looked for as one: any of its alternatives. */
export type Group = readonly (Clause | NameClause)[];

/**
 * What a query looks for, each name in it also by whoever it means: `krushchev` as it stands, or Nikita Khrushchev in
 * whatever spelling. A spelling that names share means all of them. Phrases in quotes stay as they are.
 */
export function withNames(query: Query, names: Names): NamedQuery {
  const wanted: Group[] = [];
  const spellings = new Set<string>();
  let at = 0;
  while (at < query.wanted.length) {
    const run = longestName(query.wanted, at, names);
    const group = query.wanted[at];
    if (run) {
      const canonical = names.canonical(run);
      wanted.push([{ words: run, literal: false }, ...canonical.map((name) => ({ name }))]);
      for (const name of canonical) if (isOtherwise(run, canonical)) spellings.add(name);
    } else if (group) wanted.push(group);
    at += run?.length ?? 1;
  }
  for (const { field, words } of query.fields) {
    const canonical = field === 'person' || field === 'place' ? names.canonical(words) : [];
    for (const name of canonical) if (isOtherwise(words, canonical)) spellings.add(name);
  }
  return { wanted, spellings: [...spellings] };
}

/**
 * The longest run of plain words from a place on that is a spelling of some name. No run is looked up that is longer
 * than the longest spelling that begins with its first word, however much was typed.
 */
function longestName(groups: readonly (readonly Clause[])[], at: number, names: Names): string[] | undefined {
  const most = names.longestFrom(plainWord(groups[at]) ?? '');
  const plain: string[] = [];
  while (plain.length < most) {
    const word = plainWord(groups[at + plain.length]);
    if (word === undefined) break;
    plain.push(word);
  }
  for (let length = plain.length; length > 0; length -= 1) {
    const run = plain.slice(0, length);
    if (names.canonical(run).length > 0) return run;
  }
  return undefined;
}

/** The word of a group that is one plain word; undefined for a phrase, for alternatives and for the end. */
function plainWord(group: readonly Clause[] | undefined): string | undefined {
  const clause = group?.length === 1 ? group[0] : undefined;
  return clause && !clause.literal && clause.words.length === 1 ? clause.words[0] : undefined;
}

/** Whether words are another spelling, and not the canonical one or a part of it. */
function isOtherwise(words: readonly string[], canonical: readonly string[]): boolean {
  return !canonical.some((name) => words.every((word) => terms(name).includes(word)));
}
