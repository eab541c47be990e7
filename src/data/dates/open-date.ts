import type { CalendarDate } from './calendar-date.ts';
import { isFiller, isMark, isTo, isWord } from './date-reading.ts';
import type { SidesOfText } from './date-side.ts';
import type { Token } from './date-token.ts';
import type { HistoricalDate, Qualifier } from './historical-date.ts';
import { dateAfter, dateBefore, dateBetween, type Ends, endsOf, type Side } from './written-date.ts';

/** A date that is open at an end, or was said by both its ends; the index after it; what was taken for granted. */
type Open = readonly [
  date: HistoricalDate | undefined,
  next: number,
  sides: readonly Side[],
  because?: readonly string[],
];

/**
 * The dates from a token on that are open at an end: `before 1945`, `since June 1966`, `1964-`, `1964 onwards`,
 * `-1945`; and those closed by two such words: `after 1963-12 before 1965`.
 */
export function openDates(text: SidesOfText, at: number): Open[] {
  const bounds = boundsAt(text, at);
  const begun = bounds.flatMap(([ends, next, sides, because]): Open[] => [
    [oneOpen(ends, sides[0]), onwards(text.tokens, next, ends), sides, because],
    ...boundsAt(text, next).map(
      ([other, end, others]): Open => [closed(ends, other), end, [...sides, ...others]],
    ),
  ]);
  return [...begun, ...openEnded(text, at)];
}

/** `from 1964 onwards` says it twice. */
function onwards(tokens: readonly Token[], next: number, { start }: Ends): number {
  return start && isWord(tokens[next], 'onwards') ? next + 1 : next;
}

/** What follows a date may leave its end open: `1964-`, `1970–present`, `1970 onwards`, `1964 or earlier`. */
function openEnded({ tokens, sidesAt }: SidesOfText, at: number): Open[] {
  return sidesAt(at).flatMap(([side, next]): Open[] => {
    const ends = endsOf(side);
    const [first, second] = [tokens[next], tokens[next + 1]];
    if (!ends || !first) return [];
    const after = (length: number, because: readonly string[] = []): Open[] => [
      [oneOpen({ start: ends.start, end: undefined }, side), next + length, [side], because],
    ];
    if (isWord(first, 'or earlier')) {
      return [[oneOpen({ start: undefined, end: ends.end }, side), next + 1, [side]]];
    }
    if (isWord(first, 'onwards')) return after(1);
    if (!isTo(first)) return [];
    if (isWord(second, 'present', 'onwards') || isMark(second, '..')) return after(2);
    // Of EDTF and ISO 8601, the end of `1964/` is not known, rather than open.
    const isUnknown = isMark(second, '?');
    const isLast = isMark(first, '-', '/', '..') && !first.spaced && (!second || second.spaced || isUnknown);
    if (!isLast) return [];
    const because = isUnknown || isMark(first, '/') ? ['its end is not known'] : [];
    return after(isUnknown ? 2 : 1, because);
  });
}

type Bound = readonly [ends: Ends, next: number, sides: readonly Side[], because: readonly string[]];
type OpenEnds = (ends: Ends) => Ends | undefined;

const ending = (end: CalendarDate | undefined): Ends | undefined => end && { start: undefined, end };
const starting = (start: CalendarDate | undefined): Ends | undefined => start && { start, end: undefined };

/** One open end, by the word or the mark before it. */
function boundsAt(text: SidesOfText, at: number): Bound[] {
  const token = text.tokens[at];
  if (token?.kind === 'mark') return boundsByMark(text, at);
  if (token?.kind !== 'word') return [];
  switch (token.word) {
    case 'before':
      return boundBy(text, afterDash(text.tokens, at + 1), ({ start }) => ending(start && dateBefore(start)));
    case 'after':
      return boundBy(text, afterDash(text.tokens, at + 1), ({ end }) => starting(end && dateAfter(end)));
    case 'until':
      return boundBy(text, at + 1, ({ end }) => ending(end));
    case 'since':
    case 'from':
      return boundBy(text, at + 1, ({ start }) => starting(start));
    default:
      return [];
  }
}

/** `../1945`, `..1945`, and `/1945` or `-1945` at the very beginning. */
function boundsByMark(text: SidesOfText, at: number): Bound[] {
  const { tokens } = text;
  const ends: OpenEnds = ({ end }) => ending(end);
  if (isMark(tokens[at], '..')) return boundBy(text, isMark(tokens[at + 1], '/') ? at + 2 : at + 1, ends);
  const number = tokens[at + 1];
  // In ISO 8601, -0333 is a year before our era.
  const isBeforeChrist = number?.kind === 'number' && number.digits === 4 && number.value < 1000;
  if (at > 0 || !isMark(tokens[at], '-', '/') || isBeforeChrist) return [];
  const because = isMark(tokens[at], '/') ? 'its beginning is not known' : 'an open beginning';
  return boundBy(text, at + 1, ends, [because]);
}

/** `pre-1945`, `post-1945`. */
function afterDash(tokens: readonly Token[], at: number): number {
  return isMark(tokens[at], '-') ? at + 1 : at;
}

function boundBy(text: SidesOfText, at: number, openOf: OpenEnds, because: readonly string[] = []): Bound[] {
  // `after the 1956 revolution` speaks of a revolution; only of many years `the` is a part of the date.
  const isOfAThing =
    isFiller(text.tokens[at]) && text.tokens[at + 1]?.kind === 'number' && !isDay(text.tokens, at + 1);
  if (isOfAThing) return [];
  return text.sidesAt(at).flatMap(([side, next]): Bound[] => {
    const ends = endsOf(side);
    const open = ends && openOf(ends);
    return open ? [[open, next, [side], because]] : [];
  });
}

/** `until the 5th of October 1964`. */
function isDay(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === 'number' && token.digits <= 2;
}

function oneOpen({ start, end }: Ends, side: Side | undefined): HistoricalDate | undefined {
  const qualifier = side ? qualifierOf(side) : '';
  return dateBetween({ start, end }, { form: 'interval', qualifier, endQualifier: qualifier });
}

function qualifierOf({ marks: { lead, trail } }: Side): Qualifier {
  if (lead === '' || lead === trail) return trail;
  return trail === '' ? lead : '%';
}

/** An interval by two words: `after 1963-12 before 1965`. */
function closed(one: Ends, other: Ends): HistoricalDate | undefined {
  const start = one.start ?? other.start;
  const end = one.end ?? other.end;
  if (!start || !end || (one.start && other.start) || (one.end && other.end)) return undefined;
  return dateBetween({ start, end }, { form: 'interval', qualifier: '', endQualifier: '' });
}
