import { expect, test } from 'vitest';
import { meanOf, measure } from './measures.ts';

const judged = {
  id: 'known-item-01',
  query: 'bomb',
  kind: 'known-item',
  answers: { best: 3, good: 2, near: 1 } as const,
};

test('the best order is perfect', () => {
  expect(measure(judged, ['best', 'good', 'near', 'other'])).toEqual({
    success1: 1,
    success5: 1,
    reciprocalRank: 1,
    ndcg: 1,
  });
});

test('a related record is no success, but counts for something in nDCG', () => {
  const { success1, success5, reciprocalRank, ndcg } = measure(judged, ['near', 'other', 'good']);
  expect({ success1, success5, reciprocalRank }).toEqual({ success1: 0, success5: 1, reciprocalRank: 1 / 3 });
  expect(ndcg).toBeCloseTo((1 + 3 / 2) / (7 + 3 / Math.log2(3) + 1 / 2));
});

test('answers after the fifth are no success at 5, after the tenth no success at all', () => {
  const others = Array.from({ length: 10 }, (_, index) => `other ${index}`);
  expect(measure(judged, [...others.slice(0, 5), 'best'])).toMatchObject({
    success5: 0,
    reciprocalRank: 1 / 6,
  });
  expect(measure(judged, [...others, 'best'])).toMatchObject({ reciprocalRank: 0, ndcg: 0 });
});

test('the mean of many', () => {
  const [best, none] = [measure(judged, ['best', 'good', 'near']), measure(judged, [])];
  expect(meanOf([best, none])).toEqual({ success1: 0.5, success5: 0.5, reciprocalRank: 0.5, ndcg: 0.5 });
});
