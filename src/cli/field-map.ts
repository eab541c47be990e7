import { InvalidArgumentError } from 'commander';
import { FIELDS, type Field } from '../data/import/field-names.ts';

/** The names of fields on the command line. `id` is its name in `records.jsonl`. */
const NAMES: ReadonlyMap<string, Field> = new Map([
  ['id', 'identifier'],
  ...FIELDS.map((field) => [field, field] as const),
]);

/**
 * Reads the value of `--map`. A field that is given again gets another column.
 *
 * @param before what earlier `--map` options gave
 * @throws {InvalidArgumentError} for a part without `=` or with an unknown field
 * @example readFieldMap('title=Titel,date=Datum', new Map()) // title → ['Titel'], date → ['Datum']
 */
export function readFieldMap(
  text: string,
  before: ReadonlyMap<Field, readonly string[]>,
): Map<Field, string[]> {
  const map = new Map([...before].map(([field, columns]) => [field, [...columns]]));
  // The name of a column may hold a comma. Only a comma before another field= separates.
  for (const pair of text.split(/,(?=\s*[a-z]+\s*=)/i)) {
    const [name = '', ...rest] = pair.split('=');
    const column = rest.join('=').trim();
    const field = NAMES.get(name.trim().toLowerCase());
    if (column === '') throw new InvalidArgumentError(`"${pair}" has no column, expected field=column.`);
    if (!field) {
      const known = [...NAMES.keys()].join(', ');
      throw new InvalidArgumentError(`"${name}" is not a field, expected one of ${known}.`);
    }
    map.set(field, [...(map.get(field) ?? []), column]);
  }
  return map;
}
