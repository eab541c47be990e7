import { datesAt, type Understood } from './date-grammar.ts';
import { isBareShort, isMark, isWord } from './date-reading.ts';
import { sidesIn } from './date-side.ts';
import type { Token } from './date-token.ts';
import { dateTokens } from './date-tokens.ts';
import type { HistoricalDate } from './historical-date.ts';
import type { DayMonthOrder } from './numeric-date.ts';
import { printHistoricalDate } from './printed-date.ts';
import { readingOf } from './read-date.ts';

/** A date among other words. */
export interface FoundDate {
  readonly date: HistoricalDate;
  /** Offset of its first UTF-16 unit. */
  readonly start: number;
  /** Offset after its last UTF-16 unit. */
  readonly end: number;
  /** What was taken for granted, for a reader; undefined where the words say all. */
  readonly sentence?: string;
}

/** What a text with a date in it says of time. */
export interface DatedWords {
  /** The first date in the text. */
  readonly found?: FoundDate;
  /** Words that look like a date, but cannot be read wholly as one; they count as words. */
  readonly unread?: string;
}

/** Every date has a number of two digits in it, or one of these words. */
const MAY_HAVE_DATE = /\d{2}|ties\b|centur/iu;

/**
 * The first date among other words. Words that belong to a date must all be read: of `31 february 1950` nothing is,
 * and the words are given back as unread. A year of two digits is of the twentieth century.
 *
 * @example findDate('cuban crisis oct 62', 'day-first').found?.date.edtf // '1962-10'
 */
export function findDate(text: string, order: DayMonthOrder): DatedWords {
  if (!MAY_HAVE_DATE.test(text)) return {};
  const tokens = dateTokens(text, 'words');
  let unread: string | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const end = endOfRun(tokens, at);
    if (end === at) {
      unread ??= unreadNumbers(tokens[at]);
      continue;
    }
    const found = dateInRun(text, tokens.slice(at, end), order);
    if (found && 'date' in found) return { found, ...(unread !== undefined && { unread }) };
    unread ??= found?.unread;
    at = end;
  }
  return unread === undefined ? {} : { unread };
}

/** The end of the run of tokens from one on that may belong to one date. Roman numerals may be of a century. */
function endOfRun(tokens: readonly Token[], at: number): number {
  let end = at;
  for (let token = tokens[end]; token; token = tokens[end]) {
    const isRoman = token.kind === 'other' && /^[ivx]+$/i.test(token.text);
    if (token.kind === 'other' && !isRoman) break;
    end += 1;
  }
  return end;
}

/** The first date in a run: what stands beside it there must not be a part of a date that was left unread. */
function dateInRun(
  text: string,
  tokens: readonly Token[],
  order: DayMonthOrder,
): FoundDate | { readonly unread: string } | undefined {
  const sides = sidesIn(tokens, { order, century: 1900 });
  for (let at = 0; at < tokens.length; at += 1) {
    const readings = mayBegin(text, tokens[at]) ? datesAt(sides, at) : [];
    for (const [understood, next] of readings) {
      if (understood.isShort && isBareShort(tokens, at, next)) continue;
      if (!mayEnd(text, tokens[next - 1])) continue;
      if (isLeftBefore(tokens, at) || isLeftAfter(tokens, next)) return unreadIn(text, tokens);
      const others = readings.filter(
        ([other, end]) => end === next && other.date.edtf !== understood.date.edtf,
      );
      const [start, end] = [tokens[at]?.start ?? 0, tokens[next - 1]?.end ?? 0];
      return foundDate(text, understood, start, end, others[0]?.[0]);
    }
  }
  return isDateLike(tokens) ? unreadIn(text, tokens) : undefined;
}

function foundDate(
  text: string,
  understood: Understood,
  start: number,
  end: number,
  other: Understood | undefined,
): FoundDate {
  const { date } = understood;
  const words = text.slice(start, end);
  const reading = readingOf(understood, words);
  const found = { date, start, end };
  if (other) {
    const sentence = `“${words}” was read as ${printHistoricalDate(date)}; it may also mean ${printHistoricalDate(other.date)}.`;
    return { ...found, sentence };
  }
  return reading.kind === 'read as' ? { ...found, sentence: reading.sentence } : found;
}

/** A date does not begin in the middle of `A-1963`, nor with the minus of an exclusion. */
function mayBegin(text: string, token: Token | undefined): boolean {
  if (!token || (token.kind === 'mark' && token.mark !== '~')) return false;
  return !/[\p{L}\p{N}.'/-]$/u.test(text.slice(Math.max(0, token.start - 2), token.start));
}

/** A date does not end in the middle of `1964A`, nor before the rest of `1964-A`. */
function mayEnd(text: string, last: Token | undefined): boolean {
  if (!last || isMark(last, '年', '月', '日')) return true;
  return !/^[\p{L}\p{N}]/u.test(text.slice(last.end, last.end + 2));
}

/** A month or a day just before what was read would have belonged to it: `31 february 1950`, `february 31, 1950`. */
function isLeftBefore(tokens: readonly Token[], at: number): boolean {
  const last = isMark(tokens[at - 1], ',') ? at - 2 : at - 1;
  const [before, first] = [tokens[last], tokens[at]];
  if (!before || !first) return false;
  if (before.kind === 'month') return true;
  if (before.kind === 'number' && first.kind === 'month') return before.digits <= 2 && before.value < 40;
  if (before.kind === 'number') return before.digits <= 2 && tokens[last - 1]?.kind === 'month';
  return isJoin(before) && isNumberOrMonth(tokens[last - 1]);
}

/** A number or a second end just after what was read would have belonged to it: `1964-13`, `1962 to may`. */
function isLeftAfter(tokens: readonly Token[], next: number): boolean {
  const token = tokens[next];
  if (!token) return false;
  if (token.kind === 'number' || token.kind === 'numeric') return !token.spaced;
  return isJoin(token) && isNumberOrMonth(tokens[next + 1]);
}

function isJoin(token: Token): boolean {
  return isWord(token, 'to') || isMark(token, '-', '/');
}

function isNumberOrMonth(token: Token | undefined): boolean {
  return token?.kind === 'number' || token?.kind === 'numeric' || token?.kind === 'month';
}

/** Whether tokens look like a date that somebody meant: a month beside a year. */
function isDateLike(tokens: readonly Token[]): boolean {
  const hasMonth = tokens.some(({ kind }) => kind === 'month');
  return hasMonth && tokens.some((token) => token.kind === 'number' && token.digits === 4);
}

/** Numbers that somebody meant as a date of the calendar, which has no such date: `1964-02-30`. */
function unreadNumbers(token: Token | undefined): string | undefined {
  const numbers = /^(?:\d{4}[-./]\d\d?(?:[-./]\d\d?)?|\d\d?[-./]\d\d?[-./]\d{4})$/;
  return token?.kind === 'other' && numbers.test(token.text) ? token.text : undefined;
}

/** The words of a run, without what stands around the date that was meant: `of 31 february 1950 to`. */
function unreadIn(text: string, tokens: readonly Token[]): { readonly unread: string } {
  const isAround = (token: Token) => token.kind === 'word' || token.kind === 'mark';
  const first = tokens.find((token) => !isAround(token));
  const last = tokens.findLast((token) => !isAround(token));
  return { unread: first && last ? text.slice(first.start, last.end) : text };
}
