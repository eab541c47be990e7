import { type Span, spanOf } from '../dates/span.ts';
import type { ArchivalRecord } from '../records/record.ts';
import type { WordHits } from './word-index.ts';
import { stemOf, terms } from './words.ts';

/** So many of the best records are looked at for how near their words stand. */
const LOOKED_AT = 200;

/** How much words that stand together in the title, in the order typed, add to a score, at most. */
const CLOSENESS = 0.5;

/** How much a record gains whose date is just the one asked for: June 1966, and not a day of it. */
const SAME_DATE = 0.5;

/** The words of a title, in order, each with its stem. */
export type TitleWords = readonly { readonly term: string; readonly stem: string | undefined }[];

/** The words of a title. */
export function titleWords(title: string): TitleWords {
  return terms(title).map((term) => ({ term, stem: stemOf(term) }));
}

/** What relevance is judged by, beside the words. */
export interface Judgement {
  readonly records: readonly ArchivalRecord[];
  /** The date that was asked for. */
  readonly span: Span | undefined;
  titleWords(number: number): TitleWords;
  /** Orders two records by date. */
  byDate(a: number, b: number): number;
}

/**
 * Records in the order in which they answer: all words before some, words as typed before typos, then by score;
 * of equals the one that comes first by date.
 */
export function byRelevance(
  numbers: number[],
  hits: WordHits,
  { records, span, titleWords: wordsOf, byDate }: Judgement,
): number[] {
  const tier = (a: number, b: number) => hits.found(b) - hits.found(a) || hits.typos(a) - hits.typos(b);
  numbers.sort((a, b) => tier(a, b) || hits.score(b) - hits.score(a) || byDate(a, b));
  const best = numbers.slice(0, LOOKED_AT).map((number) => {
    const record = records[number];
    const together = hits.groups.length > 1 ? closeness(wordsOf(number), hits) : 0;
    const gain = CLOSENESS * together + SAME_DATE * Number(isDated(record, span));
    return { number, score: hits.score(number) * (1 + gain) };
  });
  best.sort((a, b) => tier(a.number, b.number) || b.score - a.score || byDate(a.number, b.number));
  return [...best.map(({ number }) => number), ...numbers.slice(LOOKED_AT)];
}

function isDated(record: ArchivalRecord | undefined, span: Span | undefined): boolean {
  if (!record?.date || !span) return false;
  const { from, to } = spanOf(record.date);
  return from === span.from && to === span.to;
}

/** How many of the words typed stand beside the next one in the title, from 0 (none) to 1 (all, in order). */
function closeness(title: TitleWords, { groups }: WordHits): number {
  const places = title.map(({ term, stem }) =>
    groups.findIndex((group) => group.has(term) || (stem !== undefined && group.has(stem))),
  );
  const together = new Set<number>();
  let sum = 0;
  for (const [at, group] of places.entries()) {
    const next = places.slice(at + 1, at + 3).find((other) => other >= 0);
    if (group < 0 || next === undefined || next === group || together.has(group)) continue;
    together.add(group);
    sum += next === group + 1 ? 1 : 0.4;
  }
  return Math.min(1, sum / (groups.length - 1));
}
