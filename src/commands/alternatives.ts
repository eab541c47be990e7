import type { SearchView } from '../cards/view.ts';
import type { Archive } from '../data/archive.ts';
import type { SearchRequest } from '../data/search.ts';
import { spanBetween } from '../data/span.ts';
import type { DayMonthOrder } from '../data/typed-date.ts';

/** The request that a search view makes of the archive. */
export function requestOf(view: SearchView, order: DayMonthOrder): SearchRequest {
  const { query, person, place, sort } = view;
  return {
    ...(query !== undefined && { query }),
    ...(person !== undefined && { person }),
    ...(place !== undefined && { place }),
    ...(sort && { sort }),
    span: spanBetween(view.from, view.to),
    order,
  };
}

/** Up to three searches that find something, close to one that does not: respelled, or with less asked. */
export function alternativesTo(view: SearchView, archive: Archive, order: DayMonthOrder): SearchView[] {
  const { page: _page, ...asked } = view;
  const respelled = archive.alternatives(requestOf(asked, order), 3).map((query) => ({ ...asked, query }));
  const { from: _from, to: _to, ...undated } = asked;
  const { person: _person, place: _place, ...unnamed } = asked;
  const wider = [undated, unnamed].filter(
    (other) =>
      Object.keys(other).length < Object.keys(asked).length &&
      (other.query || Object.keys(other).length > 1) &&
      archive.search(requestOf(other, order)).records.length > 0,
  );
  return [...respelled, ...wider].slice(0, 3);
}
