import type { CalendarDate } from './calendar-date.ts';
import { isMark, isWord, type Read, type SideOptions, sidesAt } from './date-side.ts';
import type { Token } from './date-tokens.ts';
import type { HistoricalDate, Qualifier } from './historical-date.ts';
import {
  completed,
  dateAfter,
  dateBefore,
  dateBetween,
  type Ends,
  endsOf,
  type Side,
} from './written-date.ts';

/** One way to understand the text of a date. */
export interface Understood {
  readonly date: HistoricalDate;
  /** What was taken for granted, as ends of a sentence; none where the text says all that the date says. */
  readonly because: readonly string[];
  /** The century of a year with two digits was guessed. */
  readonly isShort: boolean;
}

/**
 * Every way to understand the date that begins at a token, the longest first. What is read is read wholly: of a
 * range both ends, or nothing.
 */
export function datesAt(tokens: readonly Token[], at: number, options: SideOptions): Read<Understood>[] {
  const rules = [between, fromTo, opened, corrected, ranged, listed, single];
  const found = rules.flatMap((rule) => rule(tokens, at, options));
  return found.sort(([, a], [, b]) => b - a);
}

type Rule = (tokens: readonly Token[], at: number, options: SideOptions) => Read<Understood>[];

/** `between 1962 and 1964`. */
const between: Rule = (tokens, at, options) =>
  isWord(tokens[at], 'between')
    ? rangesAt(tokens, at + 1, options, (token) => isWord(token, 'and', 'to') || isMark(token, '-', ','))
    : [];

/** `from May to July 1962`. */
const fromTo: Rule = (tokens, at, options) =>
  isWord(tokens[at], 'from') ? rangesAt(tokens, at + 1, options, isTo) : [];

/** `1962-1968`, `5–10 October 1964`, `June to July 1950`. */
const ranged: Rule = (tokens, at, options) => rangesAt(tokens, at, options, isTo);

function isTo(token: Token | undefined): boolean {
  return isWord(token, 'to', 'until') || isMark(token, '-', '/', '..');
}

function rangesAt(
  tokens: readonly Token[],
  at: number,
  options: SideOptions,
  isBetween: (token: Token | undefined) => boolean,
): Read<Understood>[] {
  return sidesAt(tokens, at, options).flatMap(([from, next]) => {
    if (!isBetween(tokens[next])) return [];
    return sidesAt(tokens, next + 1, options).flatMap(([to, end]) =>
      understood(rangeOf(from, to), [from, to], end),
    );
  });
}

/** A qualifier before the first of two dates, or after the last, is of both: `ca. 1920-1930`, `1920-1930?`. */
function rangeOf(from: Side, to: Side): HistoricalDate | undefined {
  if (from.order && to.order && from.order !== to.order) return undefined;
  const sides = completed(from, to);
  const [first, last] = sides ? sides.map(endsOf) : [];
  if (!first || !last) return undefined;
  return dateBetween(
    { start: first.start, end: last.end },
    { form: 'interval', ...qualifiersOf(from.qualifier, to.qualifier) },
  );
}

function qualifiersOf(from: Qualifier, to: Qualifier) {
  const shared = from === '' ? to : to === '' && from === '~' ? from : undefined;
  return shared === undefined
    ? { qualifier: from, endQualifier: to }
    : { qualifier: shared, endQualifier: shared };
}

/** `before 1945`, `since June 1966`, `after 1963-12 before 1965`, `1964-`, `1964 onwards`, `-1945`. */
const opened: Rule = (tokens, at, options) => {
  const first = tokens[at];
  const found = boundsAt(tokens, at, options);
  const both = found.flatMap(([one, next, sides]) => [
    ...understood(oneOpen(one, sides), sides, next),
    ...boundsAt(tokens, next, options).flatMap(([other, end, others]) =>
      understood(closed(one, other), [...sides, ...others], end),
    ),
  ]);
  if (both.length > 0 || isWord(first, 'between')) return both;
  return sidesAt(tokens, at, options).flatMap(([side, next]) => {
    const [dash, after] = [tokens[next], tokens[next + 1]];
    const goesOn =
      isWord(dash, 'present') || (isTo(dash) && (isWord(after, 'present') || isMark(after, '..')));
    const end = isWord(dash, 'present') ? next + 1 : next + 2;
    if (goesOn) return understood(openAfter(side), [side], end);
    const endsInDash = isMark(dash, '-', '/') && !dash?.spaced && (!after || after.spaced);
    return endsInDash ? understood(openAfter(side), [side], isMark(after, '?') ? next + 2 : next + 1) : [];
  });
};

type Bound = readonly [ends: Ends, next: number, sides: readonly Side[]];

/** One open end, by the word before it. */
function boundsAt(tokens: readonly Token[], at: number, options: SideOptions): Bound[] {
  const word = tokens[at];
  const isDash = isMark(word, '-', '..') || (isMark(word, '/') && at === 0);
  const dashed = isDash && (isMark(word, '..') ? isMark(tokens[at + 1], '/') : true);
  const skip = isMark(word, '..') ? 2 : 1;
  if (dashed) return boundBy(tokens, at + skip, options, ({ end }) => end && { start: undefined, end });
  if (isWord(word, 'before')) {
    return boundBy(tokens, afterDash(tokens, at + 1), options, ({ start }) =>
      endingAt(start && dateBefore(start)),
    );
  }
  if (isWord(word, 'after')) {
    return boundBy(tokens, afterDash(tokens, at + 1), options, ({ end }) =>
      startingAt(end && dateAfter(end)),
    );
  }
  if (isWord(word, 'until')) return boundBy(tokens, at + 1, options, ({ end }) => endingAt(end));
  if (isWord(word, 'since', 'from'))
    return boundBy(tokens, at + 1, options, ({ start }) => startingAt(start));
  return [];
}

/** `pre-1945`, `post-1945`. */
function afterDash(tokens: readonly Token[], at: number): number {
  return isMark(tokens[at], '-') ? at + 1 : at;
}

function endingAt(end: CalendarDate | undefined): Ends | undefined {
  return end && { start: undefined, end };
}

function startingAt(start: CalendarDate | undefined): Ends | undefined {
  return start && { start, end: undefined };
}

function boundBy(
  tokens: readonly Token[],
  at: number,
  options: SideOptions,
  openOf: (ends: Ends) => Ends | undefined,
): Bound[] {
  // `after the 1956 revolution` speaks of a revolution; only of many years `the` is a part of the date.
  const isOfAThing = isWord(tokens[at], 'filler') && tokens[at + 1]?.kind === 'number';
  if (isOfAThing) return [];
  return sidesAt(tokens, at, options).flatMap(([side, next]) => {
    const ends = endsOf(side);
    const open = ends && openOf(ends);
    return open ? [[open, next, [side]] as const] : [];
  });
}

function oneOpen({ start, end }: Ends, sides: readonly Side[]): HistoricalDate | undefined {
  const qualifier = sides[0]?.qualifier ?? '';
  return dateBetween({ start, end }, { form: 'interval', qualifier, endQualifier: qualifier });
}

function openAfter(side: Side): HistoricalDate | undefined {
  const ends = endsOf(side);
  return ends && oneOpen({ start: ends.start, end: undefined }, [side]);
}

function closed(one: Ends, other: Ends): HistoricalDate | undefined {
  const start = one.start ?? other.start;
  const end = one.end ?? other.end;
  if (!start || !end || (one.start && other.start) || (one.end && other.end)) return undefined;
  return dateBetween({ start, end }, { form: 'interval', qualifier: '', endQualifier: '' });
}

/** `1964 [i.e. 1965]`: the cataloguer says which date is right. */
const corrected: Rule = (tokens, at, options) =>
  sidesAt(tokens, at, options).flatMap(([wrong, next]) => {
    const says = isMark(tokens[next], ',') ? next + 1 : next;
    if (!isMark(tokens[says], 'i.e.')) return [];
    return sidesAt(tokens, says + 1, options).flatMap(([right, end]) => {
      const because = ['as its correction says'];
      return understood(
        dateOf(right),
        [
          { ...right, because: [...right.because, ...because] },
          { ...wrong, because: [] },
        ],
        end,
      );
    });
  });

/** How many dates a list may have. */
const MOST_LISTED = 6;

/** `1964 or 1965`, `5 and 6 October 1964`, `1961, 1963`: from the first to the last of them, which is said. */
const listed: Rule = (tokens, at, options) =>
  sidesAt(tokens, at, options).flatMap(([first, next]) => listFrom(tokens, next, options, [first]));

function listFrom(
  tokens: readonly Token[],
  at: number,
  options: SideOptions,
  sides: readonly Side[],
): Read<Understood>[] {
  const token = tokens[at];
  const isNext = isWord(token, 'or', 'and') || isMark(token, ',', '/');
  if (!isNext || sides.length >= MOST_LISTED) return [];
  const start = isMark(token, ',') && isWord(tokens[at + 1], 'or', 'and') ? at + 2 : at + 1;
  return sidesAt(tokens, start, options).flatMap(([side, end]) => {
    const all = [...sides, side];
    const because = isWord(token, 'or') ? 'as one of these' : 'as from the first to the last of these';
    const date = listDate(all, isWord(token, 'or'));
    return [
      ...understood(date, [{ ...side, because: [because] }, ...sides], end),
      ...listFrom(tokens, end, options, all),
    ];
  });
}

/** Alternatives must follow each other: between 1964 and 1970 lie years that nobody wrote. */
function listDate(sides: readonly Side[], isChoice: boolean): HistoricalDate | undefined {
  const [first, last] = [sides[0], sides.at(-1)];
  if (!first || !last) return undefined;
  const spans = sides.map((side) => completed(side, last)?.[0]).map((side) => side && endsOf(side));
  const inOrder = spans.every((span, index) => {
    const before = spans[index - 1];
    if (!span?.start || !span.end) return false;
    if (index === 0) return true;
    const follows = before?.end && dateAfter(before.end);
    return !isChoice || JSON.stringify(follows) === JSON.stringify(span.start);
  });
  return inOrder ? rangeOf(first, last) : undefined;
}

/** One date alone. */
const single: Rule = (tokens, at, options) =>
  sidesAt(tokens, at, options).flatMap(([side, next]) => understood(dateOf(side), [side], next));

function dateOf(side: Side): HistoricalDate | undefined {
  const ends = endsOf(side);
  return (
    ends && dateBetween(ends, { form: side.form, qualifier: side.qualifier, endQualifier: side.qualifier })
  );
}

function understood(
  date: HistoricalDate | undefined,
  sides: readonly Side[],
  next: number,
): Read<Understood>[] {
  if (!date) return [];
  const because = [...new Set(sides.flatMap((side) => side.because))];
  return [[{ date, because, isShort: sides.some(({ isShort }) => isShort) }, next]];
}
