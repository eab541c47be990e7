import { endsSentence, isContinuation, isOpenEnded, joinLines, openMarks } from './sentence.ts';

/** Lines of a record that follow its date, without blank ones between them. */
export type Paragraph = readonly { readonly text: string; readonly width: number }[];

/** How a listing as a whole is set, learnt from all its records. */
export interface Setting {
  /** The column at which all lines are broken; absent when they are not. */
  readonly wrapColumn?: number;
  /** Whether most records have an abstract. */
  readonly hasAbstracts: boolean;
}

/** Titles are at most three or four lines; what would be longer is a slip of ours. */
const MOST_TITLE_LINES = 6;

/** A title shorter than this is not broken over two lines. */
const SHORTEST_BROKEN_LINE = 55;

/** In how many of the following lines a bracket opened in a title is looked for. */
const BRACKET_REACH = 3;

/**
 * How many lines of a paragraph are the title, when nothing but a line break sets title and abstract apart:
 * the first, and each that the one before it cannot do without.
 *
 * @param complete whether the text goes on after the paragraph, so that its last line is not cut off
 */
export function titleLines(paragraph: Paragraph, setting: Setting, complete: boolean): number {
  const texts = paragraph.map(({ text }) => text);
  let count = 1;
  while (count < Math.min(texts.length, MOST_TITLE_LINES) && goesOn(paragraph, count, setting)) count++;
  const rest = texts.slice(count);
  const noAbstract =
    rest.length > 0 &&
    texts.length <= MOST_TITLE_LINES &&
    !rest.some(endsSentence) &&
    (texts[count - 1] ?? '').length >= SHORTEST_BROKEN_LINE &&
    (complete || !setting.hasAbstracts);
  return noAbstract ? texts.length : count;
}

function goesOn(paragraph: Paragraph, count: number, setting: Setting): boolean {
  const before = paragraph[count - 1];
  const next = paragraph[count];
  if (!before || !next) return false;
  if (isOpenEnded(before.text) || isContinuation(next.text)) return true;
  if (setting.wrapColumn !== undefined && isFull(before, next, setting.wrapColumn)) return true;
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

/** How a listing is set, from the paragraphs of its records. */
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
