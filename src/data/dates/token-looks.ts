import type { Content, Mark } from './date-token.ts';
import {
  meaningOf,
  ordinalNumber,
  type Part,
  PHRASE,
  type Role,
  roleOfPhrase,
  type Surroundings,
} from './date-words.ts';
import { numericDates } from './numeric-date.ts';

/** What a token is by its look, or undefined where it is something else after all. */
type Reading = (match: RegExpExecArray, surroundings: Surroundings) => Content | undefined;
/** A look of tokens, matched where its text begins. */
export type Look = readonly [pattern: RegExp, read: Reading];

/** The looks that a token may have by its first UTF-16 unit. */
export function looksFor(unit: number): readonly Look[] {
  if (isDigit(unit)) return DIGIT_LOOKS;
  if (isLetter(unit)) return LETTER_LOOKS;
  return unit < 128 ? MARK_LOOKS : OTHER_LOOKS;
}

/** Whether a UTF-16 unit is a digit of ASCII. */
export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Whether a UTF-16 unit is a letter of ASCII. */
export function isLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
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
  [/\d{4}-(?:\d\d-)?xx(?:-xx)?(?![\p{L}\p{N}])/iuy, ([text]) => numericOf(text.replaceAll(/x/gi, '0'))],
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
    ([text]) => numericOf(text.replaceAll(' ', '')),
  ],
  [
    /(?!\d\d?[-‐\u2011/–]\d\d?(?![-‐\u2011./–]?\d))\d{1,8}(?:[-‐\u2011./–]\d{1,4}){1,5}(?!\d)|\d{5,}/iuy,
    ([text]) => numericOf(text),
  ],
  [
    /(?<digits>\d{1,4})(?<ordinal>(?:st|nd|rd|th|er|ère|º|°|ª)(?![\p{L}\p{N}])|\.(?=\s*\p{L}|[-–]\s*\d\d?\.\s*\p{L}))?/iuy,
    ({ groups }) => numberOf(groups?.digits ?? '', { ordinal: groups?.ordinal !== undefined }),
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
  [/\.{3,}/uy, marked('…')],
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
  [/…/uy, marked('…')],
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

/** A number of one to four digits. */
export function numberOf(digits: string, { ordinal = false, short = false }: NumberMarks = {}): Content {
  return { kind: 'number', value: Number(digits), digits: digits.length, ordinal, short };
}

function shortYear({ groups }: RegExpExecArray): Content {
  return numberOf(groups?.digits ?? '', { short: true });
}

/** A run of numbers that is not a date is not taken apart: a part of it would be a date that nobody wrote. */
export function numericOf(text: string): Content {
  const dates = numericDates(text);
  return dates.length === 0 ? { kind: 'other', text } : { kind: 'numeric', dates };
}

const ROMAN_MONTHS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** `5.X.1964`, as archives of central Europe write months. */
function romanMonth({ groups }: RegExpExecArray): Content | undefined {
  const month = ROMAN_MONTHS.indexOf(groups?.month ?? '') + 1;
  return month === 0 ? undefined : numericOf(`${groups?.year}-${month}-${groups?.day}`);
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

/** What a word means in a date, a number in words among them; undefined for any other word. */
export function wordOf(written: string, surroundings: Surroundings): Content | undefined {
  const meaning = meaningOf(written, surroundings);
  if (meaning) return meaning;
  const ordinal = ordinalNumber(written);
  return ordinal === undefined ? undefined : numberOf(String(ordinal), { ordinal: true });
}
