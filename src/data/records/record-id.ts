import { createHash } from 'node:crypto';

/** How many hexadecimal digits of the title's hash an id carries: 32 bits, within one date. */
const HASH_DIGITS = 8;

/**
 * The id of a record whose source gives it none: `1963-11-15-3fa9c2d1`, `1966-06-…`, `196x-…`, `1964--open-…`,
 * `undated-…`; at most 31 characters. Quotation marks, dashes, case and white space of the title make no difference,
 * so that a copy of a listing made elsewhere gives the same ids. Any other difference in title or date gives another
 * id.
 *
 * @param edtf the record's date; absent when it has none
 * @example recordId('1963-11-15', "Mao's Audience") === recordId('1963-11-15', 'Mao’s  audience') // true
 */
export function recordId(edtf: string | undefined, title: string): string {
  const hash = createHash('sha256')
    .update(`${edtf ?? ''}\n${foldedTitle(title)}`)
    .digest('hex');
  const date =
    edtf === undefined
      ? 'undated'
      : edtf.replace('/', '--').replace('..', 'open').replace(/[~?%]/g, '').toLowerCase();
  return `${date}-${hash.slice(0, HASH_DIGITS)}`;
}

function foldedTitle(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/\p{Quotation_Mark}|[`´ʻʼʹ′ˮ″]/gu, "'")
    .replace(/\p{Dash}/gu, '-')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
}
