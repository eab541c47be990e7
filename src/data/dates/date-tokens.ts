import { foldedWord, type Meaning, meaningOf, type Surroundings } from './date-words.ts';
import { type NumericDate, numericDates } from './numeric-date.ts';

/** Where a token stands in its text, in UTF-16 units, and whether white space is before it. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly spaced: boolean;
}

/** What stands in the text of a date. */
type Content =
  | Meaning
  /** A number of one to four digits; `ordinal` for `1st`, `5.` or `1er`, `short` for `'64`. */
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly digits: number;
      readonly ordinal: boolean;
      readonly short: boolean;
    }
  /** A date in numbers alone, and all that it may mean. */
  | { readonly kind: 'numeric'; readonly dates: readonly NumericDate[] }
  /** `1960s`, `'60s`, `196X`, `196-`, `19XX`: digits that are known, and how many years are meant. */
  | { readonly kind: 'span'; readonly first: number; readonly years: 10 | 100; readonly digits: number }
  | { readonly kind: 'time' }
  | { readonly kind: 'mark'; readonly mark: Mark }
  /** Whatever has no place in a date. */
  | { readonly kind: 'other'; readonly text: string };

/** What the text of a date is made of. */
export type Token = Place & Content;

/** Punctuation that dates have. */
export type Mark = '-' | '/' | ',' | '?' | '~' | '%' | '(' | ')' | '..' | 'i.e.' | '年' | '月' | '日';

const DASH = '\\-\\u2010-\\u2015\\u2212';

type Reading = (match: RegExpExecArray, surroundings: Surroundings) => Content | undefined;

/** The tokens by their look, the longer before those that they begin with. */
const LOOKS: readonly (readonly [RegExp, Reading])[] = [
  [/i\. ?e\.,?|recte|sic/iuy, () => ({ kind: 'mark', mark: 'i.e.' })],
  // A time of day behind a date says nothing about the date.
  [
    /t?(?:[01]?\d|2[0-4])(?::|h)[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?\s*(?:z\b|utc\b|gmt\b|[+\u2212-]\d\d:?\d\d)?/iuy,
    () => ({ kind: 'time' }),
  ],
  [/(?:[1-9]|1[0-2])\s*[ap]\.?m\.?(?![\p{L}\p{N}])/iuy, () => ({ kind: 'time' })],
  [/\d{4}-(?:\d\d-)?xx(?:-xx)?(?![\p{L}\p{N}])/iuy, ([text]) => numeric(text.replaceAll(/x/gi, '0'))],
  [/(?<day>\d\d?)\s?[./-]\s?(?<month>[IVX]{1,4})\s?[./-]\s?(?<year>\d{4})(?!\d)/uy, romanMonth],
  [/(?<first>\d{2,3})(?<unknown>x{1,2}|u{1,2})(?![\p{L}\p{N}])/iuy, unknownDigits],
  [
    /(?<first>1\d|20)(?:(?<one>\d)[-–](?![\p{L}\p{N}]|\s*\d)|(?:--|––|—)(?!\d))/iuy,
    ({ groups }) =>
      groups?.one === undefined
        ? { kind: 'span', first: 100 * Number(groups?.first), years: 100, digits: 2 }
        : { kind: 'span', first: 10 * Number(`${groups.first}${groups.one}`), years: 10, digits: 3 },
  ],
  [/(?<first>\d{3}0)\s?['’]?(?:s|er(?:[ -]jahren?)?|-?е|-х|-tal(?:et)?)(?![\p{L}\p{N}])/iuy, decade],
  [/['’‘]?(?<first>[2-9]0)['’]?s(?![\p{L}\p{N}])/iuy, decade],
  [/['’‘](?<digits>\d\d)(?![\p{L}\p{N}.,]*\d)/iuy, ({ groups }) => number(groups?.digits ?? '', false, true)],
  [
    /(?!\d\d?[-‐\u2011/–]\d\d?(?![-‐\u2011./–]?\d))\d{1,8}(?:[-‐\u2011./–]\d{1,4}){1,5}(?!\d)|\d{5,}/iuy,
    ([text]) => numeric(text),
  ],
  [
    /(?<digits>\d{1,4})(?<ordinal>(?:st|nd|rd|th|er|ère|º|°|ª)(?![\p{L}\p{N}])|\.(?=\s*\p{L}))?/iuy,
    ({ groups }) => number(groups?.digits ?? '', groups?.ordinal !== undefined, false),
  ],
  [/[年月日]/uy, ([mark]) => ({ kind: 'mark', mark: mark as Mark })],
  [/\.\.|…/uy, () => ({ kind: 'mark', mark: '..' })],
  [new RegExp(`[${DASH}]`, 'uy'), () => ({ kind: 'mark', mark: '-' })],
  [/[/&,?~%]/uy, ([mark]) => ({ kind: 'mark', mark: (mark === '&' ? ',' : mark) as Mark })],
  [/[([<]/uy, () => ({ kind: 'mark', mark: '(' })],
  [/[)\]>]/uy, () => ({ kind: 'mark', mark: ')' })],
  [/(?:up to|prior to|not before|no later than|not after)(?![\p{L}\p{N}])/iuy, twoWords],
  [/(?<word>\p{L}[\p{L}\p{M}]*)(?<rest>\.?)/uy, word],
];

/** The longest text that is looked at for a date, in UTF-16 units: all of a query, more than any date. */
export const LONGEST_DATE_TEXT = 200;

/** The tokens of a text, each with its place. Only the first {@link LONGEST_DATE_TEXT} units are looked at. */
export function dateTokens(text: string, surroundings: Surroundings): Token[] {
  const looked = text.slice(0, LONGEST_DATE_TEXT);
  const tokens: Token[] = [];
  let at = 0;
  while (at < looked.length) {
    const gap = /[\s\u00a0;.]*/uy;
    gap.lastIndex = at;
    const start = at + (gap.exec(looked)?.[0].startsWith('..') ? 0 : (matchAt(gap, looked, at)?.length ?? 0));
    if (start >= looked.length) break;
    const token = tokenAt(looked, start, surroundings);
    tokens.push({ ...token, spaced: start > at || at === 0 } as Token);
    at = token.end;
  }
  return tokens;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function tokenAt(text: string, start: number, surroundings: Surroundings) {
  for (const [look, read] of LOOKS) {
    look.lastIndex = start;
    const match = look.exec(text);
    const token = match && read(match, surroundings);
    if (token) return { ...token, start, end: start + match[0].length };
  }
  const other = /[\p{L}\p{N}\p{M}]+|[\s\S]/uy;
  const found = matchAt(other, text, start) ?? text.charAt(start);
  return { kind: 'other' as const, text: found, start, end: start + found.length };
}

function number(digits: string, ordinal: boolean, short: boolean): Content {
  return { kind: 'number', value: Number(digits), digits: digits.length, ordinal, short };
}

/** A run of numbers that is not a date is not taken apart: a part of it would be a date that nobody wrote. */
function numeric(text: string): Content {
  const dates = numericDates(text);
  return dates.length === 0 ? { kind: 'other', text } : { kind: 'numeric', dates };
}

const ROMAN_MONTHS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** `5.X.1964`, as archives of central Europe write months. */
function romanMonth({ groups }: RegExpExecArray): Content | undefined {
  const month = ROMAN_MONTHS.indexOf(groups?.month ?? '') + 1;
  return month === 0 ? undefined : numeric(`${groups?.year}-${month}-${groups?.day}`);
}

function unknownDigits({ groups }: RegExpExecArray): Content | undefined {
  const { first = '', unknown = '' } = groups ?? {};
  if (first.length + unknown.length !== 4) return undefined;
  const years = unknown.length === 1 ? 10 : 100;
  return { kind: 'span', first: Number(first) * years, years, digits: first.length };
}

/** `'60s` is of the twentieth century: its records are what archives of living memory hold. */
function decade({ groups }: RegExpExecArray): Content {
  const first = Number(groups?.first);
  return first < 100
    ? { kind: 'span', first: 1900 + first, years: 10, digits: 2 }
    : { kind: 'span', first, years: 10, digits: 3 };
}

function twoWords([text]: RegExpExecArray): Content {
  const said = foldedWord(text);
  if (said === 'prior to') return { kind: 'word', word: 'before' };
  return { kind: 'word', word: said === 'not before' ? 'since' : 'until' };
}

function word({ groups }: RegExpExecArray, surroundings: Surroundings): Content | undefined {
  return meaningOf(groups?.word ?? '', surroundings);
}
