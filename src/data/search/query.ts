import { findDate } from '../dates/find-date.ts';
import type { HistoricalDate } from '../dates/historical-date.ts';
import type { DayMonthOrder } from '../dates/numeric-date.ts';
import { type DateReading, readDate } from '../dates/read-date.ts';
import type { Span } from '../dates/span.ts';
import { spanOf } from '../dates/span.ts';
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
  /** What looks like a date, but cannot be read wholly as one, as it was typed. Its words are among those wanted. */
  readonly unreadDate?: string;
}

/** A date among the words: what it means, and its words, in case it leaves nothing as a date. */
export interface DatedPart {
  readonly date: HistoricalDate;
  /** The days that it may mean. */
  readonly span: Span;
  /** What was taken for granted when it was read, for a reader. */
  readonly sentence?: string;
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
  const { given, dated, unread, at } = dateIn(text, pieces, order);
  const wanted: Clause[][] = [];
  const unwanted: Clause[] = [];
  const fields: FieldClause[] = [];
  let joins = false;
  for (const piece of pieces) {
    if (piece === given) continue;
    if (isPlain(piece) && at && piece.start < at.end && piece.end > at.start) {
      const beside = text.slice(piece.start, Math.max(piece.start, at.start)) + text.slice(at.end, piece.end);
      wanted.push(...terms(beside).map((word) => [{ words: [word], literal: false }]));
      continue;
    }
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
  return {
    wanted,
    excluded: unwanted,
    fields,
    ...(dated && { dated }),
    ...(unread !== undefined && { unreadDate: unread }),
  };
}

/** The date of a query, and what of the query is that date. */
interface DateOfQuery {
  /** The piece that names it: `date:1963`. */
  readonly given?: Piece | undefined;
  /** Where it stands among the plain words. */
  readonly at?: { readonly start: number; readonly end: number };
  readonly dated?: DatedPart;
  readonly unread?: string | undefined;
}

/** A date that is named by its field counts before one among the words. */
function dateIn(text: string, pieces: readonly Piece[], order: DayMonthOrder): DateOfQuery {
  const named = pieces.filter(({ field, excluded }) => field === 'date' && !excluded);
  for (const piece of named) {
    if (piece.text === NO_DATE) return { given: piece };
    const read = dateRead(readDate(piece.text, { order, shortYears: true }));
    if (read) return { given: piece, dated: datedPart(piece.text, read.date, read.sentence) };
  }
  const notRead = named.find((piece) => terms(piece.text).length > 0)?.text;
  const { found, unread = notRead } = findDate(plainText(text, pieces), order);
  if (!found) return { unread };
  const { start, end, date, sentence } = found;
  return { at: { start, end }, dated: datedPart(text.slice(start, end), date, sentence), unread };
}

/** Of several ways to read a date, the first. */
function dateRead(reading: DateReading): { date: HistoricalDate; sentence?: string } | undefined {
  if (reading.kind === 'read as') return reading;
  const date =
    reading.kind === 'certain' ? reading.date : reading.kind === 'ambiguous' ? reading.dates[0] : undefined;
  return date && { date };
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

function datedPart(text: string, date: HistoricalDate, sentence?: string): DatedPart {
  const part = { date, span: spanOf(date), words: terms(text), text: text.trim() };
  return sentence === undefined ? part : { ...part, sentence };
}

/** A query in its own language: reading it gives the same query again, without what cannot be read as a date. */
export function printQuery({ wanted, excluded, fields, dated }: Query): string {
  const printed = [
    ...wanted.map((alternatives) => alternatives.map(printClause).join(' OR ')),
    ...excluded.map((clause) => `-${printClause(clause)}`),
    ...fields.map((clause) => `${clause.excluded ? '-' : ''}${clause.field}:${printClause(clause)}`),
    ...(dated ? [`date:"${dated.text}"`] : []),
  ].join(' ');
  const { found, unread } = dated ? {} : findDate(printed, 'day-first');
  return found || unread !== undefined ? `${printed} date:${NO_DATE}` : printed;
}

function printClause({ words, literal }: Clause): string {
  return literal || words.length > 1 ? `"${words.join(' ')}"` : words.join(' ');
}
