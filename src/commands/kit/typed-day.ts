import { escapeMarkdown } from '../../cards/kit/markdown.ts';
import type { MonthDay } from '../../data/dates/calendar-date.ts';
import { DAY_FORMS, readDayOfYear } from '../../data/dates/day-of-year.ts';
import { dayMonthOrder } from '../../data/dates/locale-order.ts';
import { Refusal } from './refusal.ts';

/**
 * The day of the year that a person typed, and the year if one was typed with it.
 *
 * @throws {Refusal} with the words typed, for a text that names no day, or one that no year has
 */
export function typedDay(typed: string, now: Date, locale: string): { day: MonthDay; year?: number } {
  const reading = readDayOfYear(typed, now, dayMonthOrder(locale));
  if (reading.kind === 'day') return reading;
  const refused = `I can’t read “${escapeMarkdown(typed.trim())}” as a day`;
  throw new Refusal(
    reading.reason === undefined
      ? `${refused}. Forms that work: ${DAY_FORMS}.`
      : `${refused}: ${reading.reason}.`,
  );
}
