import { type DateLine, readDateLine } from './date-line.ts';

/** The parts of a page that are not its records. */
export type Furniture = 'page' | 'counter' | 'heading' | 'pager' | 'number';

/** One line of a listing, read by itself. */
export interface ListingLine {
  /** Counted from 1. */
  readonly line: number;
  /** Without its bullet and the white space around it; empty for a blank line. */
  readonly text: string;
  /** The bullet in front of the text, if there is one. */
  readonly bullet?: string;
  /** Characters of white space before the bullet or the text. */
  readonly indent: number;
  /** Characters of the line, indent and all, white space at its end left out. */
  readonly width: number;
  readonly date?: DateLine;
  readonly furniture?: Furniture;
}

/** A dash is only a bullet before white space: "-5 degrees" does not begin with one. */
const BULLET = /^([•●▪■◦‣∙·*]|[-–—](?=\s|$))\s*(.*)$/u;

const COUNT = '[\\d.,]+';
const FURNITURE: readonly [Furniture, RegExp][] = [
  ['page', /^skip to (?:main )?content$/i],
  [
    'counter',
    new RegExp(
      `^(?:showing |displaying |results? )?${COUNT}\\s*\\p{Dash}\\s*${COUNT}\\s+of\\s+${COUNT}(?: \\w+)?$`,
      'iu',
    ),
  ],
  ['counter', /^\d+ (?:results|documents)(?: found)?$/i],
  [
    'heading',
    /^(?:(?:search )?results|documents|(?:popular|related|all|recent|featured) documents)(?: \(\d+\))?:?$/i,
  ],
  ['number', /^\d{1,3}$/],
];

/** Any of these and nothing else, between white space, is a pager: `1 2 3 … Next page Last »`. */
const PAGER_WORD =
  /^(?:First|Previous|Prev|Next|Last|Pages?|page|Pagination|Current|\d{1,3}|[«‹»›<>…]+|\.\.\.)$/;

/** The longest line that can be furniture: a pager on one line. */
const LONGEST_FURNITURE = 200;

/** The lines of a listing's text, by any of the usual line ends, without a byte order mark. */
export function listingLines(text: string): ListingLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((content, index) => listingLine(content, index + 1));
}

function listingLine(content: string, line: number): ListingLine {
  const unindented = content.trimStart();
  const trimmed = unindented.trimEnd();
  const [, bullet, rest = ''] = BULLET.exec(trimmed) ?? [];
  const text = bullet === undefined ? trimmed : rest;
  const furniture = furnitureIn(text);
  const date = furniture ? undefined : readDateLine(text);
  return {
    line,
    text,
    indent: content.length - unindented.length,
    width: content.trimEnd().length,
    ...(bullet !== undefined && { bullet }),
    ...(date && { date }),
    ...(furniture && { furniture }),
  };
}

/**
 * Which part of a page, other than its records, a whole line is; undefined for any other line.
 *
 * @example furnitureIn('1 - 10 of 26') // 'counter'
 * @example furnitureIn('Next page Last »') // 'pager'
 */
export function furnitureIn(text: string): Furniture | undefined {
  if (text === '' || text.length > LONGEST_FURNITURE) return undefined;
  const found = FURNITURE.find(([, form]) => form.test(text));
  if (found) return found[0];
  return text.split(/\s+/).every((word) => PAGER_WORD.test(word)) ? 'pager' : undefined;
}
