import type { Clause, NameClause, Query } from '../search/query.ts';
import { terms } from '../search/words.ts';
import type { Names } from './authority.ts';

/** A query in which names are recognised. */
export interface NamedQuery {
  readonly wanted: readonly Group[];
  /** The canonical names of those written in another spelling, to be shown to the reader. */
  readonly spellings: readonly string[];
}

/** Alternatives, any of which may be found. */
export type Group = readonly (Clause | NameClause)[];

/**
 * Adds to each name in a query what it means: `krushchev` finds the word as typed, and Nikita Khrushchev in any spelling.
 * A spelling that several names share means all of them. Phrases in quotes are left unchanged.
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
 * The longest run of plain words from a place on that is the spelling of a name. However much was typed, no run is looked
 * up that is longer than the longest spelling with the same first word.
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

/** The word of a group with a single plain word; undefined for a phrase, for alternatives and at the end. */
function plainWord(group: readonly Clause[] | undefined): string | undefined {
  const clause = group?.length === 1 ? group[0] : undefined;
  return clause && !clause.literal && clause.words.length === 1 ? clause.words[0] : undefined;
}

/** Whether words are another spelling rather than the canonical one or a part of it. */
function isOtherwise(words: readonly string[], canonical: readonly string[]): boolean {
  return !canonical.some((name) => words.every((word) => terms(name).includes(word)));
}
