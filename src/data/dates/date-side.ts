import type { Token } from './date-tokens.ts';
import type { Part } from './date-words.ts';
import type { Qualifier } from './historical-date.ts';
import type { DayMonthOrder, NumericDate, NumericPoint } from './numeric-date.ts';
import { manyYears, partOf, type Side, seasonOf, type Written } from './written-date.ts';

/** How the text of a date is to be read. */
export interface SideOptions {
  /** Which of two numbers is the day; undefined: what may be either way round stays so. */
  readonly order: DayMonthOrder | undefined;
  /** Whether a year may have two digits: `aug 61`. */
  readonly shortYears: boolean;
}

/** Something that was read, and the index of the token after it. */
export type Read<T> = readonly [value: T, next: number];

/** How many tokens one side of a date may have: more than any has that people write. */
const MOST_TOKENS = 16;

/**
 * One side of a date from a token on, in every way in which it can be read; none where no date begins. The longest
 * reading comes first.
 */
export function sidesAt(tokens: readonly Token[], at: number, options: SideOptions): Read<Side>[] {
  let index = at;
  let about = false;
  let unsure = false;
  let part: Part | undefined;
  for (let token = tokens[index]; token && index - at < MOST_TOKENS; token = tokens[index]) {
    if (token.kind === 'part') part = token.part;
    else if (isWord(token, 'about')) about = true;
    else if (isWord(token, 'unsure')) unsure = true;
    else if (token.kind === 'mark' && token.mark === '~') about = true;
    else if (!isFiller(token) && !isDash(part && token)) break;
    index += 1;
  }
  const lead = tokens[index - 1];
  if (index > at && lead && isFiller(lead) && index - at === 1 && !tokens[index]) return [];
  return coresAt(tokens, index, options).flatMap(([core, next]) => {
    const side = part ? partOf(part, core) : core;
    if (!side) return [];
    const [marks, after] = marksAfter(tokens, next);
    const isAbout = about || marks.includes('~') || marks.includes('%');
    const isUnsure = unsure || marks.includes('?') || marks.includes('%');
    return [[{ ...side, qualifier: qualifierOf(isAbout, isUnsure) }, after] as const];
  });
}

/** Whether a token is a certain word of dates. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.word);
}

/** Whether a token is a certain mark of punctuation. */
export function isMark(token: Token | undefined, ...marks: readonly string[]): boolean {
  return token?.kind === 'mark' && marks.includes(token.mark);
}

function isFiller(token: Token): boolean {
  return isWord(token, 'filler', 'year');
}

function isDash(token: Token | undefined): boolean {
  return isMark(token, '-');
}

function qualifierOf(about: boolean, unsure: boolean): Qualifier {
  if (about && unsure) return '%';
  if (about) return '~';
  return unsure ? '?' : '';
}

/** `?`, `~` and `%` that follow a date, and a time of day, an era or the word for a year, which add nothing. */
function marksAfter(tokens: readonly Token[], at: number): Read<string> {
  let marks = '';
  let index = at;
  for (let token = tokens[index]; token; token = tokens[index]) {
    if (token.kind === 'mark' && '?~%'.includes(token.mark)) marks += token.mark;
    else if (isWord(token, 'era', 'year') || token.kind === 'time') marks += '';
    else if (!(isMark(token, ',') && tokens[index + 1]?.kind === 'time')) break;
    index += 1;
  }
  return [marks, index];
}

type Core = (tokens: readonly Token[], at: number, options: SideOptions) => Read<Side>[];

function coresAt(tokens: readonly Token[], at: number, options: SideOptions): Read<Side>[] {
  const readers: readonly Core[] = [century, years, season, numeric, eastAsian, named];
  for (const read of readers) {
    const found = read(tokens, at, options);
    if (found.length > 0) return found;
  }
  return [];
}

const plain = { qualifier: '', because: [] } as const;

const ROMAN = [
  'i',
  'ii',
  'iii',
  'iv',
  'v',
  'vi',
  'vii',
  'viii',
  'ix',
  'x',
  'xi',
  'xii',
  'xiii',
  'xiv',
  'xv',
  'xvi',
  'xvii',
  'xviii',
  'xix',
  'xx',
  'xxi',
];

/** `19th century`, `XIXe siècle`, `siglo XX`: the hundred years that begin like it. */
function century(tokens: readonly Token[], at: number): Read<Side>[] {
  const [first, second] = [tokens[at], tokens[at + 1]];
  const [number, next] =
    second?.kind === 'century'
      ? [first, at + 2]
      : first?.kind === 'century'
        ? [second, at + 2]
        : [undefined, at];
  const count = number && centuryNumber(number);
  return count === undefined ? [] : [[{ ...manyYears((count - 1) * 100, 'century'), ...plain }, next]];
}

function centuryNumber(token: Token): number | undefined {
  if (token.kind === 'number') return token.value >= 1 && token.value <= 21 ? token.value : undefined;
  const roman = token.kind === 'other' ? token.text.toLowerCase().replace(/(?<=[ivx])[eè]?m?e?$/u, '') : '';
  const index = ROMAN.indexOf(roman);
  return index < 0 ? undefined : index + 1;
}

/** `1960s`, `196X`, `19--`, `the fifties`. */
function years(tokens: readonly Token[], at: number): Read<Side>[] {
  const token = tokens[at];
  if (token?.kind === 'decade') {
    const because = [`as the ${token.decade}s`];
    return [[{ ...manyYears(token.decade, 'decade'), qualifier: '', because }, at + 1]];
  }
  if (token?.kind !== 'span') return [];
  const form = token.years === 10 ? 'decade' : 'century';
  const because = token.digits === 2 && form === 'decade' ? [`as the ${token.first}s`] : [];
  return [[{ ...manyYears(token.first, form), qualifier: '', because }, at + 1]];
}

/** `spring 1967`, `spring of 1967`, `1967 spring`. */
function season(tokens: readonly Token[], at: number, options: SideOptions): Read<Side>[] {
  const first = tokens[at];
  const yearFirst = yearIn(first, options);
  const index = skipped(tokens, at + 1);
  const second = tokens[index];
  if (first?.kind === 'season') {
    const year = yearIn(second, options) ?? winterYear(first.season, second);
    return year
      ? [[{ ...seasonOf(first.season, year.year), qualifier: '', ...shortOf(year) }, index + 1]]
      : [];
  }
  if (second?.kind !== 'season' || !yearFirst) return [];
  return [[{ ...seasonOf(second.season, yearFirst.year), qualifier: '', ...shortOf(yearFirst) }, index + 1]];
}

/** A winter lies in two years: `winter 1964/65`. */
function winterYear(name: string, token: Token | undefined): Year | undefined {
  const [years] = token?.kind === 'numeric' ? token.dates : [];
  const { year, month } = years?.from ?? {};
  const isWinter =
    name === 'winter' && year !== undefined && month === undefined && years?.to?.year === year + 1;
  return isWinter ? { year, isShort: false } : undefined;
}

/** After fillers and commas. */
function skipped(tokens: readonly Token[], at: number): number {
  let index = at;
  for (let token = tokens[index]; token; token = tokens[index]) {
    if (!isFiller(token) && !isMark(token, ',')) break;
    index += 1;
  }
  return index;
}

interface Year {
  readonly year: number;
  /** Whether it was written with two digits. */
  readonly isShort: boolean;
  /** Whether an era says that the number is a year: `AD 476`. */
  readonly isOfEra?: true;
}

function shortOf({ isShort }: Year): Pick<Side, 'isShort'> {
  return isShort ? { isShort } : {};
}

function yearIn(token: Token | undefined, { shortYears }: SideOptions): Year | undefined {
  if (token?.kind !== 'number' || token.ordinal) return undefined;
  if (token.digits === 4 && token.value > 0) return { year: token.value, isShort: false };
  if (token.short || (shortYears && token.digits === 2 && token.value > 31)) {
    return { year: 1900 + token.value, isShort: true };
  }
  return undefined;
}

/** A date in numbers, in each way in which it may be meant, unless the reader's order decides. */
function numeric(tokens: readonly Token[], at: number, { order, shortYears }: SideOptions): Read<Side>[] {
  let index = at;
  const weekday = tokens[index]?.kind === 'weekday';
  if (weekday) index = skipped(tokens, index + 1);
  const token = tokens[index];
  if (token?.kind !== 'numeric') return [];
  const decided = token.dates.filter(
    ({ isOnly, order: own }) => isOnly || order === undefined || own === undefined || own === order,
  );
  return decided
    .filter(({ from, to }) => shortYears || !(from.isShort || to?.isShort))
    .map((date) => [numericSide(date), index + 1] as const);
}

function numericSide({ from, to, order, because }: NumericDate): Side {
  const isShort = from.isShort ?? to?.isShort;
  return {
    from: written(from),
    ...(to && { to: written(to) }),
    form: to ? 'interval' : 'point',
    qualifier: '',
    because: because === undefined ? [] : [because],
    ...(isShort && { isShort }),
    ...(order && { order }),
  };
}

function written({ isShort: _, ...point }: NumericPoint): Written {
  return point;
}

/** `1964年10月5日`, `1964年10月`, `1964年`. */
function eastAsian(tokens: readonly Token[], at: number): Read<Side>[] {
  const from: { year?: number; month?: number; day?: number } = {};
  let index = at;
  for (const [mark, field] of [
    ['年', 'year'],
    ['月', 'month'],
    ['日', 'day'],
  ] as const) {
    const [number, sign] = [tokens[index], tokens[index + 1]];
    if (number?.kind !== 'number' || !isMark(sign, mark)) continue;
    from[field] = number.value;
    index += 2;
  }
  return index === at ? [] : [[{ from, form: 'point', ...plain }, index]];
}

interface NamedParts {
  year?: Year;
  month?: number;
  day?: number;
}

/** Parts of a date in words, in the orders that people write: day or month first, year last or first. */
function named(tokens: readonly Token[], at: number, options: SideOptions): Read<Side>[] {
  const found: NamedParts = {};
  let index = at;
  let next = at;
  for (let token = tokens[index]; token && index - at < MOST_TOKENS; token = tokens[index]) {
    if (takePart(found, tokens, index, options)) next = index + 1;
    else if (!isBetweenParts(tokens, index, found, options)) break;
    index += 1;
  }
  const { year, month, day } = found;
  if (next === at || (year === undefined && month === undefined && day === undefined)) return [];
  const from = {
    ...(year && { year: year.year }),
    ...(month !== undefined && { month }),
    ...(day !== undefined && { day }),
  };
  return [[{ from, form: 'point', ...plain, ...(year && shortOf(year)) }, next]];
}

/** Takes a token as the part of a date that it is, if that part is still missing. */
function takePart(found: NamedParts, tokens: readonly Token[], index: number, options: SideOptions): boolean {
  const token = tokens[index];
  if (token?.kind === 'month' && found.month === undefined) {
    found.month = token.month;
    return true;
  }
  if (token?.kind !== 'number') return false;
  const year = yearIn(token, options) ?? yearOfEra(tokens, index);
  const isDay = token.digits <= 2 && !token.short && token.value >= 1 && token.value <= 31;
  // After `1964` a number is a day only behind a month: `1964 October 5`.
  const mayBeDay = found.day === undefined && (found.year === undefined || found.month !== undefined);
  if (year?.isOfEra || !(isDay && mayBeDay)) {
    if (!year || found.year) return false;
    found.year = year;
    return true;
  }
  found.day = token.value;
  return true;
}

/** `AD 476`, `476 CE`: a year that its number alone would not show. */
function yearOfEra(tokens: readonly Token[], index: number): (Year & { isOfEra: true }) | undefined {
  const token = tokens[index];
  const isOfEra = isWord(tokens[index - 1], 'era') || isWord(tokens[index + 1], 'era');
  if (token?.kind !== 'number' || !isOfEra || token.value < 1) return undefined;
  return { year: token.value, isShort: false, isOfEra: true };
}

/** What may stand between the parts of a date: `of`, a comma, a weekday, a hyphen in `05-Oct-1964`. */
function isBetweenParts(
  tokens: readonly Token[],
  index: number,
  found: NamedParts,
  options: SideOptions,
): boolean {
  const [token, next] = [tokens[index], tokens[index + 1]];
  if (!token) return false;
  if (token.kind === 'weekday' || isFiller(token) || isMark(token, ',') || isWord(token, 'era')) return true;
  const isGlued = isMark(token, '-', '/') && !token.spaced && next && !next.spaced;
  if (!isGlued) return false;
  if (next.kind === 'month') return found.day !== undefined && found.month === undefined;
  return found.month !== undefined && found.year === undefined && yearIn(next, options) !== undefined;
}
