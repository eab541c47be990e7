import type { Span } from '../span.ts';
import { type DayMonthOrder, findTypedSpan, readTypedSpan } from '../typed-date.ts';
import { terms } from './words.ts';

/** Words that belong together: one word, or the run of words of a phrase in quotes. */
export interface Clause {
  /** Folded, in order; never none. */
  readonly words: readonly string[];
  /** Whether they are taken as they stand: no stems, no typos, no other spellings. */
  readonly literal: boolean;
}

/** A name that a clause may also mean: the records that carry or mention it, in whatever spelling. */
export interface NameClause {
  /** The canonical name. */
  readonly name: string;
}

/** The fields that a clause may be limited to. */
export const QUERY_FIELDS = ['person', 'place', 'title', 'topic', 'lang'] as const;
export type QueryField = (typeof QUERY_FIELDS)[number];

/** A clause that one field must answer, or must not. */
export interface FieldClause extends Clause {
  readonly field: QueryField;
  readonly excluded: boolean;
}

/** What a person typed, understood. */
export interface Query {
  /** What is looked for: all of these, each by any of its alternatives. */
  readonly wanted: readonly (readonly Clause[])[];
  /** What a record must not have. */
  readonly excluded: readonly Clause[];
  readonly fields: readonly FieldClause[];
  /** A date found among the words, or given by `date:`. */
  readonly dated?: DatedPart;
}

/** A date among the words: what it means, and the words that it is if it is none. */
export interface DatedPart {
  readonly span: Span;
  readonly words: readonly string[];
  /** As it was typed. */
  readonly text: string;
}

/** Written as `date:none`: what looks like a date is words. */
const NO_DATE = 'none';

/** Something between spaces: perhaps `-`, perhaps a field, then a word or a phrase in quotes. */
const PIECE =
  /(?:(?<=^|\s)(?<not>[-\u2212]))?(?:(?<field>person|place|title|topic|lang|language|date):)?(?:["“”„«](?<phrase>[^"“”„«»]*)["“”»]?|(?<word>[^\s"“”„«»]+))/giu;

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly excluded: boolean;
  readonly field: string | undefined;
  readonly literal: boolean;
  readonly text: string;
}

/** What a text means as a query. Every text means something: what is malformed is read as words. */
export function parseQuery(text: string, order: DayMonthOrder): Query {
  const pieces = Array.from(text.matchAll(PIECE), pieceOf);
  const given = pieces.find(({ field, excluded, text: date }) => {
    return field === 'date' && !excluded && (date === NO_DATE || readTypedSpan(date, order));
  });
  const named = given && readTypedSpan(given.text, order);
  const typed = given ? undefined : findTypedSpan(plainText(text, pieces), order);
  const inDate = ({ start, end }: Piece) => typed !== undefined && start < typed.end && end > typed.start;
  const wanted: Clause[][] = [];
  const unwanted: Clause[] = [];
  const fields: FieldClause[] = [];
  let joins = false;
  for (const piece of pieces) {
    if (piece === given || (isPlain(piece) && inDate(piece))) continue;
    if (isPlain(piece) && piece.text === 'OR') {
      joins = wanted.length > 0;
      continue;
    }
    const clauses = clausesOf(piece);
    const field = QUERY_FIELDS.find((known) => known === piece.field);
    if (field) fields.push(...clauses.map((clause) => ({ ...clause, field, excluded: piece.excluded })));
    else if (piece.excluded) unwanted.push(...clauses);
    else {
      const [first, ...others] = clauses;
      if (first && joins) wanted.at(-1)?.push(first);
      else if (first) wanted.push([first]);
      wanted.push(...others.map((clause) => [clause]));
    }
    joins = false;
  }
  const date = named
    ? datedPart(given.text, named)
    : typed && datedPart(text.slice(typed.start, typed.end), typed.span);
  return { wanted, excluded: unwanted, fields, ...(date && { dated: date }) };
}

function pieceOf(match: RegExpMatchArray): Piece {
  const { not, field, phrase, word = '' } = match.groups ?? {};
  const start = match.index ?? 0;
  const name = field?.toLowerCase() === 'language' ? 'lang' : field?.toLowerCase();
  return {
    start,
    end: start + match[0].length,
    excluded: not !== undefined,
    field: name,
    literal: phrase !== undefined,
    text: phrase ?? word,
  };
}

function isPlain({ excluded, field, literal }: Piece): boolean {
  return !excluded && field === undefined && !literal;
}

/** The text with everything but plain words blotted out, so that a date is looked for among these alone. */
function plainText(text: string, pieces: readonly Piece[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const piece of pieces) {
    if (isPlain(piece)) continue;
    parts.push(text.slice(at, piece.start), '\0'.repeat(piece.end - piece.start));
    at = piece.end;
  }
  return parts.join('') + text.slice(at);
}

/** What a piece asks for: a phrase or an excluded word as a whole, a plain word as the words that it is made of. */
function clausesOf(piece: Piece): Clause[] {
  const words = terms(piece.text);
  if (words.length === 0) return [];
  if (isPlain(piece)) return words.map((word) => ({ words: [word], literal: false }));
  return [{ words, literal: piece.literal || words.length > 1 }];
}

function datedPart(text: string, span: Span): DatedPart {
  return { span, words: terms(text), text: text.trim() };
}

/** A query in its own language: reading it gives the same query again. */
export function printQuery({ wanted, excluded, fields, dated }: Query): string {
  const printed = [
    ...wanted.map((alternatives) => alternatives.map(printClause).join(' OR ')),
    ...excluded.map((clause) => `-${printClause(clause)}`),
    ...fields.map((clause) => `${clause.excluded ? '-' : ''}${clause.field}:${printClause(clause)}`),
    ...(dated ? [`date:"${dated.text}"`] : []),
  ].join(' ');
  return !dated && findTypedSpan(printed, 'day-first') ? `${printed} date:${NO_DATE}` : printed;
}

function printClause({ words, literal }: Clause): string {
  return literal || words.length > 1 ? `"${words.join(' ')}"` : words.join(' ');
}
