import type { Span } from './span.ts';
import { terms } from './text.ts';
import { type DayMonthOrder, findTypedSpan } from './typed-date.ts';

/** What a person typed, understood. */
export interface Query {
  /** The words looked for, folded, in order. */
  readonly words: readonly string[];
  /** Runs of words that a record must have as they were typed in quotes. */
  readonly phrases: readonly (readonly string[])[];
  /** Words, or runs of words, that a record must not have. */
  readonly excluded: readonly (readonly string[])[];
  /** A date found among the words. */
  readonly dated?: DatedPart;
}

/** A date among the words: what it means, and the words that it is if it is none. */
export interface DatedPart {
  readonly span: Span;
  readonly words: readonly string[];
  /** As it was typed. */
  readonly text: string;
}

const QUOTED = /(?<=^|\s)(?<not>[-\u2212])?["“”„«](?<phrase>[^"“”„«»]*)["“”»]?/gu;
const EXCLUDED_WORD = /(?<=^|\s)[-\u2212](?<word>[\p{L}\p{N}][^\s"]*)/gu;

/** What a text means as a query. Every text means something: what is malformed is read as words. */
export function parseQuery(text: string, order: DayMonthOrder): Query {
  const phrases: string[][] = [];
  const excluded: string[][] = [];
  const keep = (list: string[][], words: string[]) => {
    if (words.length > 0) list.push(words);
    return ' ';
  };
  const unquoted = text.replace(QUOTED, (...args) => {
    const { not, phrase = '' } = groupsOf(args);
    return keep(not ? excluded : phrases, terms(phrase));
  });
  const wanted = unquoted.replace(EXCLUDED_WORD, (...args) =>
    keep(excluded, terms(groupsOf(args).word ?? '')),
  );
  const dated = findTypedSpan(wanted, order);
  if (!dated) return { words: terms(wanted), phrases, excluded };
  const undated = `${wanted.slice(0, dated.start)} ${wanted.slice(dated.end)}`;
  const date = wanted.slice(dated.start, dated.end);
  return {
    words: terms(undated),
    phrases,
    excluded,
    dated: { span: dated.span, words: terms(date), text: date },
  };
}

function groupsOf(args: readonly unknown[]): Readonly<Record<string, string | undefined>> {
  return args.at(-1) as Readonly<Record<string, string | undefined>>;
}
