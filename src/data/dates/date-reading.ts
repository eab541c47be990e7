import type { Mark, Token } from './date-token.ts';
import type { Role } from './date-words.ts';
import type { DayMonthOrder } from './numeric-date.ts';

/** How the text of a date is to be read. */
export interface SideOptions {
  /** Which of two numbers is the day; undefined: what may be either way round stays so. */
  readonly order: DayMonthOrder | undefined;
  /** The first year of the century of a year with two digits: 1900 for `aug 61`. */
  readonly century: number;
}

/** Something that was read, and the index of the token after it. */
export type Read<T> = readonly [value: T, next: number];

/** Whether a token is one of certain words of dates. */
export function isWord(token: Token | undefined, ...words: readonly Role[]): boolean {
  return token?.kind === 'word' && words.includes(token.word);
}

/** Whether a token is one of certain marks of punctuation. */
export function isMark(token: Token | undefined, ...marks: readonly Mark[]): boolean {
  return token?.kind === 'mark' && marks.includes(token.mark);
}

/** Whether a token adds nothing to a date: `of`, `the`, `year`. */
export function isFiller(token: Token | undefined): boolean {
  return isWord(token, 'filler', 'year');
}

/** Whether a token joins the two ends of a range. */
export function isTo(token: Token | undefined): boolean {
  return isWord(token, 'to', 'until') || isMark(token, '-', '/', '..', '…');
}

/**
 * Whether tokens have a number of two digits where a year may be, and nothing that makes it one: `60 years`, `in 64`.
 * An apostrophe does (`'64`), and so does a month.
 */
export function isBareShort(tokens: readonly Token[], at: number, next: number): boolean {
  let digits = 0;
  for (let index = at; index < next; index += 1) {
    const token = tokens[index];
    if (token?.kind === 'number' && !token.short) digits = Math.max(digits, token.digits);
    else if (token?.kind !== 'word' && token?.kind !== 'mark') return false;
  }
  return digits === 2;
}
