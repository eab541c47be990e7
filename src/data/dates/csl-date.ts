import { type CalendarDate, isOfTheCalendar, isoDate } from './calendar-date.ts';
import type { HistoricalDate, Qualifier } from './historical-date.ts';
import { printHistoricalDate } from './printed-date.ts';
import { readDate } from './read-date.ts';

/** A date variable of CSL-JSON: `{"date-parts": [[1962, 10, 16], [1962, 10, 28]]}`, or words. */
export type CslDate =
  | { readonly 'date-parts': readonly (readonly number[])[]; readonly circa?: true }
  | { readonly literal: string };

/**
 * A date as CSL has it. Its parts cannot say that a date is uncertain (`1961?`), that an end is open, that one end
 * only is approximate, nor that a year is any of a decade: such dates are given in words, which say all.
 *
 * @example cslDate(parseHistoricalDate('1960~')) // { 'date-parts': [[1960]], circa: true }
 * @example cslDate(parseHistoricalDate('196X')) // { literal: '1960s' }
 */
export function cslDate(date: HistoricalDate): CslDate {
  const { form, start, end, qualifier, endQualifier } = date;
  const isInParts = (form === 'point' || form === 'interval') && qualifier === endQualifier;
  if (!isInParts || !start || !end || qualifier === '?' || qualifier === '%') {
    return { literal: printHistoricalDate(date) };
  }
  const parts = (form === 'point' ? [start] : [start, end]).map(partsOf);
  return { 'date-parts': parts, ...(qualifier === '~' && { circa: true as const }) };
}

function partsOf({ year, month, day }: CalendarDate): number[] {
  return [year, month, day].filter((part) => part !== undefined);
}

/** What `issued` says: a text that {@link readDate} reads, absent for no date; or why it cannot be understood. */
export type CslDateReading = { readonly text?: string } | { readonly problem: string };

const EXPECTED = 'expected {"date-parts": [[year, month, day]]}';

/**
 * The text of a date variable, for {@link readDate}: EDTF of its parts, or its words. A season stands before its year;
 * "circa" is of both ends.
 *
 * @example readCslDate({ 'date-parts': [['1962', 10]], circa: 1 }) // { text: '1962-10~' }
 */
export function readCslDate(value: unknown): CslDateReading {
  if (value === undefined || value === null) return {};
  if (typeof value === 'string') return { text: value };
  if (typeof value !== 'object') return { problem: `is not a valid date, ${EXPECTED}` };
  const { 'date-parts': parts, circa, raw, literal, season } = value as Readonly<Record<string, unknown>>;
  if (parts === undefined) {
    const words = [literal, raw].find((text) => typeof text === 'string');
    return typeof words === 'string' ? { text: words } : { problem: `has no date, ${EXPECTED}` };
  }
  if (!Array.isArray(parts) || parts.length < 1 || parts.length > 2) {
    return { problem: `has date-parts of another form, ${EXPECTED}` };
  }
  const [from, to] = parts.map(isoOfParts);
  if (from === undefined || (parts.length === 2 && to === undefined)) {
    return { problem: `has date-parts that are not a valid date, ${EXPECTED}` };
  }
  const about: Qualifier = circa !== undefined && circa !== false && circa !== 0 && circa !== '' ? '~' : '';
  const isSeason = season !== undefined && season !== '' && from.length === 4;
  if (isSeason)
    return to === undefined ? seasonText(season, from, about) : { problem: 'has a season of two years' };
  return { text: to === undefined || to === from ? from + about : `${from + about}/${to + about}` };
}

const SEASONS = ['spring', 'summer', 'autumn', 'winter'];

/** CSL counts seasons from 1, spring; some programs write their name, or count from 21 as EDTF does. */
function seasonText(season: unknown, year: string, about: Qualifier): CslDateReading {
  const number = Number(season);
  const name = Number.isInteger(number) ? SEASONS[number > 20 ? number - 21 : number - 1] : String(season);
  const text = `${about === '' ? '' : 'c. '}${name} ${year}`;
  const reading = name === undefined ? undefined : readDate(text);
  return reading && reading.kind !== 'unreadable'
    ? { text }
    : { problem: 'has a season that is not one of the year' };
}

/** Numbers, or texts of them, as Zotero writes them. Undefined for what the calendar does not have. */
function isoOfParts(parts: unknown): string | undefined {
  if (!Array.isArray(parts) || parts.length < 1 || parts.length > 3) return undefined;
  const [year = 0, month, day] = parts.map(Number);
  if (![year, month, day].every((part) => part === undefined || Number.isInteger(part))) return undefined;
  const date: CalendarDate = {
    year,
    ...(month !== undefined && { month }),
    ...(day !== undefined && { day }),
  };
  return isOfTheCalendar(date) ? isoDate(date) : undefined;
}
