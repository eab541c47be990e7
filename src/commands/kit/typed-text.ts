import { terms } from '../../data/search/words.ts';
import { dayMonthOrder } from '../../data/typed-date.ts';

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
  const isOpen = dayMonthOrder(locale) === 'month-first' && IN_NUMBERS.test(query);
  return { query, ...(isOpen && { order: 'month-first' as const }) };
}

/** A date in numbers only: the locale decides which number is the day and which is the month. */
const IN_NUMBERS = /\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/;
