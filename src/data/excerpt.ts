import { stemOf, tokens } from './text.ts';

/** A piece of text and the parts of it that answered the search: offsets, in order, never overlapping. */
export interface Excerpt {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
}

const sentencesOf = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentence of a text that has the most of the terms that a record was found by; the first when none has. */
export function bestSentence(text: string, found: ReadonlySet<string>): Excerpt {
  const segments = sentencesOf.segment(text);
  const sentences = Array.from(segments, ({ segment }) => markedText(segment.trim(), found)).filter(
    (sentence) => sentence.text !== '',
  );
  const [first = { text: '', marks: [] }, ...others] = sentences;
  return others.reduce((best, next) => (distinctMarks(next) > distinctMarks(best) ? next : best), first);
}

function distinctMarks({ text, marks }: Excerpt): number {
  return new Set(marks.map(([start, end]) => text.slice(start, end).toLowerCase())).size;
}

/** A text with the words marked that a record was found by. */
export function markedText(text: string, found: ReadonlySet<string>): Excerpt {
  const marks = tokens(text)
    .filter(({ term }) => found.has(term) || found.has(stemOf(term) ?? term))
    .map(({ start, end }) => [start, end] as const);
  return { text, marks };
}
