import type { DayMonthOrder } from './numeric-date.ts';

/**
 * The order in which people of a locale (BCP 47) write the numbers of day and month.
 *
 * @example dayMonthOrder('en-US') // 'month-first'
 */
export function dayMonthOrder(locale: string): DayMonthOrder {
  return locale === 'en-US' ? 'month-first' : 'day-first';
}
