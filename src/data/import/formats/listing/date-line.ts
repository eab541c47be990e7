import { MONTHS, parseHistoricalDate } from '../../../historical-date.ts';

/** A line that holds a date and nothing else. */
export interface DateLine {
  /** Absent for "Date unknown". */
  readonly edtf?: string;
  /** `5 October 1968`, as titles have it too; the archive's own lists say `October 5, 1968`. */
  readonly dayFirst: boolean;
  /** What is wrong with a date that has the form of one, such as February 30. */
  readonly fault?: string;
}

const MONTH = `(${MONTHS.map((name) => `${name}|${name.slice(0, 3)}\\.?`).join('|')}|Sept\\.?)`;
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '((?:1\\d|20)\\d\\d)';
const TO = '\\s*(?:\\p{Dash}|\\bto\\b)\\s*';

const UNKNOWN = /^[[(]?(?:date unknown|unknown date|undated|no date|n\. ?d\.)[\])]?\.?$/i;
const ABOUT = /^(?:circa|ca\.?|c\.|about|approximately)\s+/i;
const ISO = whole('(\\d{4}-\\d\\d-\\d\\d)');

type Numbers = { year?: string; month?: string; day?: string };

const SINGLE_DATES: readonly { form: RegExp; read: (parts: string[]) => Numbers; dayFirst?: true }[] = [
  {
    form: whole(`${MONTH},?\\s+${DAY},?\\s+${YEAR}`),
    read: ([month, day, year]) => numbers(year, month, day),
  },
  { form: whole(`${MONTH},?\\s+${YEAR}`), read: ([month, year]) => numbers(year, month) },
  { form: whole(YEAR), read: ([year]) => numbers(year) },
  {
    form: whole(`${DAY}\\s+${MONTH},?\\s+${YEAR}`),
    read: ([day, month, year]) => numbers(year, month, day),
    dayFirst: true,
  },
];

/** Ranges whose first date lacks what the second says: `October 16–28, 1962`, `October 30 – November 2, 1962`. */
const SHORT_RANGES: readonly { form: RegExp; read: (parts: string[]) => [Numbers, Numbers] }[] = [
  {
    form: whole(`${MONTH}\\s+${DAY}${TO}${DAY},?\\s+${YEAR}`),
    read: ([month, first, last, year]) => [numbers(year, month, first), numbers(year, month, last)],
  },
  {
    form: whole(`${MONTH}\\s+${DAY}${TO}${MONTH}\\s+${DAY},?\\s+${YEAR}`),
    read: ([from, first, to, last, year]) => [numbers(year, from, first), numbers(year, to, last)],
  },
  {
    form: whole(`${MONTH}${TO}${MONTH},?\\s+${YEAR}`),
    read: ([from, to, year]) => [numbers(year, from), numbers(year, to)],
  },
];

function whole(form: string): RegExp {
  return new RegExp(`^${form}$`, 'iu');
}

function numbers(year?: string, month?: string, day?: string): Numbers {
  return { ...(year && { year }), ...(month && { month }), ...(day && { day }) };
}

/** The longest line that could be a date: "Approximately September 30, 1962 to November 30, 1962". */
const LONGEST = 60;

/** What a line says when all of it is a date; nothing for any other line. */
export function readDateLine(text: string): DateLine | undefined {
  if (text.length > LONGEST) return undefined;
  if (UNKNOWN.test(text)) return { dayFirst: false };
  const about = ABOUT.test(text);
  const doubtful = text.endsWith('?');
  const bare = text.replace(ABOUT, '').replace(/[?.]$/, '').trim();
  const read = readSingle(bare) ?? readRange(bare);
  if (!read) return undefined;
  const qualifier = about && doubtful ? '%' : about ? '~' : doubtful ? '?' : '';
  const edtf = read.edtf + qualifier;
  try {
    parseHistoricalDate(edtf);
    return { edtf, dayFirst: read.dayFirst };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { fault: `"${text}" is no date of the calendar`, dayFirst: read.dayFirst };
  }
}

function readSingle(text: string): { edtf: string; dayFirst: boolean } | undefined {
  const iso = ISO.exec(text)?.[1];
  if (iso) return { edtf: iso, dayFirst: false };
  for (const { form, read, dayFirst = false } of SINGLE_DATES) {
    const parts = form.exec(text)?.slice(1);
    if (parts) return { edtf: isoText(read(parts)), dayFirst };
  }
  return undefined;
}

function readRange(text: string): { edtf: string; dayFirst: boolean } | undefined {
  for (const { form, read } of SHORT_RANGES) {
    const parts = form.exec(text)?.slice(1);
    if (parts) return { edtf: read(parts).map(isoText).join('/'), dayFirst: false };
  }
  const [from, to, ...more] = text.split(/\s*\p{Dash}\s*|\s+to\s+/u);
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  const start = readSingle(from);
  const end = readSingle(to);
  return start && end && { edtf: `${start.edtf}/${end.edtf}`, dayFirst: start.dayFirst };
}

function isoText({ year = '', month, day }: Numbers): string {
  const parts = [year];
  if (month) parts.push(String(MONTHS.findIndex((name) => sameMonth(name, month)) + 1).padStart(2, '0'));
  if (day) parts.push(day.padStart(2, '0'));
  return parts.join('-');
}

function sameMonth(name: string, written: string): boolean {
  return name.slice(0, 3).toLowerCase() === written.slice(0, 3).toLowerCase();
}
