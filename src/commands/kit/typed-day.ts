import type { MonthDay } from '../../data/dates/calendar-date.ts';
import { DAY_FORMS, readDayOfYear } from '../../data/dates/day-of-year.ts';
import { dayMonthOrder } from '../../data/dates/locale-order.ts';
import { quoted, Refusal, unreadable } from './refusal.ts';

/**
 * The day of the year that a person typed, and the year if one was typed with it.
 *
 * @throws {Refusal} with the words typed, for a text that names no day, or one that no year has
 */
export function typedDay(typed: string, now: Date, locale: string): { day: MonthDay; year?: number } {
  const reading = readDayOfYear(typed, now, dayMonthOrder(locale));
  if (reading.kind === 'day') return reading;
  if (reading.reason === undefined) throw unreadable(typed, 'a day', DAY_FORMS);
  throw new Refusal(`I can’t read ${quoted(typed)} as a day: ${reading.reason}.`);
}
