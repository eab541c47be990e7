import { addDays } from 'date-fns/addDays';
import { format } from 'date-fns/format';
import { parseISO } from 'date-fns/parseISO';
import {
  type CalendarDate,
  firstDay,
  isoDate,
  lastDay,
  MONTHS,
  parseHistoricalDate,
} from './historical-date.ts';
import type { Span } from './span.ts';

/** The forms to offer to whoever typed a date that cannot be read. */
export const TYPED_DATE_FORMS = '1964 · October 1964 · 19 October 1964 · 1964-10-19 · 10/1964 · 1960s';

/** Which number comes first in a date written in numbers only, as `3/4/1968`. */
export type DayMonthOrder = 'day-first' | 'month-first';

/** The order that people of a locale (BCP 47) write day and month in. */
export function dayMonthOrder(locale: string): DayMonthOrder {
  return locale === 'en-US' ? 'month-first' : 'day-first';
}

/** Whether a text that names a stretch of time does so by two dates: `1962-1968`, `from May to July 1962`. */
export function isTypedRange(text: string, order: DayMonthOrder): boolean {
  const trimmed = text.trim();
  return RANGE_WORDS.some(
    ([opening, between]) => rangeAt(trimmed, 0, opening, between, order)?.end === trimmed.length,
  );
}

/** A stretch of time that was typed, and where in the text it stood. */
export interface TypedSpan {
  readonly span: Span;
  /** Offset of its first UTF-16 unit. */
  readonly start: number;
  /** Offset after its last UTF-16 unit. */
  readonly end: number;
}

/**
 * The stretch of time that a text names, and nothing but it: `1964`, `october 1964`, `1964-10-19`, `late 1960s`,
 * `before 1963`, `1962-1968`, `spring 1967`. Undefined when it names none, or a day that does not exist.
 */
export function readTypedSpan(text: string, order: DayMonthOrder): Span | undefined {
  const trimmed = text.trim();
  const found = spanAt(trimmed, 0, order);
  return found && found.end === trimmed.length ? found.span : undefined;
}

/** The first stretch of time that a text names among other words. */
export function findTypedSpan(text: string, order: DayMonthOrder): TypedSpan | undefined {
  if (!/\d{4}/.test(text)) return undefined; // Every form has a year or a decade in it.
  for (const { index } of text.matchAll(/(?<![\p{L}\p{N}.'/-])[\p{L}\p{N}]/gu)) {
    const found = spanAt(text, index, order);
    if (found) return { ...found, start: index };
  }
  return undefined;
}

type Read = { readonly span: Span; readonly end: number };
type Bounds = { readonly from: string; readonly to: string };
type ReadBounds = { readonly bounds: Bounds; readonly end: number };

const RANGE_WORDS: readonly (readonly [RegExp, RegExp])[] = [
  [/between\s+/iuy, /\s+and\s+/iuy],
  [/from\s+/iuy, /\s+(?:to|until|till|through)\s+/iuy],
  [/(?:)/iuy, /\s*(?:\.\.|[-\u2010-\u2015/]|\bto\b|\buntil\b|\bthrough\b)\s*/iuy],
];

const OPEN_WORDS: readonly (readonly [RegExp, (bounds: Bounds) => Span])[] = [
  [/(?:before|prior to)\s+/iuy, ({ from }) => ({ to: dayAfter(from, -1) })],
  [/(?:until|till|up to|by)\s+/iuy, ({ to }) => ({ to })],
  [/after\s+/iuy, ({ to }) => ({ from: dayAfter(to, 1) })],
  [/(?:since|from)\s+/iuy, ({ from }) => ({ from })],
  [/(?:in|on|of|during)\s+(?:the\s+)?/iuy, (bounds) => bounds],
];

function spanAt(text: string, at: number, order: DayMonthOrder): Read | undefined {
  for (const [opening, between] of RANGE_WORDS) {
    const range = rangeAt(text, at, opening, between, order);
    if (range) return range;
  }
  for (const [opening, spanOf] of OPEN_WORDS) {
    const point = pointAt(text, endOf(opening, text, at), order);
    if (point) return { span: spanOf(point.bounds), end: point.end };
  }
  const point = pointAt(text, at, order);
  return point && { span: point.bounds, end: point.end };
}

function rangeAt(
  text: string,
  at: number,
  opening: RegExp,
  between: RegExp,
  order: DayMonthOrder,
): Read | undefined {
  const from = pointAt(text, endOf(opening, text, at), order);
  const to = from && pointAt(text, endOf(between, text, from.end), order);
  if (!from || !to || from.bounds.from > to.bounds.to) return undefined;
  return { span: { from: from.bounds.from, to: to.bounds.to }, end: to.end };
}

function endOf(pattern: RegExp, text: string, at: number | undefined): number | undefined {
  if (at === undefined) return undefined;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const YEAR = '(?<year>[12]\\d{3})';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const PART = '(?:(?<part>early|mid|late)[\\s-]+)?';

type Groups = Readonly<Record<string, string | undefined>>;
type Form = readonly [pattern: RegExp, bounds: (groups: Groups, order: DayMonthOrder) => Bounds | undefined];

const form = (pattern: string, bounds: Form[1]): Form => [
  new RegExp(`${pattern}(?![\\p{L}\\p{N}])`, 'iuy'),
  bounds,
];

/** Every form of a date, the longer before those that it begins with. */
const FORMS: readonly Form[] = [
  form(`${YEAR}[-\u2010/.](?<digits>\\d{1,2})[-\u2010/.](?<day>\\d{1,2})`, numbered),
  form(`${DAY}\\s*(?:of\\s+)?${MONTH},?\\s*(?:of\\s+)?${YEAR}`, named),
  form(`${MONTH}\\s*${DAY},?\\s+${YEAR}`, named),
  form(`${YEAR},?\\s+${MONTH}\\s+${DAY}`, named),
  form(`(?<one>\\d{1,2})[/.-](?<two>\\d{1,2})[/.-]${YEAR}`, inOrder),
  form(`${YEAR}[-\u2010\u2013](?<short>\\d{2})`, shortRange),
  form(`${YEAR}[-\u2010/](?<digits>0?[1-9]|1[0-2])`, numbered),
  form(`(?<digits>0?[1-9]|1[0-2])[/.]${YEAR}`, numbered),
  form(`${MONTH},?\\s*(?:of\\s+)?${YEAR}`, named),
  form(`${YEAR},?\\s+${MONTH}`, named),
  form(`(?<season>spring|summer|autumn|fall|winter),?\\s+(?:of\\s+)?${YEAR}`, seasonal),
  form(`(?:the\\s+)?${PART}(?:the\\s+)?(?<decade>[12]\\d{2})0['\u2019]?s`, decadal),
  form(`${PART}${YEAR}`, yearly),
];

function pointAt(text: string, at: number | undefined, order: DayMonthOrder): ReadBounds | undefined {
  if (at === undefined) return undefined;
  for (const [pattern, boundsOf] of FORMS) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const bounds = match && boundsOf(match.groups ?? {}, order);
    if (bounds) return { bounds, end: at + match[0].length };
  }
  return undefined;
}

function numbered({ year, digits, day }: Groups): Bounds | undefined {
  return boundsOf({ year: Number(year), month: Number(digits), ...(day && { day: Number(day) }) });
}

function named({ year, month, day }: Groups): Bounds | undefined {
  const number = monthNumber(month ?? '');
  return number === undefined
    ? undefined
    : boundsOf({ year: Number(year), month: number, ...(day && { day: Number(day) }) });
}

function inOrder({ year, one, two }: Groups, order: DayMonthOrder): Bounds | undefined {
  const { month, day } = dayAndMonth(Number(one), Number(two), order);
  return boundsOf({ year: Number(year), month, day });
}

/** Which of two numbers is the day and which the month; the only reading that exists wins over the order. */
export function dayAndMonth(one: number, two: number, order: DayMonthOrder): { month: number; day: number } {
  const monthFirst = two > 12 || (order === 'month-first' && one <= 12);
  return monthFirst ? { month: one, day: two } : { month: two, day: one };
}

/** `1962-68` is a range of years; `1962-06`, which might be June, is left to the next form. */
function shortRange({ year, short }: Groups): Bounds | undefined {
  const last = Number(`${year?.slice(0, 2)}${short}`);
  return Number(short) > 12 && last > Number(year) ? years(Number(year), last) : undefined;
}

const SEASONS: Readonly<Record<string, number>> = { spring: 3, summer: 6, autumn: 9, fall: 9, winter: 12 };

/** The seasons of the northern hemisphere by whole months; winter is the one that begins in the year. */
function seasonal({ season, year }: Groups): Bounds | undefined {
  const month = SEASONS[season?.toLowerCase() ?? ''];
  if (!month) return undefined;
  const last = month === 12 ? { year: Number(year) + 1, month: 2 } : { year: Number(year), month: month + 2 };
  return { from: firstDay({ year: Number(year), month }), to: lastDay(last) };
}

function decadal({ part, decade }: Groups): Bounds {
  const first = Number(`${decade}0`);
  const [from, to] = { early: [0, 3], mid: [4, 6], late: [7, 9] }[part?.toLowerCase() ?? ''] ?? [0, 9];
  return years(first + (from ?? 0), first + (to ?? 9));
}

function yearly({ part, year }: Groups): Bounds {
  const [from, to] = { early: [1, 4], mid: [5, 8], late: [9, 12] }[part?.toLowerCase() ?? ''] ?? [1, 12];
  return {
    from: firstDay({ year: Number(year), month: from ?? 1 }),
    to: lastDay({ year: Number(year), month: to ?? 12 }),
  };
}

function years(first: number, last: number): Bounds {
  return { from: firstDay({ year: first }), to: lastDay({ year: last }) };
}

function boundsOf(date: CalendarDate): Bounds | undefined {
  try {
    const { start } = parseHistoricalDate(isoDate(date));
    return { from: firstDay(start), to: lastDay(start) };
  } catch {
    return undefined;
  }
}

/** The number (1–12) of a month's English name or an abbreviation of it; undefined for any other word. */
export function monthNumber(name: string): number | undefined {
  const index = MONTHS.findIndex((month) => month.toLowerCase().startsWith(name.toLowerCase()));
  return name.length >= 3 && index >= 0 ? index + 1 : undefined;
}

function dayAfter(day: string, days: number): string {
  return format(addDays(parseISO(day), days), 'yyyy-MM-dd');
}
