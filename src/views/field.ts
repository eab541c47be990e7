import { type CalendarDate, isoDate } from '../data/dates/calendar-date.ts';
import { historicalDateIn } from '../data/dates/historical-date.ts';

/** How the values of one kind are written in an address. */
export interface Kind<T> {
  /** The value of a text as it stands in an address; undefined when the text is not a valid value. */
  parse(text: string): T | undefined;
  /** The value as it stands in an address, escaped. */
  print(value: T): string;
  /** Whether the value takes all of the address that is left, so that it may only be the last field. */
  readonly takesRest?: boolean;
}

/** How to read and write one field of an address, and whether it is required. */
export interface Field<T, R extends boolean = boolean> extends Kind<T> {
  readonly isRequired: R;
}

/** The fields of one view or action, in the order in which its address names them. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** A field that may be left out. */
export const optional = <T>(kind: Kind<T>): Field<T, false> => ({ ...kind, isRequired: false });

/** A field that every address has. */
export const required = <T>(kind: Kind<T>): Field<T, true> => ({ ...kind, isRequired: true });

/** A kind whose values are escaped texts. `parse` gets the text without escapes. */
function escapedKind<T extends string | number>(parse: (text: string) => T | undefined): Kind<T> {
  return {
    parse(text) {
      const plain = unescaped(text);
      return escaped(plain) === text ? parse(plain) : undefined;
    },
    print: (value) => escaped(String(value)),
  };
}

/** Texts from 1 up to so many UTF-16 units. */
export const text = (most: number): Kind<string> =>
  escapedKind((value) => (value !== '' && value.length <= most ? value : undefined));

/** Texts that match a pattern. */
export const matching = (pattern: RegExp): Kind<string> =>
  escapedKind((value) => (pattern.test(value) ? value : undefined));

/** One of a few words. */
export const oneOf = <const T extends string>(...words: readonly T[]): Kind<T> =>
  escapedKind((value) => words.find((word) => word === value));

/** Whole numbers from 1 to 999,999. */
export const wholeNumber: Kind<number> = escapedKind((value) =>
  /^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined,
);

/** Years of the calendar, 1 to 9999. */
export const year: Kind<number> = escapedKind((value) =>
  /^[1-9]\d{0,3}$/.test(value) ? Number(value) : undefined,
);

/** Dates of the calendar, as far as they are known, in ISO 8601: `1964`, `1964-10`, `1964-10-19`. */
export const calendarDate: Kind<CalendarDate> = {
  parse(value) {
    const { form, start, qualifier } = historicalDateIn(value) ?? {};
    return form === 'point' && qualifier === '' && start && isoDate(start) === value ? start : undefined;
  },
  print: isoDate,
};

/** Days of the year: `MM-DD`, 29 February included. */
export const monthDay: Kind<string> = escapedKind((value) =>
  /^\d\d-\d\d$/.test(value) && calendarDate.parse(`2000-${value}`) ? value : undefined,
);

/** Escapes only what the notation itself uses, so that a letter of any script stays one character. */
export function escaped(value: string): string {
  if (!/[%&=#+ ]/.test(value)) return value;
  return value
    .replace(/[%&=#+]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll(' ', '+');
}

/** The text that {@link escaped} was given. */
export function unescaped(value: string): string {
  return value
    .replaceAll('+', ' ')
    .replace(/%(25|26|3D|23|2B)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
