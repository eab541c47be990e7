import { printSpan, type Span, spanBetween } from '../data/dates/span.ts';
import type { ArchivalRecord } from '../data/records/record.ts';
import type { SearchResult } from '../data/search/search.ts';
import type { SearchView } from '../views/view.ts';
import { narrowRow, widenRow, yearLine } from './filter-menu.ts';
import type { Today } from './kit/age.ts';
import { type Card, COLOR } from './kit/card.ts';
import { fitted, fittedList } from './kit/fitting.ts';
import { LIMITS } from './kit/limits.ts';
import { escapeMarkdown } from './kit/markdown.ts';
import { pageOf, pageText, pagingRows, withPage } from './kit/paging.ts';
import { entryText, openMenu } from './list-entry.ts';
import { dateLine, recordCard } from './record-card.ts';

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
  const facets = result.facets();
  const years = yearLine(facets.years);
  const head = [...(years ? [years] : []), ...notesOn(result)].join('\n');
  const described = (found: ReadonlySet<string> | undefined) =>
    [...(head ? [head] : []), ...entries(found)].join('\n\n');
  const full = described(result.found);
  const names = new Set(page.items.map(({ collection }) => collection.name));
  return {
    embeds: [
      {
        title: fitted(escapeMarkdown(searchTitle(view)), LIMITS.embedTitle),
        description: full.length <= LIMITS.embedDescription ? full : described(undefined),
        footer: fitted(
          [pageText(page), ...conditions(view, result.span), ...names].join(' · '),
          LIMITS.listFooter,
        ),
        color: COLOR,
      },
    ],
    rows: [
      ...pagingRows(view, page),
      ...openMenu(page.items, withPage(view, page.number), page.first),
      ...narrowRow(view, facets, result.records.length),
    ],
  };
}

/** The one record that a search found, in full, and how the search was understood. */
export function onlyRecordCard(
  view: SearchView,
  record: ArchivalRecord,
  result: SearchResult,
  today: Today,
): Card {
  const { embeds, rows } = recordCard(record, today);
  const noted = embeds.map(({ description = '', ...embed }) => ({
    ...embed,
    description: [...notesOn(result), description].join('\n'),
  }));
  return { embeds: noted, rows: [...rows, ...widenRow(view)] };
}

/** The most characters of the other spellings of names, of a sentence on a date, and of words that are not a date. */
const MOST_SPELLINGS = 200;
const MOST_OF_DATE = 160;
const MOST_UNREAD = 60;

/** What was searched for, in a few words. */
export function searchTitle({ query, person, place, collection }: SearchView): string {
  const asked = [query, person, place, collection].filter((part) => part !== undefined);
  return asked.length > 0 ? `Search: ${asked.join(' · ')}` : 'Search by date';
}

/** The filters and the order that the title does not name. `read` is the span of a date in the query. */
export function conditions(view: SearchView, read: Span = {}): string[] {
  return [
    printSpan(spanBetween(view.from, view.to)),
    printSpan(read),
    view.sort && view.sort !== 'relevance' ? `${view.sort} first` : '',
  ].filter((condition) => condition !== '');
}

function notesOn(result: SearchResult): string[] {
  const { records, whole, partial, unmet, corrections, spellings, dateSentence, unreadDate } = result;
  const taken = corrections.map(({ taken: word }) => word).join(', ');
  const notes = [
    dateSentence ? escapeMarkdown(fitted(dateSentence, MOST_OF_DATE)) : '',
    unreadDate === undefined
      ? ''
      : `“${escapeMarkdown(fitted(unreadDate, MOST_UNREAD))}” can’t be read as a date, so its words were searched for.`,
    taken ? `Showing results for ${escapeMarkdown(taken)}.` : '',
    spellings.length > 0
      ? `Also searched for ${escapeMarkdown(fittedList(spellings, ', ', MOST_SPELLINGS))}.`
      : '',
    unmet ? `No matching record is dated ${printSpan(unmet)}. These have other dates.` : '',
    partial ? 'No record contains every word. Closest matches:' : '',
    whole > 0 && whole < records.length ? onlyFirst(whole) : '',
  ];
  const said = notes.filter((note) => note !== '').join(' ');
  return said === '' ? [] : [`*${said}*`];
}

function onlyFirst(whole: number): string {
  return whole === 1 ? 'Only the first contains every word.' : `Only the first ${whole} contain every word.`;
}
