import type { Meaning } from './date-words.ts';
import type { NumericDate } from './numeric-date.ts';

/** Where a token stands in its text, in UTF-16 units, and whether white space is before it. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly spaced: boolean;
  /** Whether it stands in brackets that enclose a part of the text only: `[c. 1920] – 1930`. */
  readonly enclosed?: boolean;
}

/** What stands in the text of a date. */
export type Content =
  | Meaning
  /** A number of one to four digits; `ordinal` for `1st`, `5.` or `1er`, `short` for `'64`. */
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly digits: number;
      readonly ordinal: boolean;
      readonly short: boolean;
    }
  /** A date in numbers alone, and all that it may mean. */
  | { readonly kind: 'numeric'; readonly dates: readonly NumericDate[] }
  /**
   * `1960s`, `'60s`, `196X`, `196-`, `19XX`: the first year, and how many years are meant; both 10 and 100 for
   * `1900s`. `isGuessed` where the century is.
   */
  | {
      readonly kind: 'span';
      readonly first: number;
      readonly years: readonly (10 | 100)[];
      readonly isGuessed?: true;
    }
  | { readonly kind: 'time' }
  | { readonly kind: 'mark'; readonly mark: Mark }
  /** Whatever has no place in a date. */
  | { readonly kind: 'other'; readonly text: string };

/** What the text of a date is made of. */
export type Token = Place & Content;

/** Punctuation that dates have. */
export type Mark = '-' | '/' | ',' | '?' | '~' | '%' | '(' | ')' | '..' | '…' | 'i.e.' | '年' | '月' | '日';
