import { isoDate } from './calendar-date.ts';
import { isBareShort, isMark, isTo, isWord, type Read } from './date-reading.ts';
import type { SidesOfText } from './date-side.ts';
import type { Token } from './date-token.ts';
import type { HistoricalDate, Qualifier } from './historical-date.ts';
import { openDates } from './open-date.ts';
import { completed, dateAfter, dateBetween, endsOf, ofSameCentury, type Side } from './written-date.ts';

/** One way to understand the text of a date. */
export interface Understood {
  readonly date: HistoricalDate;
  /** What was taken for granted, for a reader; none where the text says all that the date says. */
  readonly because: readonly string[];
  /** The century of a year with two digits was guessed. */
  readonly isShort: boolean;
  /** It was written as two dates or more: `1962-68`, and not `spring 1967`. */
  readonly isRange: boolean;
}

/**
 * Every way to understand the date that begins at a token, the longest first. What is read is read wholly: of a
 * range both ends, or nothing.
 */
export function datesAt(text: SidesOfText, at: number): Read<Understood>[] {
  const found: Read<Understood>[] = [];
  const first = text.tokens[at];
  if (isWord(first, 'between')) found.push(...rangesAt(text, at + 1, isAnd));
  if (isWord(first, 'from')) found.push(...rangesAt(text, at + 1, isTo));
  if (isWord(first, 'copyright')) found.push(...copyrightAt(text, at));
  for (const [date, next, sides, because] of openDates(text, at))
    found.push(...understood(date, sides, next, because));
  if (text.sidesAt(at).length > 0) found.push(...alone(text, at), ...followed(text, at));
  return found.length > 1 ? found.sort(([, a], [, b]) => b - a) : found;
}

function understood(
  date: HistoricalDate | undefined,
  sides: readonly Side[],
  next: number,
  because: readonly string[] = [],
): Read<Understood>[] {
  if (!date) return [];
  const taken = [...new Set([...sides.flatMap((side) => side.because), ...because])];
  const isShort = sides.some((side) => side.isShort);
  const isRange = sides.length > 1 || sides.some((side) => side.isRange);
  return [[{ date, because: taken, isShort, isRange }, next]];
}

/** One date alone. */
function alone({ sidesAt }: SidesOfText, at: number): Read<Understood>[] {
  return sidesAt(at).flatMap(([side, next]) => understood(dateOf(side), [side], next));
}

function dateOf(side: Side): HistoricalDate | undefined {
  const ends = endsOf(side);
  const qualifier = ofBoth(side.marks.lead, side.marks.trail);
  return ends && dateBetween(ends, { form: side.form, qualifier, endQualifier: qualifier });
}

/** A date and what follows it: the other end of a range, a correction, more dates of a list, what is left out. */
function followed(text: SidesOfText, at: number): Read<Understood>[] {
  return text.sidesAt(at).flatMap(([side, next]) => {
    const after = text.tokens[next];
    if (!after) return [];
    if (isTo(after)) return rangesFrom(text, at, [side, next], isTo).concat(listFrom(text, next, [side]));
    if (isMark(after, 'i.e.')) return correctedFrom(text, next);
    if (isWord(after, 'bulk', 'undated')) return leftOutFrom(text, side, next);
    if (!isMark(after, ',') && !isWord(after, 'and', 'or')) return [];
    return listFrom(text, next, [side]).concat(leftOutFrom(text, side, next), correctedFrom(text, next));
  });
}

type IsBetween = (token: Token | undefined) => boolean;

/** `between 1962 and 1964`: a range behind its opening word. */
function rangesAt(text: SidesOfText, at: number, isBetween: IsBetween): Read<Understood>[] {
  return text.sidesAt(at).flatMap((from) => rangesFrom(text, at, from, isBetween));
}

/** `1962-1968`, `5–10 October 1964`, with what may stand between the ends of such a range. */
function rangesFrom(
  { tokens, sidesAt }: SidesOfText,
  at: number,
  [from, next]: Read<Side>,
  isBetween: IsBetween,
): Read<Understood>[] {
  if (!isBetween(tokens[next]) || from.isRange || (from.isShort && isBareShort(tokens, at, next))) return [];
  return sidesAt(next + 1).flatMap(([written, end]) => {
    // A short year before a whole one is rather a day that the month does not have: `January 32–1933`.
    if (written.isRange || (from.isShort && !written.isShort)) return [];
    const to = ofSameCentury(from, written);
    const date = rangeOf([from, to]);
    const rest = leftOut(tokens, end).flatMap(([because, last]) =>
      understood(date, [from, to], last, because),
    );
    return [...understood(date, [from, to], end), ...rest];
  });
}

function isAnd(token: Token | undefined): boolean {
  return isWord(token, 'and', 'to') || isMark(token, '-', ',');
}

/** From the first to the last of some dates. */
function rangeOf(written: readonly Side[]): HistoricalDate | undefined {
  const sides = completed(written);
  const [first, last] = [sides?.[0], sides?.at(-1)];
  if (!first || !last || (first.order && last.order && first.order !== last.order)) return undefined;
  const [start, end] = [endsOf(first)?.start, endsOf(last)?.end];
  if (!start || !end) return undefined;
  return dateBetween({ start, end }, { form: 'interval', ...qualifiersOf(first, last) });
}

/**
 * A mark before the first of two dates, or after the last, is of both (`ca. 1920-1930`, `1920-1930?`), unless each has
 * its own or brackets say which one is meant.
 */
function qualifiersOf({ marks: from }: Side, { marks: to }: Side) {
  const isShared = from.trail === '' && to.lead === '';
  const qualifier = ofBoth(from.lead, from.trail);
  const endQualifier = ofBoth(to.lead, to.trail);
  return {
    qualifier: isShared && !to.isEnclosed ? ofBoth(qualifier, to.trail) : qualifier,
    endQualifier: isShared && !from.isEnclosed ? ofBoth(endQualifier, from.lead) : endQualifier,
  };
}

function ofBoth(one: Qualifier, other: Qualifier): Qualifier {
  if (one === '' || one === other) return other;
  return other === '' ? one : '%';
}

/** `1964 [i.e. 1965]`: the cataloguer says which date is right. */
function correctedFrom({ tokens, sidesAt }: SidesOfText, next: number): Read<Understood>[] {
  const says = isMark(tokens[next], ',') ? next + 1 : next;
  if (!isMark(tokens[says], 'i.e.')) return [];
  return sidesAt(says + 1).flatMap(([right, end]) =>
    understood(dateOf(right), [right], end, ['as corrected']),
  );
}

/** `1964 (bulk 1965)`, `1948, undated`, `1984, c1983`: what describes something beside the date. */
function leftOutFrom({ tokens }: SidesOfText, side: Side, next: number): Read<Understood>[] {
  return leftOut(tokens, next).flatMap(([because, end]) => understood(dateOf(side), [side], end, because));
}

/** What may be left out at the end of a text, and what is to be said of it. */
function leftOut(tokens: readonly Token[], at: number): Read<string[]>[] {
  const start = isMark(tokens[at], ',') || isWord(tokens[at], 'and') ? at + 1 : at;
  const [first, second] = [tokens[start], tokens[start + 1]];
  if (isWord(first, 'undated')) return [[['without what is undated'], start + 1]];
  const rest = tokens.slice(start + 1);
  const areDates = rest.length > 0 && rest.every((token) => token.kind !== 'other');
  if (isWord(first, 'bulk') && areDates) return [[['without the years of its bulk'], tokens.length]];
  const isCopyright = isWord(first, 'copyright') || (isWord(first, 'about') && first?.end === second?.start);
  const isYear = second?.kind === 'number' && second.digits === 4;
  return start > at && isCopyright && isYear ? [[['without the year of its copyright'], start + 2]] : [];
}

/** `©1964`, `copyright 1964`. */
function copyrightAt({ sidesAt }: SidesOfText, at: number): Read<Understood>[] {
  return sidesAt(at + 1).flatMap(([side, next]) =>
    understood(dateOf(side), [side], next, ['the year of its copyright']),
  );
}

/** How many dates a list may have. */
const MOST_LISTED = 6;

/** `1964 or 1965`, `5 and 6 October 1964`, `1961, 1963`: from the first to the last of them, which is said. */
function listFrom(text: SidesOfText, at: number, sides: readonly Side[]): Read<Understood>[] {
  const { tokens, sidesAt } = text;
  const token = tokens[at];
  const isNext = isWord(token, 'or', 'and') || isMark(token, ',', '/');
  // `1962-10-16/1962-10-28/1962-10-30` is neither a range nor a list.
  const isRangeGoingOn = isMark(token, '/') && sides.at(-1)?.isRange;
  if (!isNext || isRangeGoingOn || sides.length >= MOST_LISTED) return [];
  const start = isMark(token, ',') && isWord(tokens[at + 1], 'or', 'and') ? at + 2 : at + 1;
  const isChoice = isWord(tokens[start - 1], 'or');
  return sidesAt(start).flatMap(([side, end]) => {
    // In `1948 and 60 years later`, 60 is not a year; in `1962 or 63`, 63 is.
    if (!isLike(side, sides[0]) || (!isChoice && side.isShort && isBareShort(tokens, start, end))) return [];
    const all = [...sides, sides[0] ? ofSameCentury(sides[0], side) : side];
    const because = isChoice ? 'one of these' : 'from the first to the last';
    return [...understood(listDate(all, isChoice), all, end, [because]), ...listFrom(text, end, all)];
  });
}

/** All dates of a list are written in one way. */
function isLike(side: Side, first: Side | undefined): boolean {
  const isOtherOrder = side.order !== undefined && first?.order !== undefined && side.order !== first.order;
  // In `January 32, 1933` nobody meant the years 1932 and 1933.
  if (first?.isShort && !side.isShort) return false;
  const isOtherForm = side.form !== first?.form && (side.form === 'century' || first?.form === 'century');
  return !isOtherOrder && !isOtherForm;
}

/** Dates of a list are in order; alternatives follow each other, or years that nobody wrote would lie between them. */
function listDate(written: readonly Side[], isChoice: boolean): HistoricalDate | undefined {
  const spans = completed(written)?.map(endsOf) ?? [];
  const isInOrder = spans.every((span, index) => {
    const before = spans[index - 1]?.end;
    if (!span?.start) return false;
    if (index === 0 || !before) return index === 0;
    const follows = dateAfter(before);
    return (
      follows !== undefined &&
      (isChoice ? isoDate(follows) === isoDate(span.start) : isoDate(before) < isoDate(span.start))
    );
  });
  return isInOrder ? rangeOf(written) : undefined;
}
