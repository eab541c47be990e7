import { datesAt, type Understood } from './date-grammar.ts';
import { isMark, isWord } from './date-side.ts';
import { dateTokens, LONGEST_DATE_TEXT, type Token } from './date-tokens.ts';
import { isUndated } from './date-words.ts';
import type { HistoricalDate } from './historical-date.ts';
import type { DayMonthOrder } from './numeric-date.ts';
import { printHistoricalDate } from './printed-date.ts';

/** What the text of a date says, and how sure that is. */
export type DateReading =
  /** The text says just this; undefined: it says that there is no date. */
  | { readonly kind: 'certain'; readonly date: HistoricalDate | undefined }
  /** Something was taken for granted; the sentence says what. */
  | { readonly kind: 'read as'; readonly date: HistoricalDate; readonly sentence: string }
  /** It may mean any of these, and nothing says which. */
  | { readonly kind: 'ambiguous'; readonly dates: readonly HistoricalDate[] }
  | { readonly kind: 'unreadable' };

/** How a text is to be read. */
export interface DateOptions {
  /** Which of two numbers is the day; undefined: `3/4/1968` is ambiguous. */
  readonly order?: DayMonthOrder | undefined;
  /** Whether `61` after a month may be 1961, as people type; a source that writes so is ambiguous. */
  readonly shortYears?: boolean;
}

/** The forms to offer to whoever wrote a date that cannot be read. */
export const DATE_FORMS = '1964 · October 1964 · 19 October 1964 · 1964-10-19 · 10/1964 · 1960s · 1962–1968';

/**
 * What a text says that is a date and nothing else. It is read wholly or not at all: never its beginning, never one
 * end of a span.
 *
 * @example readDate('ca. 1920-1930') // certain: 1920~/1930~
 * @example readDate('1945-6') // read as 1945/1946
 * @example readDate('3/4/1968') // ambiguous: 1968-04-03 or 1968-03-04
 */
export function readDate(text: string, { order, shortYears = false }: DateOptions = {}): DateReading {
  if (isUndated(text)) return { kind: 'certain', date: undefined };
  if (text.length > LONGEST_DATE_TEXT) return { kind: 'unreadable' };
  const tokens = withoutBrackets(dateTokens(text, 'date'));
  const whole = datesAt(tokens, 0, { order, shortYears: true })
    .filter(([, next]) => next === tokens.length)
    .map(([understood]) => understood);
  const [first] = whole;
  if (!first) return { kind: 'unreadable' };
  const dates = [...new Map(whole.map(({ date }) => [date.edtf, date])).values()];
  if (dates.length > 1) return { kind: 'ambiguous', dates };
  if (first.isShort && (!shortYears || isBareNumber(tokens, 0, tokens.length))) return { kind: 'unreadable' };
  return readingOf(first, text);
}

function readingOf({ date, because, isShort }: Understood, text: string): DateReading {
  const taken = [...because, ...(isShort && because.length === 0 ? [`as ${printHistoricalDate(date)}`] : [])];
  if (taken.length === 0) return { kind: 'certain', date };
  return { kind: 'read as', date, sentence: `“${text.trim()}” was read ${taken.join(', ')}.` };
}

/** Brackets say that a cataloguer supplied the date: they change nothing of it. */
function withoutBrackets(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => !(token.kind === 'mark' && (token.mark === '(' || token.mark === ')')));
}

/** A date among other words. */
export interface FoundDate {
  readonly date: HistoricalDate;
  /** Offset of its first UTF-16 unit. */
  readonly start: number;
  /** Offset after its last UTF-16 unit. */
  readonly end: number;
  /** What was taken for granted; undefined where the words say all. */
  readonly sentence?: string;
}

/** What a text with a date in it says of time. */
export interface DatedWords {
  /** The first date in the text. */
  readonly found?: FoundDate;
  /** Words that look like a date, but cannot be read wholly as one; they count as words. */
  readonly unread?: string;
}

/**
 * The first date among other words. Words that belong to a date must all be read: of `31 february 1950` nothing is,
 * and the words are given back as unread.
 */
export function findDate(text: string, order: DayMonthOrder): DatedWords {
  if (!/\d{2}|\bfift|ties\b|centur|si[eè]cle|siglo/iu.test(text)) return {};
  const tokens = dateTokens(text, 'words');
  let unread: string | undefined;
  for (let at = 0; at < tokens.length; ) {
    const run = runAt(tokens, at);
    if (run === at) {
      at += 1;
      continue;
    }
    const found = dateInRun(text, tokens.slice(at, run), order);
    if (found && 'date' in found) return { found, ...(unread !== undefined && { unread }) };
    if (found && unread === undefined) unread = found.unread;
    at = run;
  }
  return unread === undefined ? {} : { unread };
}

/** The end of the run of tokens from one on that may belong to one date. */
function runAt(tokens: readonly Token[], at: number): number {
  let end = at;
  while (end < tokens.length && tokens[end]?.kind !== 'other') end += 1;
  return end;
}

/** The first date in a run: what stands beside it there must not be a part of a date that was left unread. */
function dateInRun(
  text: string,
  tokens: readonly Token[],
  order: DayMonthOrder,
): FoundDate | { readonly unread: string } | undefined {
  for (let at = 0; at < tokens.length; at += 1) {
    if (!mayBegin(text, tokens[at])) continue;
    for (const [understood, next] of datesAt(tokens, at, { order, shortYears: true })) {
      if (understood.isShort && isBareNumber(tokens, at, next)) continue;
      if (isLeftBefore(tokens, at) || isLeftAfter(tokens, next)) return unreadIn(text, tokens);
      return foundDate(text, understood, tokens[at]?.start ?? 0, tokens[next - 1]?.end ?? 0);
    }
  }
  return isDateLike(tokens) ? unreadIn(text, tokens) : undefined;
}

function foundDate(text: string, understood: Understood, start: number, end: number): FoundDate {
  const words = text.slice(start, end);
  const reading = readingOf(understood, words);
  return {
    date: understood.date,
    start,
    end,
    ...(reading.kind === 'read as' && { sentence: reading.sentence }),
  };
}

/** A date does not begin in the middle of `A-1963`, nor with the minus of an exclusion. */
function mayBegin(text: string, token: Token | undefined): boolean {
  if (!token || (token.kind === 'mark' && token.mark !== '~')) return false;
  return !/[\p{L}\p{N}.'/-]$/u.test(text.slice(0, token.start));
}

/** A month or a day just before what was read would have belonged to it: `31 february 1950`. */
function isLeftBefore(tokens: readonly Token[], at: number): boolean {
  const [before, first] = [tokens[at - 1], tokens[at]];
  if (!before || !first) return false;
  if (before.kind === 'month') return true;
  if (before.kind === 'number' && first.kind === 'month') return before.digits <= 2 && before.value < 40;
  if (before.kind === 'number') return before.digits <= 2 && tokens[at - 2]?.kind === 'month';
  return isJoin(before) && isNumberOrMonth(tokens[at - 2]);
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

function isBareNumber(tokens: readonly Token[], at: number, next: number): boolean {
  const token = tokens[at];
  return next === at + 1 && token?.kind === 'number' && !token.short;
}

/** Whether tokens look like a date that somebody meant: a month beside numbers with a year, or numbers alone. */
function isDateLike(tokens: readonly Token[]): boolean {
  const hasMonth = tokens.some(({ kind }) => kind === 'month');
  const hasYear = tokens.some((token) => token.kind === 'number' && token.digits === 4);
  return hasMonth && hasYear;
}

function unreadIn(text: string, tokens: readonly Token[]): { readonly unread: string } {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return { unread: first && last ? text.slice(first.start, last.end).trim() : text };
}
