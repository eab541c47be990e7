import type { ListView } from '../../views/view.ts';
import type { Row } from './card.ts';

/** How many records a list shows at a time. */
const PAGE_SIZE = 5;

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** From 1; the last page when one further was asked for. */
  readonly number: number;
  readonly pages: number;
  /** Position of the first item in the whole list, from 1. */
  readonly first: number;
  readonly total: number;
}

/** The page of a number (from 1) of a list; the last one for a number beyond it. */
export function pageOf<T>(list: readonly T[], number = 1): Page<T> {
  const pages = Math.max(1, Math.ceil(list.length / PAGE_SIZE));
  const actual = Math.min(number, pages);
  const start = (actual - 1) * PAGE_SIZE;
  return {
    items: list.slice(start, start + PAGE_SIZE),
    number: actual,
    pages,
    first: start + 1,
    total: list.length,
  };
}

/** Which part of the list a page shows: `1–5 of 26`. */
export function pageText({ items, first, total }: Page<unknown>): string {
  return items.length < 2 ? `${first} of ${total}` : `${first}–${first + items.length - 1} of ${total}`;
}

/** The buttons to the first, previous, next and last page; none for a list of one page. */
export function pagingRows(view: ListView, { number, pages }: Page<unknown>): Row[] {
  if (pages === 1) return [];
  const button = (label: string, slot: string, page: number, disabled: boolean) => ({
    label,
    slot,
    opens: withPage(view, Math.min(Math.max(page, 1), pages)),
    disabled,
  });
  return [
    {
      buttons: [
        button('« First', 'first', 1, number === 1),
        button('‹ Previous', 'previous', number - 1, number === 1),
        button('Next ›', 'next', number + 1, number === pages),
        button('Last »', 'last', pages, number === pages),
      ],
    },
  ];
}

/** The same view on another page; the first page has no number. */
export function withPage<V extends ListView>(view: V, page: number): V {
  const { page: _, ...rest } = view;
  return (page === 1 ? rest : { ...rest, page }) as V;
}
