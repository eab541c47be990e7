/** The part of the `edtf` package that we use; it ships no types of its own. */
declare module 'edtf' {
  /** What `parse` makes of one date: months count from 0, qualifiers are present only when true. */
  export interface ParsedDate {
    type: 'Date';
    level: number;
    values: number[];
    approximate?: boolean;
    uncertain?: boolean;
  }

  /** Anything `parse` may return; only the `type`s named are told apart. */
  export type Parsed =
    | ParsedDate
    | { type: 'Interval'; level: number; values: unknown[] }
    | { type: 'other' };

  /** Reads one EDTF string. Throws an `Error` on a string that is not EDTF. */
  export function parse(text: string): Parsed;
}
