import { type Block, listingBlocks } from './section.ts';
import { endsSentence, isContinuation, isOpenEnded, joinLines, openMarks } from './sentence.ts';
import { isFull, type Paragraph, type Setting, settingOf, titleLines } from './title.ts';

/** A record as a listing gives it. */
export interface ImportedRecord {
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** Its date as EDTF; absent when the listing gives none. */
  readonly date?: string;
  /** Exactly as given, save that a title broken over lines is on one. */
  readonly title: string;
  /** Its paragraphs set apart by a blank line. */
  readonly abstract?: string;
  /** Whether the text ends in the middle of the abstract. */
  readonly cutOff?: true;
}

/** Something about a line of an imported file. */
export interface LineProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly problem: string;
}

/** What a listing gives. */
export interface Listing {
  readonly records: readonly ImportedRecord[];
  /** What is there only in part, or may be no record, and so is not among the others. */
  readonly leftOut: readonly LineProblem[];
  /** What makes the reading doubtful as a whole. */
  readonly doubts: readonly LineProblem[];
}

/** Thrown for a text that cannot be read as a listing, with every line that is the reason. */
export class ListingError extends Error {
  override readonly name = 'ListingError';
  readonly problems: readonly LineProblem[];

  constructor(problems: readonly LineProblem[]) {
    super(problems.map(({ line, problem }) => `line ${line}: ${problem}`).join('\n'));
    this.problems = problems;
  }
}

/**
 * The records in the text of a listing: a page of the Wilson Center Digital Archive (search, collection,
 * place, person), copied from a browser or saved by it as text. How the layouts are told apart is in
 * `listing-start.ts` (where a record begins) and `listing-title.ts` (where its title ends).
 *
 * @throws {ListingError} when no record is found, a date is not of the calendar or has no title after it
 */
export function readListing(text: string): Listing {
  const { blocks, endsInRecord } = listingBlocks(text);
  if (blocks.length === 0) throw new ListingError([noRecords(text)]);
  const setting = settingOf(blocks.map(({ paragraphs }) => paragraphs));
  const apart = blocks.some(({ spaced, paragraphs }) => spaced && paragraphs.length > 1);
  const records: ImportedRecord[] = [];
  const leftOut: LineProblem[] = [];
  const problems: LineProblem[] = [];
  for (const [index, block] of blocks.entries()) {
    const isLast = index === blocks.length - 1;
    const { line, fault } = block;
    if (fault !== undefined) {
      problems.push({ line, problem: `${fault}, expected a date such as October 5, 1968` });
    } else if (block.isDoubtful) {
      leftOut.push({ line, problem: 'has a bullet but no date, expected a date or "Date unknown" after it' });
    } else if (block.paragraphs.length === 0) {
      const place = isLast ? leftOut : problems;
      place.push({ line, problem: 'has a date but no title, expected the title on the next lines' });
    } else {
      const cutOff = isLast && endsInRecord;
      const record = readBlock(block, setting, apart, cutOff);
      const whole = !cutOff || record.abstract !== undefined || !seemsCutOff(record.title);
      if (whole) records.push(record);
      else leftOut.push({ line, problem: `has only the beginning of a title, "${record.title}"` });
    }
  }
  if (problems.length > 0) throw new ListingError(problems);
  if (records.length === 0) throw new ListingError(leftOut);
  return { records, leftOut, doubts: fewerThanCounted(text, records.length + leftOut.length) };
}

/** A page counts its records. When fewer were read, one was taken for a part of another, or the text is cut. */
function fewerThanCounted(text: string, read: number): LineProblem[] {
  const lines = text.split(/\r\n|\n|\r/);
  const counters = new Map<string, { line: number; counted: number }>();
  for (const [index, line] of lines.entries()) {
    const [counter, first, last] = /^\s*(\d+)\s*[-\u2010-\u2015]\s*(\d+)\s+of\s+\d+\s*$/.exec(line) ?? [];
    if (counter && !counters.has(counter.trim())) {
      counters.set(counter.trim(), { line: index + 1, counted: Number(last) - Number(first) + 1 });
    }
  }
  const counted = [...counters.values()].reduce((sum, counter) => sum + counter.counted, 0);
  const [first] = counters.values();
  if (!first || read >= counted) return [];
  const problem = `counts ${counted} records, but ${read} were read: look for a date that cannot be read, or for text that is missing`;
  return [{ line: first.line, problem }];
}

function noRecords(text: string): LineProblem {
  const first = text.split(/\r\n|\n|\r/).findIndex((line) => line.trim() !== '');
  const problem =
    'no record was found from here on, expected lines with a date such as October 5, 1968 and a title under each';
  return { line: Math.max(0, first) + 1, problem };
}

function seemsCutOff(title: string): boolean {
  return isOpenEnded(title) || openMarks(title) > 0;
}

/** @param apart whether the listing sets title and abstract apart by blank lines */
function readBlock(block: Block, setting: Setting, apart: boolean, last: boolean): ImportedRecord {
  const [first = [], ...further] = block.paragraphs;
  const standsAlone = block.spaced && (apart || !endsSentence(first.at(-1)?.text ?? ''));
  const lines = standsAlone ? first.length : titleLines(first, setting, !last || further.length > 0);
  const rest = first.slice(lines);
  const abstract = joinParagraphs([...(block.spaced ? [rest] : splitAtSentences(rest, setting)), ...further]);
  return {
    line: block.line,
    ...(block.edtf !== undefined && { date: block.edtf }),
    title: joinLines(first.slice(0, lines).map(({ text }) => text)),
    ...(abstract !== '' && { abstract }),
    ...(last && abstract !== '' && !endsSentence(abstract) && { cutOff: true }),
  };
}

/** A line this much shorter than its paragraph's longest was ended on purpose. */
const SHORT_LINE = 0.6;

/** Where no blank lines are, a line ends a paragraph that ends a sentence and was not broken for its length. */
function splitAtSentences(lines: Paragraph, { wrapColumn }: Setting): Paragraph[] {
  const longest = lines.reduce((width, line) => Math.max(width, line.width), 0);
  const broken = lines.slice(0, -1).some(({ text }) => !endsSentence(text));
  const paragraphs: Paragraph[number][][] = [[]];
  for (const [index, line] of lines.entries()) {
    paragraphs.at(-1)?.push(line);
    const next = lines[index + 1];
    if (!next || !endsSentence(line.text) || isContinuation(next.text)) continue;
    const onPurpose =
      wrapColumn === undefined
        ? !broken || line.width < longest * SHORT_LINE
        : !isFull(line, next, wrapColumn);
    if (onPurpose) paragraphs.push([]);
  }
  return paragraphs;
}

function joinParagraphs(paragraphs: readonly Paragraph[]): string {
  const pieces: string[][] = [];
  for (const paragraph of paragraphs) {
    if (paragraph.length === 0) continue;
    const text = joinLines(paragraph.map((line) => line.text));
    const before = pieces.at(-1);
    const last = before?.at(-1);
    if (before && last !== undefined && !endsSentence(last) && isContinuation(text)) before.push(text);
    else pieces.push([text]);
  }
  return pieces.map(joinLines).join('\n\n');
}
