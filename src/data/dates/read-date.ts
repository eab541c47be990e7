/**
 * Dates as archives and people write them. The files of this folder that others import:
 *
 * - `read-date.ts`: what a text says that is a date and nothing else, and how sure that is
 * - `find-date.ts`: the first date among the other words of a query
 * - `day-of-year.ts`: a day of every year as people type it, `today` and `next friday` among them
 * - `historical-date.ts` and `calendar-date.ts`: the model, EDTF
 * - `printed-date.ts`: a date in words, which `read-date.ts` reads back as the same date
 * - `span.ts`: a stretch of days to look in, and which dates lie in it
 * - `csl-date.ts`: the dates of CSL-JSON
 *
 * The rest is the grammar: a text becomes tokens (`date-tokens.ts`, by `token-looks.ts`, `date-words.ts` and `numeric-date.ts`), tokens
 * become sides (`date-side.ts`: `c. 5 October`, by `date-core.ts` and `named-date.ts`), and sides become dates
 * (`date-grammar.ts`, `open-date.ts`: ranges, lists, open ends). `docs/dates.md` shows every form.
 */
import { datesAt, type Understood } from './date-grammar.ts';
import { isBareShort } from './date-reading.ts';
import { sidesIn } from './date-side.ts';
import type { Token } from './date-token.ts';
import { dateTokens, LONGEST_DATE_TEXT } from './date-tokens.ts';
import { isUndated } from './date-words.ts';
import { type HistoricalDate, historicalDateIn } from './historical-date.ts';
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
  /** Whether `aug 61` is read as 1961, as people type; a source that writes so is ambiguous. */
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
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_DATE_TEXT || trimmed === '') return { kind: 'unreadable' };
  const edtf = historicalDateIn(trimmed);
  if (edtf) return { kind: 'certain', date: edtf };
  if (isUndated(trimmed)) return { kind: 'certain', date: undefined };
  const tokens = withoutBrackets(dateTokens(trimmed, 'date'));
  const whole = wholeDates(tokens, order, 1900);
  const [first] = whole;
  if (!first || (first.isShort && isBareShort(tokens, 0, tokens.length))) return { kind: 'unreadable' };
  const all = first.isShort && !shortYears ? inEachCentury(tokens, order, whole) : whole;
  const dates = [...new Map(all.map(({ date }) => [date.edtf, date])).values()];
  return dates.length > 1 ? { kind: 'ambiguous', dates } : readingOf(first, trimmed);
}

/**
 * Whether a text says a date by its ends, both of them: then it names a stretch of time, and not one end of it.
 *
 * @example isDateRange('1962-68') // true
 * @example isDateRange('spring 1967') // false
 */
export function isDateRange(text: string, order: DayMonthOrder): boolean {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_DATE_TEXT) return false;
  const edtf = historicalDateIn(trimmed);
  if (edtf) return edtf.start !== undefined && edtf.end !== undefined && edtf.form === 'interval';
  return wholeDates(withoutBrackets(dateTokens(trimmed, 'date')), order, 1900)[0]?.isRange ?? false;
}

/** Every way to understand all of the tokens. */
function wholeDates(
  tokens: readonly Token[],
  order: DayMonthOrder | undefined,
  century: number,
): Understood[] {
  return datesAt(sidesIn(tokens, { order, century }), 0)
    .filter(([, next]) => next === tokens.length)
    .map(([understood]) => understood);
}

/** A source that writes `5.10.64` may mean the century before, or that after for a year up to 49. */
function inEachCentury(
  tokens: readonly Token[],
  order: DayMonthOrder | undefined,
  whole: readonly Understood[],
): readonly Understood[] {
  const year = whole[0]?.date.end?.year ?? 1900;
  const others = wholeDates(tokens, order, year % 100 < 50 ? 2000 : 1800);
  return [...whole, ...others];
}

/** The reading of a text that can be understood in one way only. */
export function readingOf({ date, because, isShort }: Understood, text: string): DateReading {
  const taken = isShort ? ['its century is guessed', ...because] : because;
  if (taken.length === 0) return { kind: 'certain', date };
  const sentence = `“${text}” was read as ${printHistoricalDate(date)} (${taken.join('; ')}).`;
  return { kind: 'read as', date, sentence };
}

/**
 * Brackets say that a cataloguer supplied the date: they change nothing of it. Those around one end of a range only
 * say to which end a mark belongs, which its tokens keep.
 */
function withoutBrackets(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(isBracket)) return tokens;
  const without = tokens.filter((token) => !isBracket(token));
  let from: number | undefined;
  const groups: (readonly [number, number])[] = [];
  for (const token of tokens) {
    if (token.kind !== 'mark') continue;
    if (token.mark === '(') from = token.end;
    if (token.mark === ')' && from !== undefined) groups.push([from, token.start]);
  }
  const parts = groups.filter(([start, end]) => {
    const [inside, outside] = [true, false].map((isInside) =>
      without.filter(
        (token) => token.kind !== 'mark' && isInside === (token.start >= start && token.end <= end),
      ),
    );
    return outside?.some(isOfDate) && inside?.some(isOfDate);
  });
  return without.map((token) =>
    parts.some(([start, end]) => token.start >= start && token.end <= end)
      ? { ...token, enclosed: true }
      : token,
  );
}

function isBracket(token: Token): boolean {
  return token.kind === 'mark' && (token.mark === '(' || token.mark === ')');
}

/** Whether a token is of a date itself, and not of what is said about it. */
function isOfDate({ kind }: Token): boolean {
  return kind !== 'mark' && kind !== 'word' && kind !== 'time';
}
