import { MONTHS } from '../../../dates/calendar-date.ts';

/** A text that ends in one of these must go on: a comma, an opening bracket, a preposition, an article. */
const OPEN_END =
  /(?:[,:;([‘“–—]|(?:^|[\s(])(?:a|an|the|and|or|of|on|in|to|by|for|from|with|without|at|as|between|among|about|into|under|via|during|after|before|against|concerning|regarding|including|towards?|than|that|which|who|whose|his|her|its|their|is|are|was|were|has|have|had|be|been|not|Comrade|No\.|Mr\.|Mrs\.|Dr\.|Gen\.|Col\.|Lt\.))$/u;

/** Whether a text breaks off where more must follow: after a comma, a preposition, an article… */
export function isOpenEnded(text: string): boolean {
  return OPEN_END.test(text) || /\p{L}[-‐]$/u.test(text);
}

/** Whether a line can only be the continuation of the line before it. */
export function isContinuation(line: string): boolean {
  return /^(?:\p{Ll}|[,;:.)\]!?–—])/u.test(line) || /^(?:\([^()]*\)|\[[^[\]]*\])$/.test(line);
}

/** Whether a text ends as a sentence does. The full stop of an initial or of "p.m." does not count. */
export function endsSentence(text: string): boolean {
  return /[.!?…]['"’”)\]]*$/u.test(text) && !/(?:^|[^\p{L}])\p{L}\.$/u.test(text);
}

/** Whether a date was broken over two lines: `17 January` and `1950`, `20-21` and `July 1968`. */
export function isDateBroken(before: string, next: string): boolean {
  return (
    (ENDS_IN_MONTH.test(before) && /^\d/.test(next)) ||
    (ENDS_IN_DAY.test(before) && BEGINS_WITH_MONTH.test(next))
  );
}

const ENDS_IN_DAY = /(?:^|[^\d])\d{1,2}$/;
const ENDS_IN_MONTH = new RegExp(`\\b(?:${MONTHS.join('|')})(?: \\d{1,2},?)?$`);
const BEGINS_WITH_MONTH = new RegExp(`^(?:${MONTHS.join('|')})\\b`);

/** Whether all words of more than three letters, and at least two, are capitalized, as in most titles; "(excerpt)" aside. */
export function isInTitleCase(text: string): boolean {
  const words = text.replace(/[([][^()[\]]*[)\]]/g, '').match(/\p{L}{4,}/gu) ?? [];
  return words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word));
}

/** How many brackets and quotation marks a text opens and does not close. Apostrophes do not count. */
export function openMarks(text: string): number {
  let open = 0;
  for (const { 0: mark, index } of text.matchAll(/[()[\]'"‘’“”]/gu)) {
    if (mark === '(' || mark === '[') open++;
    else if (mark === ')' || mark === ']') open--;
    else if (isOpeningQuote(text, index)) open++;
    else if (isClosingQuote(text, index)) open--;
  }
  return open;
}

function isOpeningQuote(text: string, index: number): boolean {
  return /^$|[\s([]/u.test(text[index - 1] ?? '') && /\S/u.test(text[index + 1] ?? '');
}

function isClosingQuote(text: string, index: number): boolean {
  return /\S/u.test(text[index - 1] ?? '') && /^$|[\s)\].,;:!?]/u.test(text[index + 1] ?? '');
}

/** Lines joined to one. A word that was broken after its hyphen is joined without a space, "short- and" is not. */
export function joinLines(lines: readonly string[]): string {
  return lines
    .map((line, index) => {
      const before = lines[index - 1];
      if (before === undefined) return line;
      const broken = /\p{L}[-‐]$/u.test(before) && !/^(?:and|or|to)\b/.test(line);
      return broken ? line : ` ${line}`;
    })
    .join('');
}

/** Paragraphs as one text, with blank lines between them. One that only continues the one before is joined to it. */
export function joinParagraphs(paragraphs: readonly string[]): string {
  const joined: string[][] = [];
  for (const paragraph of paragraphs) {
    const before = joined.at(-1);
    const last = before?.at(-1);
    if (before && last !== undefined && !endsSentence(last) && isContinuation(paragraph))
      before.push(paragraph);
    else joined.push([paragraph]);
  }
  return joined.map(joinLines).join('\n\n');
}
