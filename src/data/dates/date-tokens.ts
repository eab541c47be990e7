import type { Content, Place, Token } from './date-token.ts';
import type { Surroundings } from './date-words.ts';
import { isDigit, isLetter, looksFor, numberOf, numericOf, wordOf } from './token-looks.ts';

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
  const unit = text.charCodeAt(at);
  const plain = isDigit(unit) ? plainNumber(text, at, before) : undefined;
  if (plain) return plain;
  const simple = isLetter(unit) ? matchAt(PLAIN_WORD, text, at) : undefined;
  if (simple && !MAY_GO_ON.test(simple)) {
    return [wordOf(simple, surroundings) ?? { kind: 'other', text: simple }, at + simple.length];
  }
  const isExclusion = surroundings === 'words' && at > 0 && before !== undefined && before.end < at;
  const minus = isExclusion ? matchAt(EXCLUSION, text, at) : undefined;
  if (minus) return [{ kind: 'other', text: minus }, at + 1];
  for (const [pattern, read] of looksFor(unit)) {
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
  if (plain) return [numberOf(plain), at + plain.length];
  const iso = matchAt(ISO_DATE, text, at);
  if (iso) return [numericOf(iso), at + iso.length];
  // `July 4-1965 March 5`: April 1965 is not meant.
  const day = before?.kind === 'month' ? matchAt(DAY_BEFORE_YEAR, text, at) : undefined;
  return day ? [numberOf(day), at + day.length] : undefined;
}
