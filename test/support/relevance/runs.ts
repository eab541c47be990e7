import type { NameAuthority } from '../../../src/data/names/name-authority.ts';
import type { Engine } from './engine.ts';
import type { JudgedQuery } from './judged-query.ts';
import { type Measures, meanOf, measure } from './measures.ts';
import { withNameSwapped } from './name-swap.ts';
import { withTypo } from './typo.ts';

/** The three ways in which the queries are put. */
export const RUNS = ['clean', 'typo', 'variant'] as const;

/** One of {@link RUNS}. */
export type Run = (typeof RUNS)[number];

/** A judged query as it is put to the engines in a run. */
export interface PutQuery {
  readonly judged: JudgedQuery;
  readonly text: string;
}

/** The queries as a run puts them; those that it cannot change are left out. */
export function putQueries(
  queries: readonly JudgedQuery[],
  run: Run,
  names: readonly NameAuthority[],
): PutQuery[] {
  return queries.flatMap((judged) => {
    const text = textIn(judged, run, names);
    return text === undefined ? [] : [{ judged, text }];
  });
}

function textIn({ id, query }: JudgedQuery, run: Run, names: readonly NameAuthority[]): string | undefined {
  if (run === 'typo') return withTypo(query, id);
  if (run === 'variant') return withNameSwapped(query, names, id);
  return query;
}

/** How well an engine answers these queries, on the mean. */
export async function measureRun(engine: Engine, put: readonly PutQuery[]): Promise<Measures> {
  const measured: Measures[] = [];
  for (const { judged, text } of put) measured.push(measure(judged, await engine.search(text)));
  return meanOf(measured);
}
