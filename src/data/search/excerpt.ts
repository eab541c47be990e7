import { stemOf, tokens } from './words.ts';

/** A piece of text and the parts of it that answered the search: offsets, in order, never overlapping. */
export interface Excerpt {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
}

const sentencesOf = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentence of a text that has the most of the terms that a record was found by; the first when none has. */
export function bestSentence(text: string, found: ReadonlySet<string>): Excerpt {
  const [first = { text: '', marks: [] }, ...others] = sentences(text).map((sentence) =>
    markedText(sentence, found),
  );
  return others.reduce((best, next) => (distinctMarks(next) > distinctMarks(best) ? next : best), first);
}

/** An initial or a title ends in a full stop and ends no sentence: `J.S. Mehta`, `Gen. Balluku`. */
const UNFINISHED = /(?:^|[\s.("'])(?:\p{Lu}|Dr|Mr|Mrs|Gen|Col|Cde|St|No|vs|c)\.\s*$/u;

function sentences(text: string): string[] {
  const whole: string[][] = [];
  let previous = '';
  for (const { segment } of sentencesOf.segment(text)) {
    // Only the last piece is looked at: the whole sentence would be read again for each initial in it.
    if (UNFINISHED.test(previous)) whole.at(-1)?.push(segment);
    else whole.push([segment]);
    previous = segment;
  }
  return whole.map((pieces) => pieces.join('').trim()).filter((sentence) => sentence !== '');
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
