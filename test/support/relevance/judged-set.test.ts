import { expect, test } from 'vitest';
import { isHeldOut } from './judged-query.ts';
import { judgedParts } from './judged-set.ts';

const [{ set: bundled }, , { set: second }] = await judgedParts();

test('there are enough queries of the bundled collection, about a third of them held out', () => {
  const { queries } = bundled;
  expect(queries.length).toBeGreaterThanOrEqual(180);
  const heldOut = queries.filter(isHeldOut).length / queries.length;
  expect(heldOut).toBeGreaterThan(0.28);
  expect(heldOut).toBeLessThan(0.39);
});

test.each([bundled, second])('every query is there once, and has a good answer', ({ queries }) => {
  expect(new Set(queries.map(({ id }) => id)).size).toBe(queries.length);
  expect(new Set(queries.map(({ query }) => query.toLowerCase())).size).toBe(queries.length);
  const without = queries.filter(({ answers }) => !Object.values(answers).some((grade) => grade >= 2));
  expect(without).toEqual([]);
});

test.each([bundled, second])('every answer is a record of the collection', ({ queries, holdings }) => {
  const ids = new Set(holdings.records.map(({ id }) => id));
  const unknown = queries.flatMap(({ answers }) => Object.keys(answers).filter((id) => !ids.has(id)));
  expect(unknown).toEqual([]);
});
