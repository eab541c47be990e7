import { uncounted, type WorkCounter } from './work-counter.ts';

/** How much a word is worth in a field, and how far a long field makes it worth less (0–1, BM25's b). */
export interface FieldRule {
  readonly weight: number;
  readonly lengthPenalty: number;
}

/** Which records have which terms, and how well each term speaks for a record. */
export interface Postings {
  /** How many records there are; they are numbered from 0. */
  readonly size: number;
  /** In how many records a term occurs; 0 for a term that occurs in none. */
  frequency(term: string): number;
  /** Every term, with the number of records that it occurs in. */
  frequencies(): ReadonlyMap<string, number>;
  /**
   * Calls `visit` for each record that has a term, with the term's score there (BM25F, above 0); with `field`, for
   * each that has it in the field of that place in the list.
   */
  visit(term: string, visit: (record: number, score: number) => void, field?: number): void;
}

/** Saturation of repeated words (BM25's k1). Titles repeat little, so that it matters little here. */
const SATURATION = 1.2;

/** What is kept of a term: for each record and field that has it, three numbers: record, field, occurrences. */
const ENTRY = 3;

/**
 * The postings of documents, each a list of terms for each field.
 *
 * Scores are BM25F (Robertson, Zaragoza, Taylor: Simple BM25 Extension to Multiple Weighted Fields, 2004): the
 * fields' occurrences are weighted and added before they saturate, so that a word in title and people at once does
 * not count twice in full.
 */
export function createPostings(
  documents: Iterable<readonly (readonly string[])[]>,
  fields: readonly FieldRule[],
  work: WorkCounter = uncounted,
): Postings {
  const entries = new Map<string, number[]>();
  const lengths: number[][] = fields.map(() => []);
  let size = 0;
  for (const document of documents) {
    fields.forEach((_, field) => {
      const terms = document[field] ?? [];
      lengths[field]?.push(terms.length);
      for (const term of terms) count(entries, term, size, field);
    });
    size += 1;
  }
  const packed = new Map(Array.from(entries, ([term, numbers]) => [term, Uint32Array.from(numbers)]));
  const frequencies = new Map(Array.from(packed, ([term, numbers]) => [term, recordsIn(numbers)]));
  const norms = fields.map(({ weight, lengthPenalty }, field) => {
    const own = lengths[field] ?? [];
    const mean =
      own.reduce((sum, length) => sum + length, 0) / Math.max(1, own.filter((length) => length > 0).length);
    return Float32Array.from(
      own,
      (length) => weight / (1 - lengthPenalty + (lengthPenalty * length) / (mean || 1)),
    );
  });
  const frequency = (term: string) => frequencies.get(term) ?? 0;

  return {
    size,
    frequency,
    frequencies: () => frequencies,
    visit(term, visit, only) {
      const numbers = packed.get(term);
      if (!numbers) return;
      work.count('posting', numbers.length / ENTRY);
      const rarity = Math.log(1 + (size - frequency(term) + 0.5) / (frequency(term) + 0.5));
      let at = 0;
      while (at < numbers.length) {
        const record = numbers[at] ?? 0;
        let weighted = 0;
        for (; numbers[at] === record; at += ENTRY) {
          const field = numbers[at + 1] ?? 0;
          if (only !== undefined && only !== field) continue;
          weighted += (numbers[at + 2] ?? 0) * (norms[field]?.[record] ?? 0);
        }
        if (weighted > 0) visit(record, (rarity * weighted * (SATURATION + 1)) / (weighted + SATURATION));
      }
    },
  };
}

function count(entries: Map<string, number[]>, term: string, record: number, field: number): void {
  const numbers = entries.get(term);
  if (!numbers) {
    entries.set(term, [record, field, 1]);
    return;
  }
  const last = numbers.length - ENTRY;
  if (numbers[last] === record && numbers[last + 1] === field)
    numbers[last + 2] = (numbers[last + 2] ?? 0) + 1;
  else numbers.push(record, field, 1);
}

function recordsIn(numbers: Uint32Array): number {
  let records = 0;
  let previous = -1;
  for (let at = 0; at < numbers.length; at += ENTRY) {
    const record = numbers[at] ?? 0;
    if (record !== previous) records += 1;
    previous = record;
  }
  return records;
}
