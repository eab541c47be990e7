import { describe, expect, test } from 'vitest';
import { docentEngine } from './support/relevance/engine.ts';
import { floorOf, readFloor } from './support/relevance/floor.ts';
import { judgedParts } from './support/relevance/judged-set.ts';
import type { Measures } from './support/relevance/measures.ts';
import { measureRun, putQueries, RUNS } from './support/relevance/runs.ts';

const parts = await judgedParts();
const floor = await readFloor();

// Figures only: what is wrong with the held-out part is for nobody to see.
describe.each(parts)('search does not get worse on the judged queries, $name', ({ name, set, queries }) => {
  const docent = docentEngine(set.holdings);
  const names = set.holdings.collections.flatMap((collection) => collection.names);

  test.each(RUNS)('%s', async (run) => {
    const measures = await measureRun(docent, putQueries(queries, run, names));
    const least = floor[name][run];
    const fallen = Object.entries(least).filter(
      ([key, figure]) => floorOf(measures[key as keyof Measures]) < figure,
    );
    expect({ fallen, measures }).toMatchObject({ fallen: [] });
  });
});
