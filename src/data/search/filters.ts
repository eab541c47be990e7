import { liesWithin } from '../dates/span.ts';
import type { NameList } from '../names/name-list.ts';
import type { ArchivalRecord } from '../records/record.ts';
import type { Query, QueryField } from './query.ts';
import type { SearchParts, SearchRequest } from './search-request.ts';
import { terms } from './words.ts';

/** Whether the record of a number may be among the answers. */
export type Filter = (number: number) => boolean;

/** The filters of an archive: what of a query and a request a record must have, or must not, whatever its words. */
export function createFilters(
  records: readonly ArchivalRecord[],
  { index, people, places }: SearchParts,
): (query: Query, request: SearchRequest) => Filter {
  /**
   * The records that carry a name or, where an archive does not list the names in its records, say it in their text.
   */
  const naming = (
    words: readonly string[],
    list: NameList,
    carried: (record: ArchivalRecord) => readonly string[],
  ): Filter => {
    const meant = list.meant(words.join(' '));
    const said = index.withPhrase(words);
    return (number) => {
      const own = records[number] ? carried(records[number]) : [];
      return own.length === 0 ? said.has(number) : own.some((name) => meant.has(name));
    };
  };

  const inField = (field: QueryField, words: readonly string[]): Filter => {
    if (field === 'person') return naming(words, people, (record) => record.people);
    if (field === 'place') return naming(words, places, (record) => record.places);
    const having = index.inField(field, words);
    return (number) => having.has(number);
  };

  return ({ wanted, excluded, fields, dated }, { span = {}, person, place, collection }) => {
    const phrases = distinct(wanted.filter((group) => group.every(({ literal }) => literal)));
    const inFields = distinct(fields);
    const required: Filter[] = [
      ...phrases.map((group) => anyOf(group.map(({ words }) => index.withPhrase(words)))),
      ...inFields.filter((clause) => !clause.excluded).map(({ field, words }) => inField(field, words)),
      ...(person === undefined ? [] : [inField('person', terms(person))]),
      ...(place === undefined ? [] : [inField('place', terms(place))]),
    ];
    const refused: Filter[] = [
      ...distinct(excluded).map(({ words }) => anyOf([index.withPhrase(words)])),
      ...inFields.filter((clause) => clause.excluded).map(({ field, words }) => inField(field, words)),
    ];
    return (number) => {
      const record = records[number];
      return (
        record !== undefined &&
        (collection === undefined || record.collection.name === collection) &&
        required.every((holds) => holds(number)) &&
        !refused.some((holds) => holds(number)) &&
        liesWithin(record.date, span) &&
        liesWithin(record.date, dated?.span ?? {})
      );
    };
  };
}

/** What must hold need not hold twice: each once, however often it was typed. */
function distinct<T>(clauses: readonly T[]): T[] {
  return [...new Map(clauses.map((clause) => [JSON.stringify(clause), clause])).values()];
}

function anyOf(sets: readonly ReadonlySet<number>[]): Filter {
  return (number) => sets.some((set) => set.has(number));
}
