import { dayMonthOrder } from '../../data/dates/locale-order.ts';
import { parseQuery } from '../../data/search/query.ts';
import { terms } from '../../data/search/words.ts';

/**
 * What a person typed into an option, as a view may hold it: without control characters and outer space. Undefined
 * when nothing is left to search for. The text was cut to its longest length when the interaction came in.
 */
export function typedText(typed: string | undefined): string | undefined {
  const text = (typed ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return terms(text).length > 0 ? text : undefined;
}

/**
 * A query, with the order of day and month where that decides what a date in it means. People with other habits may
 * turn the pages of its answer, and the date must mean the same to all of them.
 */
export function typedQuery(
  typed: string | undefined,
  locale: string,
): { query?: string; order?: 'month-first' } {
  const query = typedText(typed);
  if (query === undefined) return {};
  const isOpen = dayMonthOrder(locale) === 'month-first' && dependsOnOrder(query);
  return { query, ...(isOpen && { order: 'month-first' as const }) };
}

/** Whether a query has a date in numbers of which the locale decides what is the day and what the month. */
function dependsOnOrder(query: string): boolean {
  const [british, american] = (['day-first', 'month-first'] as const).map(
    (order) => parseQuery(query, order).dated?.date.edtf,
  );
  return british !== american;
}
