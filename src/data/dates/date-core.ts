import { isFiller, isMark, isTo, isWord, type Read, type SideOptions } from './date-reading.ts';
import type { Token } from './date-token.ts';
import { namedDate, shortOf, type Year, yearIn } from './named-date.ts';
import { type NumericDate, type NumericPoint, WHOLE_MONTHS } from './numeric-date.ts';
import { type Core, manyYears, seasonOf, type Written } from './written-date.ts';

type CoreReader = (tokens: readonly Token[], at: number, options: SideOptions) => Read<Core>[];

/**
 * The date itself that begins at a token, without words for how sure it is, in every way in which it can be read. A
 * year or a month that may stand at the other side of a range may be missing.
 */
export function coresAt(tokens: readonly Token[], at: number, options: SideOptions): Read<Core>[] {
  for (const read of readersFor(tokens[at])) {
    const found = read(tokens, at, options);
    if (found.length > 0) return found;
  }
  return [];
}

/** What may begin with a token. */
function readersFor(token: Token | undefined): readonly CoreReader[] {
  switch (token?.kind) {
    case 'number':
      return [century, season, eastAsian, namedDate];
    case 'numeric':
      return [numeric];
    case 'span':
    case 'decade':
      return [years];
    case 'word':
      return token.word === 'decades' ? [years] : [namedDate];
    case 'season':
      return [season];
    case 'weekday':
      return [numeric, namedDate];
    case 'century':
    case 'other':
      return [century];
    case 'month':
      return [namedDate];
    default:
      return [];
  }
}

const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi'.split(' ');

/** The last century that a date may be of: the calendar ends with the year 9999. */
const LAST_CENTURY = 100;

/** `19th century`, `XIXe siècle`, `siglo XX`, and both ends of `18th–19th century`, which share the word. */
function century(tokens: readonly Token[], at: number): Read<Core>[] {
  const [first, second] = [tokens[at], tokens[at + 1]];
  const isBefore = first?.kind === 'century';
  const count = centuryNumber(isBefore ? second : first);
  if (count === undefined) return [];
  const next = isBefore || second?.kind === 'century' ? at + 2 : at + 1;
  const isNamed = next === at + 2 || isFirstOfCenturies(tokens, at) || isSecondOfCenturies(tokens, at);
  return isNamed ? [[manyYears((count - 1) * 100, 'century'), next]] : [];
}

/** `18th` in `18th–19th century`, `late 18th to early 19th century`. */
function isFirstOfCenturies(tokens: readonly Token[], at: number): boolean {
  if (!isTo(tokens[at + 1])) return false;
  let index = at + 2;
  while (tokens[index]?.kind === 'part' || isMark(tokens[index], '-')) index += 1;
  return centuryNumber(tokens[index]) !== undefined && tokens[index + 1]?.kind === 'century';
}

/** `XX` in `siglo XIX-XX`. */
function isSecondOfCenturies(tokens: readonly Token[], at: number): boolean {
  const isRange = isTo(tokens[at - 1]) && centuryNumber(tokens[at - 2]) !== undefined;
  return isRange && tokens[at - 3]?.kind === 'century';
}

function centuryNumber(token: Token | undefined): number | undefined {
  if (token?.kind === 'number') {
    return token.digits < 4 && token.value >= 1 && token.value <= LAST_CENTURY ? token.value : undefined;
  }
  const roman = token?.kind === 'other' ? token.text.toLowerCase().replace(/(?<=[ivx])[eè]?m?e?$/u, '') : '';
  const index = ROMAN.indexOf(roman);
  return index < 0 ? undefined : index + 1;
}

const GUESSED = 'of the twentieth century';

/** `1960s`, `196X`, `19--`, `the fifties`, `années 1960`; `1900s` may be ten years or a hundred. */
function years(tokens: readonly Token[], at: number): Read<Core>[] {
  const [token, after] = [tokens[at], tokens[at + 1]];
  if (token?.kind === 'decade') return [[manyYears(token.decade, 'decade', [GUESSED]), at + 1]];
  if (isWord(token, 'decades')) return decadeNamed(after, at + 2);
  if (token?.kind !== 'span') return [];
  const isDecade = isWord(after, 'decades');
  const because = token.isGuessed ? [GUESSED] : [];
  return token.years
    .filter((count) => count === 10 || !isDecade)
    .map((count) => {
      const form = count === 10 ? 'decade' : 'century';
      const next = isDecade || isFiller(after) ? at + 2 : at + 1;
      return [manyYears(token.first, form, because), isDecade ? next : at + 1];
    });
}

/** `années 1960`, `anni '60`, `años 60`. */
function decadeNamed(token: Token | undefined, next: number): Read<Core>[] {
  if (token?.kind !== 'number' || token.value % 10 !== 0 || token.ordinal) return [];
  if (token.digits === 4) return [[manyYears(token.value, 'decade'), next]];
  return token.digits === 2 ? [[manyYears(1900 + token.value, 'decade', [GUESSED]), next]] : [];
}

/** `spring 1967`, `spring of 1967`, `1967 spring`, and `spring` in `spring–autumn 1931`. */
function season(tokens: readonly Token[], at: number, options: SideOptions): Read<Core>[] {
  const first = tokens[at];
  const index = skipped(tokens, at + 1);
  const second = tokens[index];
  if (first?.kind === 'season') {
    const year = yearIn(second, options) ?? winterYear(first.season, second);
    const core = seasonOf(first.season, year?.year);
    return core ? [[{ ...core, ...(year && shortOf(year)) }, year ? index + 1 : at + 1]] : [];
  }
  const year = second?.kind === 'season' ? yearIn(first, options) : undefined;
  const core = year && second?.kind === 'season' ? seasonOf(second.season, year.year) : undefined;
  return core && year ? [[{ ...core, ...shortOf(year) }, index + 1]] : [];
}

/** A winter lies in two years: `winter 1964/65`. */
function winterYear(name: string, token: Token | undefined): Year | undefined {
  const [dates] = token?.kind === 'numeric' ? token.dates : [];
  const { year, month } = dates?.from ?? {};
  const isWinter =
    name === 'winter' && year !== undefined && month === undefined && dates?.to?.year === year + 1;
  return isWinter ? { year, isShort: false } : undefined;
}

/** The index after fillers and commas. */
function skipped(tokens: readonly Token[], at: number): number {
  let index = at;
  while (isFiller(tokens[index]) || isMark(tokens[index], ',')) index += 1;
  return index;
}

/** A date in numbers, in each way in which it may be meant, unless the reader's order decides. */
function numeric(tokens: readonly Token[], at: number, { order, century }: SideOptions): Read<Core>[] {
  const index = tokens[at]?.kind === 'weekday' ? skipped(tokens, at + 1) : at;
  const token = tokens[index];
  if (token?.kind !== 'numeric') return [];
  return token.dates
    .filter(({ isOnly, order: own }) => isOnly || order === undefined || own === undefined || own === order)
    .map((date) => [numericCore(date, century), index + 1]);
}

function numericCore({ from, to, order, because }: NumericDate, century: number): Core {
  const isShort = from.isShort ?? to?.isShort;
  return {
    from: written(from, century),
    ...(to && { to: written(to, century) }),
    form: to ? 'interval' : 'point',
    ...(to && because !== WHOLE_MONTHS && { isRange: true as const }),
    because: because === undefined ? [] : [because],
    ...(isShort && { isShort }),
    ...(order && { order }),
  };
}

/** A short year is given as one of the twentieth century. */
function written({ isShort, ...point }: NumericPoint, century: number): Written {
  return isShort && point.year !== undefined ? { ...point, year: point.year - 1900 + century } : point;
}

/** `1964年10月5日`, `1964年10月`, `1964年`. */
function eastAsian(tokens: readonly Token[], at: number): Read<Core>[] {
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
  return index === at ? [] : [[{ from, form: 'point', because: [] }, index]];
}
