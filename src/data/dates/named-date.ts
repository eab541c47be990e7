import { isFiller, isMark, isWord, type Read, type SideOptions } from './date-reading.ts';
import type { Token } from './date-token.ts';
import type { Core } from './written-date.ts';

/** A year, and how it was written. */
export interface Year {
  readonly year: number;
  /** Whether it was written with two digits. */
  readonly isShort: boolean;
  /** Whether an era says that the number is a year: `AD 476`. */
  readonly isOfEra?: true;
}

/** The year that a token is: of four digits, or `'64`, or two digits that are no day. */
export function yearIn(token: Token | undefined, { century }: SideOptions): Year | undefined {
  if (token?.kind !== 'number' || token.ordinal) return undefined;
  if (token.digits === 4 && token.value > 0) return { year: token.value, isShort: false };
  const isShort = token.short || (token.digits === 2 && token.value > 31);
  return isShort ? { year: century + token.value, isShort } : undefined;
}

/** The mark of a side whose year's century was guessed. */
export function shortOf({ isShort }: Year): Pick<Core, 'isShort'> {
  return isShort ? { isShort } : {};
}

interface NamedParts {
  year?: Year;
  month?: number;
  day?: number;
  weekday?: true;
}

/** How many tokens a date in words may have: more than any has that people write. */
const MOST_TOKENS = 12;

/**
 * A date in words, in the orders that people write: day or month first, year last or first. What is missing may stand
 * at the other side of a range.
 */
export function namedDate(tokens: readonly Token[], at: number, options: SideOptions): Read<Core>[] {
  const found: NamedParts = {};
  let next = at;
  for (let index = at; index < at + MOST_TOKENS; index += 1) {
    if (takePart(found, tokens, index, options)) next = index + 1;
    else if (!isBetweenParts(tokens, index, found, options)) break;
    else if (tokens[index]?.kind === 'weekday') found.weekday = true;
  }
  const { year, month, day, weekday } = found;
  // Only days have a weekday: `sun 1964` may be a newspaper.
  if (next === at || (weekday && day === undefined)) return [];
  const from = { year: year?.year, month, day };
  return [[{ from, form: 'point', because: [], ...(year && shortOf(year)) }, next]];
}

/** Takes a token as the part of a date that it is, if that part is still missing. */
function takePart(found: NamedParts, tokens: readonly Token[], index: number, options: SideOptions): boolean {
  const token = tokens[index];
  if (token?.kind === 'month' && found.month === undefined) {
    found.month = token.month;
    return true;
  }
  if (token?.kind !== 'number') return false;
  const year = yearOfEra(tokens, index) ?? yearIn(token, options);
  const isDay = token.digits <= 2 && !token.short && token.value >= 1 && token.value <= 31;
  // After `1964`, a number is a day only behind a month: `1964 October 5`.
  const mayBeDay = found.day === undefined && (found.year === undefined || found.month !== undefined);
  if (!year?.isOfEra && isDay && mayBeDay) {
    found.day = token.value;
    return true;
  }
  const before = isMark(tokens[index - 1], '-', '/') ? tokens[index - 2] : tokens[index - 1];
  const last = year ?? shortYearAfter(before, found, token, options);
  if (!last || found.year) return false;
  found.year = last;
  return true;
}

/** Two digits after a day and its month are a year, whatever they are: `7 June 07`, but not `June 7, 10`. */
function shortYearAfter(
  before: Token | undefined,
  { day }: NamedParts,
  token: Token & { readonly kind: 'number' },
  { century }: SideOptions,
): Year | undefined {
  const isYear = day !== undefined && before?.kind === 'month' && token.digits === 2 && !token.ordinal;
  return isYear ? { year: century + token.value, isShort: true } : undefined;
}

/** `AD 476`, `476 CE`: a year that its number alone would not show. */
function yearOfEra(tokens: readonly Token[], index: number): (Year & { isOfEra: true }) | undefined {
  const token = tokens[index];
  const isOfEra = isWord(tokens[index - 1], 'era') || isWord(tokens[index + 1], 'era');
  if (token?.kind !== 'number' || !isOfEra || token.value < 1) return undefined;
  return { year: token.value, isShort: false, isOfEra: true };
}

/** What may stand between the parts of a date: `of`, a comma, a weekday, a time, a hyphen in `05-Oct-1964`. */
function isBetweenParts(
  tokens: readonly Token[],
  index: number,
  found: NamedParts,
  options: SideOptions,
): boolean {
  const [token, next] = [tokens[index], tokens[index + 1]];
  if (!token) return false;
  if (token.kind === 'weekday' || isFiller(token) || isMark(token, ',') || isWord(token, 'era')) return true;
  if (token.kind === 'time') return found.month !== undefined && found.year === undefined;
  const isGlued = isMark(token, '-', '/') && !token.spaced && next && !next.spaced;
  if (!isGlued) return false;
  if (next.kind === 'month') return found.day !== undefined && found.month === undefined;
  if (found.month === undefined || found.year !== undefined || next.kind !== 'number') return false;
  return (yearIn(next, options) ?? shortYearAfter(tokens[index - 1], found, next, options)) !== undefined;
}
