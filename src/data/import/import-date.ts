import { parseHistoricalDate } from '../historical-date.ts';
import { shortBounds } from '../span.ts';
import { type DayMonthOrder, readTypedSpan } from '../typed-date.ts';
import { readDateLine } from './formats/listing/date-line.ts';

/** A date as an import understands it: its EDTF (absent for "undated"), or why it cannot be read. */
export type ImportDate = { readonly edtf?: string } | { readonly problem: string };

const EXPECTED = 'expected EDTF (1968-10-05, 1966-06, 1957, 1960~) or a date such as October 5, 1968';

/** The longest text that is looked at for a date. */
const LONGEST = 60;

/**
 * Reads a date in any of the forms that sources give: EDTF, those of {@link readDateLine}, ISO 8601 with a time
 * (the time is dropped), and those that people type, such as `10/1964` or `spring 1967` (a range then). A day and
 * a month that may be either way round, as in `3/4/1968`, are refused, for nobody is there to ask.
 */
export function readImportDate(given: string): ImportDate {
  const text = given
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .trim();
  if (text === '') return {};
  const shown = `"${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}"`;
  if (text.length > LONGEST) return { problem: `${shown} is no date, ${EXPECTED}` };
  const withoutTime = text.replace(/^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*$/, '$1');
  if (isEdtf(withoutTime)) return { edtf: withoutTime };
  const line = readDateLine(text);
  if (line?.fault !== undefined) return { problem: `${line.fault}, ${EXPECTED}` };
  if (line) return line.edtf === undefined ? {} : { edtf: line.edtf };
  const [british, american] = (['day-first', 'month-first'] as const).map((order) => typedDate(text, order));
  if (british !== undefined && british === american) return { edtf: british };
  if (british !== undefined && american !== undefined) {
    return { problem: `${shown} may be ${british} or ${american}, expected one of these` };
  }
  return { problem: `${shown} is no date, ${EXPECTED}` };
}

/** The forms of EDTF that records have, by their look: to parse what is none takes most of the time of an import. */
const EDTF = /^\d{4}(?:-\d\d){0,2}(?:[~?%]|\/\d{4}(?:-\d\d){0,2})?$/;

function isEdtf(text: string): boolean {
  if (!EDTF.test(text)) return false;
  try {
    parseHistoricalDate(text);
    return true;
  } catch {
    return false;
  }
}

/** What was typed as EDTF; undefined for what is open at an end, such as `before 1963`. */
function typedDate(text: string, order: DayMonthOrder): string | undefined {
  const span = readTypedSpan(text, order);
  if (span?.from === undefined || span.to === undefined) return undefined;
  const { from, to } = shortBounds(span);
  return from === to ? from : `${from}/${to}`;
}
