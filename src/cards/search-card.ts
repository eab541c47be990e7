import type { SearchResult } from '../data/search.ts';
import { printSpan, type Span, spanBetween } from '../data/span.ts';
import type { Today } from './age.ts';
import { type Card, COLOR } from './card.ts';
import { entryText, openMenu } from './entry.ts';
import { fitted } from './fit.ts';
import { LIMITS } from './limits.ts';
import { escapeMarkdown } from './markdown.ts';
import { pageOf, pageText, pagingRows, withPage } from './paging.ts';
import { dateLine } from './record-card.ts';
import type { SearchView } from './view.ts';

/** The list of the records that a search found, five a page. */
export function searchCard(view: SearchView, result: SearchResult, today: Today): Card {
  const page = pageOf(result.records, view.page);
  const entries = (found: ReadonlySet<string> | undefined) =>
    page.items.map((record, index) =>
      entryText({
        position: page.first + index,
        record,
        dated: dateLine(record, today),
        ...(found && { found }),
      }),
    );
  const notes = notesOn(result);
  const descriptions = [result.found, undefined].map((found) => [...notes, ...entries(found)].join('\n\n'));
  const names = new Set(page.items.map(({ collection }) => collection.name));
  return {
    embeds: [
      {
        title: fitted(escapeMarkdown(searchTitle(view)), LIMITS.embedTitle),
        description: descriptions.find((text) => text.length <= LIMITS.embedDescription) ?? '',
        footer: fitted(
          [pageText(page), ...conditions(view, result.span), ...names].join(' · '),
          LIMITS.listFooter,
        ),
        color: COLOR,
      },
    ],
    rows: [...pagingRows(view, page), ...openMenu(page.items, withPage(view, page.number), page.first)],
  };
}

/** What was looked for, in a few words. */
export function searchTitle({ query, person, place }: SearchView): string {
  const asked = [query, person, place].filter((part) => part !== undefined);
  return asked.length > 0 ? `Search: ${asked.join(' · ')}` : 'Search by date';
}

/** What narrows and orders a search, beside what its title says. `read` is the date that was read in the query. */
export function conditions(view: SearchView, read: Span = {}): string[] {
  return [
    printSpan(spanBetween(view.from, view.to)),
    printSpan(read),
    view.sort && view.sort !== 'relevance' ? `${view.sort} first` : '',
  ].filter((condition) => condition !== '');
}

function notesOn({ partial, unmet }: SearchResult): string[] {
  const notes = [
    unmet ? `No record of ${printSpan(unmet)} matches; these are of other dates.` : '',
    partial ? 'No record has all of these words; these have the most of them.' : '',
  ];
  return notes.filter((note) => note !== '').map((note) => `*${note}*`);
}
