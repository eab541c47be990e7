import {
  ACCEPTED_DATE_FORMS,
  type CalendarDate,
  type HistoricalDate,
  isoDate,
} from '../../historical-date.ts';

/** A date variable of CSL-JSON: `{"date-parts": [[1962, 10, 16], [1962, 10, 28]]}`. */
export interface CslDate {
  readonly 'date-parts': readonly (readonly number[])[];
  readonly circa?: true;
}

/** A date as CSL has it. Whether it is uncertain (`1961?`), CSL cannot say; a range that is circa, EDTF cannot. */
export function cslDate({ start, end, qualifier }: HistoricalDate): CslDate {
  return {
    'date-parts': (start === end ? [start] : [start, end]).map(partsOf),
    ...((qualifier === '~' || qualifier === '%') && { circa: true }),
  };
}

function partsOf({ year, month, day }: CalendarDate): number[] {
  return [year, month, day].filter((part) => part !== undefined);
}

const EXPECTED = 'expected {"date-parts": [[year, month, day]]}';

/** What `issued` says: a date as EDTF or, where it was written in words, those words; a doubt about a part of it. */
export function readCslDate(
  value: unknown,
): { readonly date?: string; readonly doubt?: string } | { readonly problem: string } {
  if (value === undefined || value === null) return {};
  if (typeof value === 'string') return { date: value };
  if (typeof value !== 'object') return { problem: `is no date, ${EXPECTED}` };
  const { 'date-parts': parts, circa, raw, literal, season } = value as Readonly<Record<string, unknown>>;
  if (parts === undefined) {
    const words = [raw, literal].find((text) => typeof text === 'string');
    return typeof words === 'string' ? { date: words } : { problem: `holds no date, ${EXPECTED}` };
  }
  if (!Array.isArray(parts) || parts.length < 1 || parts.length > 2)
    return { problem: `has date-parts of another form, ${EXPECTED}` };
  const dates = parts.map(partsAsIso);
  const [from, to] = dates;
  if (from === undefined || dates.includes(undefined))
    return { problem: `has date-parts that are no date, ${EXPECTED}` };
  const about = circa !== undefined && circa !== false && circa !== 0 && circa !== '';
  if (to === undefined || to === from)
    return withDoubt(from + (about ? '~' : ''), season !== undefined && 'its season');
  return withDoubt(`${from}/${to}`, about && 'that the range is "circa"');
}

function withDoubt(date: string, lost: string | false): { date: string; doubt?: string } {
  return lost === false
    ? { date }
    : { date, doubt: `is taken as ${date}, without ${lost}; expected ${ACCEPTED_DATE_FORMS}` };
}

/** Numbers, or texts of them, as Zotero writes them. */
function partsAsIso(parts: unknown): string | undefined {
  if (!Array.isArray(parts) || parts.length < 1 || parts.length > 3) return undefined;
  const [year, month, day] = parts.map(Number);
  if (![year, month, day].every((part) => part === undefined || (Number.isInteger(part) && part > 0)))
    return undefined;
  return isoDate({
    year: year ?? 0,
    ...(month !== undefined && { month }),
    ...(day !== undefined && { day }),
  });
}
