import { firstDay, lastDay } from '../data/dates/calendar-date.ts';
import { printSpan, spanBetween } from '../data/dates/span.ts';
import type { Facets, YearBar } from '../data/search/facets.ts';
import { terms } from '../data/search/words.ts';
import { LONGEST_QUERY, type SearchView } from '../views/view.ts';
import type { MenuOption, Row } from './kit/card.ts';
import { fitted } from './kit/fitting.ts';
import { LIMITS } from './kit/limits.ts';

const LEVELS = '▁▂▃▄▅▆▇█';

/** The years of the hits as a line of bars: `1949 ▁▃█▂▁ 1968`; empty for hits from one year, or undated. */
export function yearLine(years: readonly YearBar[]): string {
  const [first, last] = [years[0], years.at(-1)];
  if (!first || !last || years.length < 2) return '';
  const most = Math.max(...years.map(({ records }) => records));
  const bars = years.map(({ records }) =>
    records === 0 ? '\u2007' : LEVELS[Math.ceil((records / most) * LEVELS.length) - 1],
  );
  return `${first.first} \`${bars.join('')}\` ${last.last}`;
}

/**
 * The menu of filters: it narrows a search to some of its hits, or removes a filter. No menu when there is nothing
 * to choose. It offers only what would leave out some of the hits.
 */
export function narrowRow(view: SearchView, facets: Facets, total: number): Row[] {
  return narrowMenu([...widening(view), ...narrowing(view, facets, total)]);
}

/** The menu that removes filters from a search; none when the search has none. */
export function widenRow(view: SearchView): Row[] {
  return narrowMenu(widening(view));
}

function narrowMenu(all: readonly MenuOption[]): Row[] {
  const options = all.slice(0, LIMITS.menuOptions);
  return options.length === 0 ? [] : [{ menu: { slot: 'narrow', placeholder: 'Filters', options } }];
}

function widening(view: SearchView): MenuOption[] {
  const { page: _, ...asked } = view;
  const { from, to, ...undated } = asked;
  const without = (field: 'person' | 'place' | 'collection') => {
    const { [field]: value, ...rest } = asked;
    return value === undefined ? [] : [option(`✕ ${value}`, 'Remove filter', rest as SearchView)];
  };
  const dates = printSpan(spanBetween(from, to));
  const all = [
    ...without('person'),
    ...without('place'),
    ...without('collection'),
    ...(dates ? [option(`✕ ${dates}`, 'Remove filter', undated)] : []),
  ];
  // Without words, the last filter cannot be removed, because nothing would be left to search for.
  return view.query === undefined && all.length < 2 ? [] : all;
}

function narrowing(view: SearchView, facets: Facets, total: number): MenuOption[] {
  const { page: _, ...asked } = view;
  const some = <T extends { readonly records: number }>(values: readonly T[]) =>
    values.filter(({ records }) => records > 0 && records < total);
  const named = (field: 'person' | 'place' | 'collection', names: Facets['people']) =>
    asked[field] === undefined
      ? some(names.filter(({ name }) => name.length <= LONGEST_QUERY && terms(name).length > 0)).map(
          ({ name, records }) => option(`${name} (${records})`, field, { ...asked, [field]: name }),
        )
      : [];
  return [
    ...named('person', facets.people),
    ...named('place', facets.places),
    ...named('collection', facets.collections),
    ...some(facets.years).map(({ first, last, records }) =>
      option(`${first === last ? first : `${first}–${last}`} (${records})`, 'years', {
        ...asked,
        ...within(view, first, last),
      }),
    ),
  ];
}

/** Years as the bounds of a search, never beyond the bounds that it already has. */
function within({ from, to }: SearchView, first: number, last: number): Pick<SearchView, 'from' | 'to'> {
  const [start, end] = [{ year: Math.max(1, first) }, { year: Math.min(9999, last) }];
  return {
    from: from && firstDay(from) > firstDay(start) ? from : start,
    to: to && lastDay(to) < lastDay(end) ? to : end,
  };
}

function option(label: string, description: string, opens: SearchView): MenuOption {
  return { label: fitted(label, LIMITS.optionLabel), description, opens };
}
