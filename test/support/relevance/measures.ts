import type { JudgedQuery } from './judged-query.ts';

/** The least grade of an answer that counts as success. */
const GOOD = 2;

/** How many answers are looked at for nDCG: two pages of a list card. */
export const DEPTH = 10;

/** How well an engine answers, each 0 to 1: of one query, or the mean of many. */
export interface Measures {
  /** The first answer is good. */
  readonly success1: number;
  /** One of the first five is. */
  readonly success5: number;
  /** One over the place of the first good answer; 0 when none of the first ten is. */
  readonly reciprocalRank: number;
  /** Discounted cumulative gain at 10 (gain 2^grade − 1) over that of the best order there can be. */
  readonly ndcg: number;
}

/** How well these answers, ids of records, best first, answer a query. */
export function measure({ answers }: JudgedQuery, given: readonly string[]): Measures {
  const grades = given.slice(0, DEPTH).map((id) => answers[id] ?? 0);
  const place = grades.findIndex((grade) => grade >= GOOD);
  const ideal = Object.values(answers).toSorted((a, b) => b - a);
  return {
    success1: place === 0 ? 1 : 0,
    success5: place >= 0 && place < 5 ? 1 : 0,
    reciprocalRank: place < 0 ? 0 : 1 / (place + 1),
    ndcg: gain(grades) / gain(ideal.slice(0, DEPTH)),
  };
}

function gain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
}

/** The mean of each measure; 0 of none. */
export function meanOf(measures: readonly Measures[]): Measures {
  const mean = (key: keyof Measures) =>
    measures.reduce((sum, measured) => sum + measured[key], 0) / Math.max(1, measures.length);
  return {
    success1: mean('success1'),
    success5: mean('success5'),
    reciprocalRank: mean('reciprocalRank'),
    ndcg: mean('ndcg'),
  };
}
