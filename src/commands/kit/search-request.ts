import type { Alternative } from '../../cards/not-found-card.ts';
import type { Archive } from '../../data/archive.ts';
import { spanBetween } from '../../data/dates/span.ts';
import type { SearchRequest } from '../../data/search/search-request.ts';
import type { SearchView } from '../../views/view.ts';

/** What a search view asks the archive for. */
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

/** Up to three searches that find something, close to one that does not: respelled, or with fewer filters. */
export function alternativesTo(view: SearchView, archive: Archive): Alternative[] {
  const { page: _page, ...asked } = view;
  const respelled = archive
    .alternatives(requestOf(asked), 3)
    .map((query) => ({ label: query, view: { ...asked, query } }));
  const { from: _from, to: _to, ...undated } = asked;
  const { person: _person, place: _place, ...unnamed } = asked;
  const wider = [
    { label: 'Any date', view: undated },
    { label: 'Any person and place', view: unnamed },
  ].filter(({ view: { name: _name, ...left } }) => {
    const filters = Object.keys(left).length;
    return filters > 0 && filters < Object.keys(asked).length - 1;
  });
  const found = wider
    .map(({ label, view: other }) => ({
      label,
      view: other,
      records: archive.search(requestOf(other)).records.length,
    }))
    .filter(({ records }) => records > 0);
  return [...respelled, ...found].slice(0, 3);
}
