import {
  type Meaning,
  meaningOf,
  ordinalNumber,
  type Part,
  PHRASE,
  type Role,
  roleOfPhrase,
  type Surroundings,
} from './date-words.ts';
import { type NumericDate, numericDates } from './numeric-date.ts';

/** Where a token stands in its text, in UTF-16 units, and whether white space is before it. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly spaced: boolean;
  /** Whether it stands in brackets that enclose a part of the text only: `[c. 1920] – 1930`. */
  readonly enclosed?: boolean;
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
  /**
   * `1960s`, `'60s`, `196X`, `196-`, `19XX`: the first year, and how many years are meant; both 10 and 100 for
   * `1900s`. `isGuessed` where the century is.
   */
  | {
      readonly kind: 'span';
      readonly first: number;
      readonly years: readonly (10 | 100)[];
      readonly isGuessed?: true;
    }
  | { readonly kind: 'time' }
  | { readonly kind: 'mark'; readonly mark: Mark }
  /** Whatever has no place in a date. */
  | { readonly kind: 'other'; readonly text: string };

/** What the text of a date is made of. */
export type Token = Place & Content;

/** Punctuation that dates have. */
export type Mark = '-' | '/' | ',' | '?' | '~' | '%' | '(' | ')' | '..' | 'i.e.' | '年' | '月' | '日';

/** The longest text that is looked at for a date, in UTF-16 units: all of a query, more than any date. */
export const LONGEST_DATE_TEXT = 200;

/** The tokens of a text, each with its place. Only the first {@link LONGEST_DATE_TEXT} units are looked at. */
export function dateTokens(text: string, surroundings: Surroundings): Token[] {
  const looked = text.slice(0, LONGEST_DATE_TEXT);
  const tokens: Token[] = [];
  for (let at = 0; ; ) {
    const start = afterGap(looked, at);
    if (start >= looked.length) return tokens;
    const [content, end] = contentAt(looked, start, surroundings, tokens.at(-1));
    tokens.push(placed(content, { start, end, spaced: start > at || at === 0 }));
    at = end;
  }
}

/** The index after white space, semicolons and full stops, of which two are a mark of EDTF. */
function afterGap(text: string, at: number): number {
  let index = at;
  for (let char = text[index]; char !== undefined; char = text[index]) {
    const isStop = char === '.' && text[index + 1] !== '.';
    if (char !== ' ' && char !== ';' && !isStop && char.trim() !== '') break;
    index += 1;
  }
  return index;
}

/** A token of this content. Field by field, because spreading objects of many shapes takes most of a reading's time. */
function placed(content: Content, { start, end, spaced }: Place): Token {
  switch (content.kind) {
    case 'number': {
      const { kind, value, digits, ordinal, short } = content;
      return { kind, value, digits, ordinal, short, start, end, spaced };
    }
    case 'month':
      return { kind: 'month', month: content.month, start, end, spaced };
    case 'word':
      return { kind: 'word', word: content.word, start, end, spaced };
    case 'mark':
      return { kind: 'mark', mark: content.mark, start, end, spaced };
    case 'numeric':
      return { kind: 'numeric', dates: content.dates, start, end, spaced };
    case 'other':
      return { kind: 'other', text: content.text, start, end, spaced };
    default:
      return { ...content, start, end, spaced };
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

type Reading = (match: RegExpExecArray, surroundings: Surroundings) => Content | undefined;
type Look = readonly [pattern: RegExp, read: Reading];

const OTHER = /[\p{L}\p{N}\p{M}]+|[\s\S]/uy;
const PLAIN_NUMBER = /\d{1,4}(?=[\s,]|$)(?!\s*(?:[ap]\.?m|['’]?s|er|-?[ех]|世)(?![\p{L}\p{N}]))/iuy;
const YEAR_OF_ERA = /\d{1,4}(?!\d)/y;
const ISO_DATE = /\d{4}-\d\d(?:-\d\d)?(?=[\s,]|$)/y;
const PLAIN_WORD = /[A-Za-z]{3,}(?=[\s,]|$)/y;
/** Words that others may belong to: `not before`, `first half`. */
const MAY_GO_ON =
  /^(?:not|prior|before|and|oder|first|second|third|fourth|last|that|anno|antes|prima|dopo)$/i;
const DAY_BEFORE_YEAR = /\d\d?(?=[-–—]\d{4}(?!\d|[-./]\d))/uy;
const EXCLUSION = /[-\u2212](?=[^\s-])/uy;

function contentAt(
  text: string,
  at: number,
  surroundings: Surroundings,
  before: Token | undefined,
): readonly [Content, number] {
  const looks = looksFor(text.charCodeAt(at));
  const plain = looks === DIGIT_LOOKS ? plainNumber(text, at, before) : undefined;
  if (plain) return plain;
  const simple = looks === LETTER_LOOKS ? matchAt(PLAIN_WORD, text, at) : undefined;
  if (simple && !MAY_GO_ON.test(simple)) {
    return [wordOf(simple, surroundings) ?? { kind: 'other', text: simple }, at + simple.length];
  }
  const isExclusion = surroundings === 'words' && at > 0 && before !== undefined && before.end < at;
  const minus = isExclusion ? matchAt(EXCLUSION, text, at) : undefined;
  if (minus) return [{ kind: 'other', text: minus }, at + 1];
  for (const [pattern, read] of looks) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const content = match && read(match, surroundings);
    if (content) return [content, at + match[0].length];
  }
  const other = matchAt(OTHER, text, at) ?? text.charAt(at);
  return [{ kind: 'other', text: other }, at + other.length];
}

/** Most numbers need not be compared with every look that begins with a digit. */
function plainNumber(
  text: string,
  at: number,
  before: Token | undefined,
): readonly [Content, number] | undefined {
  // After an era, digits are all of a year: `AD 100?` is not a decade.
  const isYear = before?.kind === 'word' && before.word === 'era';
  const plain = matchAt(isYear ? YEAR_OF_ERA : PLAIN_NUMBER, text, at);
  if (plain) return [number(plain), at + plain.length];
  const iso = matchAt(ISO_DATE, text, at);
  if (iso) return [numeric(iso), at + iso.length];
  // `July 4-1965 March 5`: April 1965 is not meant.
  const day = before?.kind === 'month' ? matchAt(DAY_BEFORE_YEAR, text, at) : undefined;
  return day ? [number(day), at + day.length] : undefined;
}

/** The looks that a token may have by its first UTF-16 unit. */
function looksFor(unit: number): readonly Look[] {
  if (unit >= 48 && unit <= 57) return DIGIT_LOOKS;
  if ((unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90)) return LETTER_LOOKS;
  return unit < 128 ? MARK_LOOKS : OTHER_LOOKS;
}

const ZONE = '(?:\\s*(?:z|utc|gmt|[ecmp][sd]t|cet|cest|msk|bst)(?![\\p{L}\\p{N}]))?';
const OFFSET = '(?:\\s*[+\\u2212-]\\d\\d:?\\d\\d(?![\\d-]))?';
const CLOCK = `(?:[01]?\\d|2[0-4])(?::|h)[0-5]\\d(?::[0-5]\\d(?:[.,]\\d+)?)?(?:\\s*[ap]\\.?m\\.?(?!\\p{L}))?${ZONE}${OFFSET}`;

const time = (): Content => ({ kind: 'time' });
const marked =
  (mark: Mark): Reading =>
  () => ({ kind: 'mark', mark });
const role =
  (word: Role): Reading =>
  () => ({ kind: 'word', word });

/** What begins with a digit; the longer before what it begins with. */
const DIGIT_LOOKS: readonly Look[] = [
  // A time of day behind a date says nothing about the date.
  [new RegExp(CLOCK, 'iuy'), time],
  [/(?:[1-9]|1[0-2])\s*[ap]\.?m\.?(?![\p{L}\p{N}])/iuy, time],
  [/\d{4}-(?:\d\d-)?xx(?:-xx)?(?![\p{L}\p{N}])/iuy, ([text]) => numeric(text.replaceAll(/x/gi, '0'))],
  [/(?<day>\d\d?)\s?[./-]\s?(?<month>[IVX]{1,4})\s?[./-]\s?(?<year>\d{4})(?!\d)/uy, romanMonth],
  [/(?<first>\d{2,3})(?<unknown>x{1,2}|u{1,2}|\?{1,2})(?![\p{L}\p{N}?])/iuy, unknownDigits],
  [/(?<first>(?:1\d|20)\d)[-–](?![\p{L}\p{N}]|\s*\d)/uy, (match) => yearsFrom(match, 10)],
  [/(?<first>1\d|20)(?:--|––|—)(?!\d)/uy, (match) => yearsFrom(match, 100)],
  [/(?<first>\d{3}0)\s?['’]?(?:s|er(?:[ -]jahren?)?|-?[ех]|-tal(?:et)?|年代)(?![\p{L}\p{N}])/iuy, decade],
  [/(?<first>[2-9]0)(?:['’]?s|er(?:[ -]jahren?)?|-?[ех])(?![\p{L}\p{N}])/iuy, decade],
  [/(?<century>\d\d?)世[纪紀](?:(?<decade>[1-9]0)年代)?/uy, eastAsianYears],
  [
    /(?<which>[1-4])(?:st|nd|rd|th|\.|re|ere|er)?\s+(?<share>half|quarter|hälfte|quartal|viertel)(?!\p{L})/iuy,
    share,
  ],
  [
    /\d{1,2}\.\s\d{1,2}\.\s\d{4}(?!\d)|\d{4}\.\s\d{1,2}\.\s\d{1,2}(?!\d)/uy,
    ([text]) => numeric(text.replaceAll(' ', '')),
  ],
  [
    /(?!\d\d?[-‐\u2011/–]\d\d?(?![-‐\u2011./–]?\d))\d{1,8}(?:[-‐\u2011./–]\d{1,4}){1,5}(?!\d)|\d{5,}/iuy,
    ([text]) => numeric(text),
  ],
  [
    /(?<digits>\d{1,4})(?<ordinal>(?:st|nd|rd|th|er|ère|º|°|ª)(?![\p{L}\p{N}])|\.(?=\s*\p{L}|[-–]\s*\d\d?\.\s*\p{L}))?/iuy,
    ({ groups }) => number(groups?.digits ?? '', { ordinal: groups?.ordinal !== undefined }),
  ],
];

/** What begins with an ASCII letter. */
const LETTER_LOOKS: readonly Look[] = [
  [new RegExp(`(?<=\\d)t(?:${CLOCK}|\\d{4}(?:\\d\\d)?z?(?![\\p{L}\\p{N}]))`, 'iuy'), time],
  [/(?<=\d)z(?![\p{L}\p{N}])/iuy, time],
  // `19th c.` is a century, `c. 1964` is not.
  [/(?<=\d(?:st|nd|rd|th)\s?)c\.?(?![\p{L}\p{N}]|\s*\d)/iuy, () => ({ kind: 'century' })],
  // `s. XIX`, in Spanish and Italian.
  [/[sS]\.\s?(?=[IVX]+(?![\p{L}\p{N}]))/uy, () => ({ kind: 'century' })],
  [/i\. ?e\.,?|recte(?!\p{L})|that is(?!\p{L})/iuy, marked('i.e.')],
  [/a\. ?d\.|c\. ?e\.|d\. ?c\.|n\. ?chr\.?(?!\p{L})/iuy, role('era')],
  [/q(?<which>[1-4])(?![\p{L}\p{N}])/iuy, share],
  [/(?<which>first|second|third|fourth|last)\s+(?<share>half|quarter)(?!\p{L})/iuy, share],
  [
    /n\. ?d\.|s\. ?d\./iuy,
    (_, surroundings) => (surroundings === 'date' ? { kind: 'word', word: 'undated' } : undefined),
  ],
  [
    PHRASE,
    ([text]) => {
      const word = roleOfPhrase(text);
      return word && { kind: 'word', word };
    },
  ],
  [/(?<word>\p{L}[\p{L}\p{M}]*)/iuy, word],
];

/** What begins with a mark of ASCII. */
const MARK_LOOKS: readonly Look[] = [
  [/['](?<first>[2-9]0)['’]?s(?![\p{L}\p{N}])/iuy, decade],
  [/['](?<digits>\d\d)(?![\p{L}\p{N}.,]*\d)/iuy, shortYear],
  [/\.\./uy, marked('..')],
  [/-{1,3}/uy, marked('-')],
  [/\+(?=\d{4}-\d\d-\d\d)/uy, role('filler')],
  [/\+\d\d:\d\d(?!\d)/uy, time],
  [/[/,?~%]/uy, ([mark]) => ({ kind: 'mark', mark: mark as Mark })],
  [/&/uy, role('and')],
  [/[([<{]/uy, marked('(')],
  [/[)\]>}]/uy, marked(')')],
];

/** What begins beyond ASCII: dashes, quotes, letters of other scripts. */
const OTHER_LOOKS: readonly Look[] = [
  [/[‘’](?<first>[2-9]0)['’]?s(?![\p{L}\p{N}])/iuy, decade],
  [/[‘’](?<digits>\d\d)(?![\p{L}\p{N}.,]*\d)/iuy, shortYear],
  [/[\u2010-\u2015\u2212]/uy, marked('-')],
  [/…/uy, marked('..')],
  [/[年月日]/uy, ([mark]) => ({ kind: 'mark', mark: mark as Mark })],
  [/[约約](?=\s?\d)/uy, role('about')],
  [/(?<=\d年)(?:頃|ごろ|左右)/uy, role('about')],
  [
    /[©℗]/uy,
    (_, surroundings) => (surroundings === 'date' ? { kind: 'word', word: 'copyright' } : undefined),
  ],
  [/(?<word>\p{L}[\p{L}\p{M}]*)/iuy, word],
];

interface NumberMarks {
  readonly ordinal?: boolean;
  readonly short?: boolean;
}

function number(digits: string, { ordinal = false, short = false }: NumberMarks = {}): Content {
  return { kind: 'number', value: Number(digits), digits: digits.length, ordinal, short };
}

function shortYear({ groups }: RegExpExecArray): Content {
  return number(groups?.digits ?? '', { short: true });
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

function unknownDigits(match: RegExpExecArray): Content | undefined {
  const { first = '', unknown = '' } = match.groups ?? {};
  if (first.length + unknown.length !== 4) return undefined;
  return yearsFrom(match, unknown.length === 1 ? 10 : 100);
}

function yearsFrom({ groups }: RegExpExecArray, years: 10 | 100): Content {
  return { kind: 'span', first: Number(groups?.first) * years, years: [years] };
}

/** `'60s` is of the twentieth century, like most records of people who said so; `1900s` may be ten years or a hundred. */
function decade({ groups }: RegExpExecArray): Content {
  const first = Number(groups?.first);
  if (first < 100 && groups?.first?.length === 2) {
    return { kind: 'span', first: 1900 + first, years: [10], isGuessed: true };
  }
  return { kind: 'span', first, years: first % 100 === 0 ? [100, 10] : [10] };
}

/** `19世纪`, `20世纪60年代`. */
function eastAsianYears({ groups }: RegExpExecArray): Content {
  const first = (Number(groups?.century) - 1) * 100 + Number(groups?.decade ?? 0);
  return { kind: 'span', first, years: [groups?.decade === undefined ? 100 : 10] };
}

const WHICH: Readonly<Record<string, number>> = { first: 1, second: 2, third: 3, fourth: 4 };

/** `first half`, `2nd quarter`, `Q3`. */
function share({ groups }: RegExpExecArray): Content | undefined {
  const isHalf = /^h/i.test(groups?.share ?? '');
  const said = groups?.which?.toLowerCase() ?? '';
  const which = said === 'last' ? (isHalf ? 2 : 4) : (WHICH[said] ?? Number(said));
  if (isHalf && which > 2) return undefined;
  return { kind: 'part', part: `${isHalf ? 'half' : 'quarter'} ${which}` as Part };
}

function word({ groups }: RegExpExecArray, surroundings: Surroundings): Content | undefined {
  return wordOf(groups?.word ?? '', surroundings);
}

function wordOf(written: string, surroundings: Surroundings): Content | undefined {
  const meaning = meaningOf(written, surroundings);
  if (meaning) return meaning;
  const ordinal = ordinalNumber(written);
  return ordinal === undefined ? undefined : number(String(ordinal), { ordinal: true });
}
