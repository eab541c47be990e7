/**
 * A second reader of dates, which shares nothing with the first: it writes every day, month and year of some years in
 * every template, and looks a text up. A text may then have several meanings.
 */

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const GERMAN = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
  ' ',
);
const FRENCH = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);
const SPANISH =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const RUSSIAN = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(
  ' ',
);
const ROMAN = 'I II III IV V VI VII VIII IX X XI XII'.split(' ');
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day, and how its parts are written. */
export interface WrittenDay {
  readonly y: number;
  readonly m: number;
  readonly d: number;
}

const two = (number: number) => `0${number}`.slice(-2);
const ending = (d: number) => (d > 3 && d < 21 ? 'th' : (['th', 'st', 'nd', 'rd'][d % 10] ?? 'th'));
const named = (names: readonly string[], m: number) => names[m - 1] ?? '';

/** How a day is written, so that it can mean that day only. */
export const CLEAR_TEMPLATES: readonly ((day: WrittenDay) => string)[] = [
  ({ y, m, d }) => `${y}-${two(m)}-${two(d)}`,
  ({ y, m, d }) => `${d} ${named(MONTHS, m)} ${y}`,
  ({ y, m, d }) => `${named(MONTHS, m)} ${d}, ${y}`,
  ({ y, m, d }) => `${d} ${named(MONTHS, m).slice(0, 3)} ${y}`,
  ({ y, m, d }) => `${named(MONTHS, m).slice(0, 3)}. ${two(d)}, ${y}`,
  ({ y, m, d }) => `${y} ${named(MONTHS, m)} ${d}`,
  ({ y, m, d }) => `the ${d}${ending(d)} of ${named(MONTHS, m)}, ${y}`,
  ({ y, m, d }) => `${two(d)}-${named(MONTHS, m).slice(0, 3).toUpperCase()}-${y}`,
  ({ y, m, d }) => `${d}. ${named(GERMAN, m)} ${y}`,
  ({ y, m, d }) => `${d === 1 ? '1er' : d} ${named(FRENCH, m)} ${y}`,
  ({ y, m, d }) => `${d} de ${named(SPANISH, m)} de ${y}`,
  ({ y, m, d }) => `${d} ${named(RUSSIAN, m)} ${y} г.`,
  ({ y, m, d }) => `${y}年${m}月${d}日`,
  ({ y, m, d }) => `${d}.${named(ROMAN, m)}.${y}`,
  ({ y, m, d }) => `${y}/${m}/${d}`,
  ({ y, m, d }) => `${y}${two(m)}${two(d)}`,
  ({ y, m, d }) => `${y}-${m}-${d}`,
  ({ y, m, d }) => `${y}-${two(m)}-${two(d)}T12:30:00Z`,
  ({ y, m, d }) => `[${d} ${named(MONTHS, m)} ${y}]`,
];

/** How a day is written in numbers, by which another day may be meant too. */
export const NUMBER_TEMPLATES: readonly ((day: WrittenDay) => string)[] = [
  ({ y, m, d }) => `${d}/${m}/${y}`,
  ({ y, m, d }) => `${m}/${d}/${y}`,
  ({ y, m, d }) => `${two(d)}.${two(m)}.${y}`,
  ({ y, m, d }) => `${two(m)}-${two(d)}-${y}`,
];

/** How many days a month has. */
export function lengthOfMonth(y: number, m: number): number {
  const leap = m === 2 && (y % 400 === 0 || (y % 4 === 0 && y % 100 !== 0));
  return leap ? 29 : (LENGTHS[m - 1] ?? 0);
}

/** Every day of some years, both included. */
export function* daysOf(first: number, last: number): Generator<WrittenDay> {
  for (let y = first; y <= last; y += 1) {
    for (let m = 1; m <= 12; m += 1) {
      for (let d = 1; d <= lengthOfMonth(y, m); d += 1) yield { y, m, d };
    }
  }
}

/** A day as EDTF. */
export function edtfOf({ y, m, d }: WrittenDay): string {
  return `${String(y).padStart(4, '0')}-${two(m)}-${two(d)}`;
}

/** Every text of the templates about some years, with all that it may mean. */
export function naiveReadings(first: number, last: number): ReadonlyMap<string, ReadonlySet<string>> {
  const readings = new Map<string, Set<string>>();
  const add = (text: string, meaning: string) => {
    readings.set(text, (readings.get(text) ?? new Set()).add(meaning));
  };
  for (const day of daysOf(first, last)) {
    for (const template of [...CLEAR_TEMPLATES, ...NUMBER_TEMPLATES]) add(template(day), edtfOf(day));
    // The same numbers are those of another day in the order of other people.
    if (day.d <= 12) {
      const other = { y: day.y, m: day.d, d: day.m };
      for (const template of NUMBER_TEMPLATES) add(template(day), edtfOf(other));
    }
  }
  for (let y = first; y <= last; y += 1) {
    add(String(y), String(y));
    for (let m = 1; m <= 12; m += 1) {
      const month = `${y}-${two(m)}`;
      for (const names of [MONTHS, GERMAN, FRENCH, SPANISH]) add(`${named(names, m)} ${y}`, month);
      for (const text of [month, `${two(m)}/${y}`, `${y} ${named(MONTHS, m)}`, `${y}年${m}月`])
        add(text, month);
    }
  }
  return readings;
}
