import {
  endsSentence,
  isContinuation,
  isDateBroken,
  isInTitleCase,
  isOpenEnded,
  joinLines,
  openMarks,
} from './sentence.ts';

/** Lines of a record after its date, without blank lines between them. */
export type Paragraph = readonly { readonly text: string; readonly width: number }[];

/** How a listing as a whole is laid out, learnt from all its records. */
export interface Setting {
  /** The column at which all lines are broken; absent when lines are not broken. */
  readonly wrapColumn?: number;
  /** Whether most records have an abstract. */
  readonly hasAbstracts: boolean;
}

/** Titles have at most three or four lines. A longer one would be our mistake. */
const MOST_TITLE_LINES = 6;

/** A title is not broken after a line shorter than this. */
const SHORTEST_BROKEN_LINE = 40;

/** In how many of the following lines we look for the end of a bracket that a title opens. */
const BRACKET_REACH = 3;

/**
 * How many lines of a paragraph are the title when only a line break separates title and abstract: the first, and
 * each further one that completes the one before it.
 *
 * @param complete whether the text goes on after the paragraph, so that its last line is not cut off
 */
export function titleLines(paragraph: Paragraph, setting: Setting, complete: boolean): number {
  const certain = linesWhile(paragraph, 1, (count) => goesOn(paragraph, count));
  const full = linesWhile(
    paragraph,
    certain,
    (count) => goesOn(paragraph, count) || isWrapped(paragraph, count, setting),
  );
  // A title that happens to fill its line would draw the abstract in, up to the end of a sentence.
  const drawn = full === MOST_TITLE_LINES || endsSentence(paragraph[full - 1]?.text ?? '');
  const count = drawn ? certain : full;
  const rest = paragraph.slice(count);
  const noAbstract =
    paragraph.length <= MOST_TITLE_LINES &&
    !rest.some(({ text }) => endsSentence(text)) &&
    (paragraph[count - 1]?.text ?? '').length >= SHORTEST_BROKEN_LINE &&
    (complete || !setting.hasAbstracts);
  return noAbstract ? paragraph.length : count;
}

function linesWhile(paragraph: Paragraph, from: number, goes: (count: number) => boolean): number {
  let count = from;
  while (count < Math.min(paragraph.length, MOST_TITLE_LINES) && goes(count)) count++;
  return count;
}

function isWrapped(paragraph: Paragraph, count: number, { wrapColumn }: Setting): boolean {
  const [before, next] = paragraph.slice(count - 1, count + 1);
  return (
    wrapColumn !== undefined && before !== undefined && next !== undefined && isFull(before, next, wrapColumn)
  );
}

function goesOn(paragraph: Paragraph, count: number): boolean {
  const before = paragraph[count - 1]?.text ?? '';
  const next = paragraph[count]?.text ?? '';
  if (isOpenEnded(before) || isContinuation(next) || isDateBroken(before, next)) return true;
  if (before.length >= SHORTEST_BROKEN_LINE && isInTitleCase(next)) return true;
  const title = joinLines(paragraph.slice(0, count).map(({ text }) => text));
  if (openMarks(title) <= 0) return false;
  return paragraph
    .slice(count, count + BRACKET_REACH)
    .some((_, index) => openMarks(joinLines([title, ...textsBetween(paragraph, count, count + index)])) <= 0);
}

function textsBetween(paragraph: Paragraph, first: number, last: number): string[] {
  return paragraph.slice(first, last + 1).map(({ text }) => text);
}

/** Whether the first word of the next line would have gone beyond the column. */
export function isFull(line: Paragraph[number], next: Paragraph[number], column: number): boolean {
  return line.width + 1 + (next.text.split(' ', 1)[0] ?? '').length > column;
}

/** How a listing is laid out, from the paragraphs of its records. */
export function settingOf(records: readonly (readonly Paragraph[])[]): Setting {
  const paragraphs = records.flat();
  const longest = paragraphs.flat().reduce((width, line) => Math.max(width, line.width), 0);
  const breaks = paragraphs.flatMap((lines) =>
    lines.slice(1).flatMap((next, index) => {
      const line = lines[index];
      return line && /^\p{Ll}/u.test(next.text) ? [isFull(line, next, longest)] : [];
    }),
  );
  const wrapped =
    breaks.length >= FEWEST_BREAKS &&
    breaks.filter(Boolean).length >= breaks.length * MOSTLY &&
    longest <= WIDEST_PAGE;
  const withAbstract = records.filter((blocks) => endsSentence(blocks.at(-1)?.at(-1)?.text ?? ''));
  return { ...(wrapped && { wrapColumn: longest }), hasAbstracts: withAbstract.length * 2 > records.length };
}

const FEWEST_BREAKS = 2;
const MOSTLY = 0.9;
const WIDEST_PAGE = 130;
