import { fileURLToPath } from 'node:url';
import { type Holdings, loadCollections } from '../../../src/data/collections/load-collections.ts';
import { isHeldOut, type JudgedQuery, readJudgedQueries } from './judged-query.ts';

/** A collection with judged queries on it. */
export interface JudgedSet {
  readonly holdings: Holdings;
  readonly queries: readonly JudgedQuery[];
}

/** A part of a judged set's queries, with the name by which its figures go. */
export interface Part {
  readonly name: 'held out' | 'rest' | 'second set';
  readonly set: JudgedSet;
  readonly queries: readonly JudgedQuery[];
}

/** The parts that are measured one by one: the two of the bundled collection, and the second set whole. */
export async function judgedParts(): Promise<readonly [heldOut: Part, rest: Part, second: Part]> {
  const [set, second] = await Promise.all([
    judgedSet('../../../collections/wilson-center/', './queries.jsonl'),
    judgedSet('./second/', './second/queries.jsonl'),
  ]);
  return [
    { name: 'held out', set, queries: set.queries.filter(isHeldOut) },
    { name: 'rest', set, queries: set.queries.filter((query) => !isHeldOut(query)) },
    { name: 'second set', set: second, queries: second.queries },
  ];
}

async function judgedSet(folder: string, file: string): Promise<JudgedSet> {
  const [holdings, queries] = await Promise.all([
    loadCollections([fileURLToPath(new URL(folder, import.meta.url))]),
    readJudgedQueries(new URL(file, import.meta.url)),
  ]);
  return { holdings, queries };
}
