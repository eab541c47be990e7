import { terms } from '../../data/search/words.ts';
import { dayMonthOrder } from '../../data/typed-date.ts';

/**
 * What a person typed into an option, as a view may hold it: without control characters and outer space. Undefined
 * when nothing is left that could be looked for. The router has cut it already, as it cuts every text.
 */
export function typedText(typed: string | undefined): string | undefined {
  const text = (typed ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return terms(text).length > 0 ? text : undefined;
}

/**
 * A query, with the order of day and month where that decides what a date in it means: the pages of its answer
 * may be turned by people of other habits.
 */
export function typedQuery(
  typed: string | undefined,
  locale: string,
): { query?: string; order?: 'month-first' } {
  const query = typedText(typed);
  if (query === undefined) return {};
  const isOpen = dayMonthOrder(locale) === 'month-first' && IN_NUMBERS.test(query);
  return { query, ...(isOpen && { order: 'month-first' as const }) };
}

/** A date in numbers only, of which the locale decides what is the day and what the month. */
const IN_NUMBERS = /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/;
