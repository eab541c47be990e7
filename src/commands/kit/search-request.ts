import type { Alternative } from '../../cards/not-found-card.ts';
import type { Archive } from '../../data/archive.ts';
import { spanBetween } from '../../data/dates/span.ts';
import type { SearchRequest } from '../../data/search/search-request.ts';
import type { SearchView } from '../../views/view.ts';

/** The request that a search view makes of the archive. */
export function requestOf(view: SearchView): SearchRequest {
  const { query, order, person, place, collection, sort } = view;
  return {
    ...(query !== undefined && { query }),
    ...(person !== undefined && { person }),
    ...(place !== undefined && { place }),
    ...(collection !== undefined && { collection }),
    ...(sort && { sort }),
    span: spanBetween(view.from, view.to),
    ...(order && { order }),
  };
}

/** Up to three searches that find something, close to one that does not: respelled, or with less asked. */
export function alternativesTo(view: SearchView, archive: Archive): Alternative[] {
  const { page: _page, ...asked } = view;
  const respelled = archive
    .alternatives(requestOf(asked), 3)
    .map((query) => ({ label: query, view: { ...asked, query } }));
  const { from: _from, to: _to, ...undated } = asked;
  const { person: _person, place: _place, ...unnamed } = asked;
  const wider = [
    { label: 'Of any date', view: undated },
    { label: 'Of any person and place', view: unnamed },
  ].filter(
    ({ view: other }) =>
      Object.keys(other).length < Object.keys(asked).length &&
      Object.keys(other).length > 1 &&
      archive.search(requestOf(other)).records.length > 0,
  );
  return [...respelled, ...wider].slice(0, 3);
}
