/**
 * A point of the calendar as far as it is known: a year (1–9999), perhaps its month (1–12), perhaps the
 * month's day (1–31). A day never comes without a month.
 */
export interface CalendarDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/** A day of every year: month 1–12, day 1–31. 29 February is one. */
export interface MonthDay {
  readonly month: number;
  readonly day: number;
}

/** English names of the months; January has index 0. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Whether the calendar has such a date: `1964-02-30` and the year 0 do not exist. */
export function isOfTheCalendar({ year, month = 1, day = 1 }: CalendarDate): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** A calendar date in ISO 8601: `1968-10-05`, `1966-06` or `1957`. */
export function isoDate({ year, month, day }: CalendarDate): string {
  const years = year > 999 ? String(year) : String(year).padStart(4, '0');
  if (month === undefined) return years;
  return day === undefined
    ? `${years}-${twoDigits(month)}`
    : `${years}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** The calendar date of an ISO 8601 date that is known to be one, as {@link isoDate} writes it. */
export function calendarDateOf(iso: string): CalendarDate {
  const [year = 1, month, day] = iso.split('-').map(Number);
  if (month === undefined) return { year };
  return day === undefined ? { year, month } : { year, month, day };
}

/** The first day that a calendar date may mean, as `YYYY-MM-DD`: ordered as text, it is ordered in time. */
export function firstDay({ year, month = 1, day = 1 }: CalendarDate): string {
  return isoDate({ year, month, day });
}

/** The last day that a calendar date may mean, as `YYYY-MM-DD`. */
export function lastDay({ year, month = 12, day }: CalendarDate): string {
  return isoDate({ year, month, day: day ?? daysInMonth(year, month) });
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month (1–12) of a year has, in the Gregorian calendar of all years. */
export function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** The day so many days after a day (before, when negative), both `YYYY-MM-DD`, in the years 1 to 9999. */
export function dayAfter(day: string, days: number): string {
  const { year, month = 1, day: dayOfMonth = 1 } = calendarDateOf(day);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, dayOfMonth + days);
  return isoDate({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() });
}

/** A day of the year as `MM-DD`. */
export function monthDayText({ month, day }: MonthDay): string {
  return `${twoDigits(month)}-${twoDigits(day)}`;
}

/** A day of the year in words: `29 June`. */
export function printMonthDay({ month, day }: MonthDay): string {
  return `${day} ${MONTHS[month - 1]}`;
}

/** A year as people write it: `1964`, and `AD 476` where the bare number might be something else. */
export function printYear(year: number): string {
  return year < 1000 ? `AD ${year}` : String(year);
}

/** A calendar date in words: `5 October 1968`, `June 1966` or `1957`. */
export function printCalendarDate({ year, month, day }: CalendarDate): string {
  return [day, month === undefined ? undefined : MONTHS[month - 1], printYear(year)]
    .filter((part) => part !== undefined)
    .join(' ');
}
