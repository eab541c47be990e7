import { CollectionError, type Fault } from '../../../collections/fault.ts';
import type { SourceRecord } from '../../source-record.ts';
import { type ListingLine, listingLines } from './line.ts';
import { fewerThanCounted } from './page-counter.ts';
import { type Block, listingBlocks } from './section.ts';
import {
  endsSentence,
  isContinuation,
  isOpenEnded,
  joinLines,
  joinParagraphs,
  openMarks,
} from './sentence.ts';
import { isFull, type Paragraph, type Setting, settingOf, titleLines } from './title.ts';

/** What a listing gives. */
export interface Listing {
  /** Titles are exactly as given, save that a title broken over several lines is on one. */
  readonly records: readonly SourceRecord[];
  /** What is there only in part, or may not be a record, and so is not among the records. */
  readonly refused: readonly Fault[];
  /** What makes the reading doubtful as a whole. */
  readonly doubts: readonly Fault[];
}

/**
 * The records in the text of a listing: a page of the Wilson Center Digital Archive (search, collection, place,
 * person), copied from a browser or saved by it as text. How the layouts are told apart is in `start.ts` (where a
 * record begins) and `title.ts` (where its title ends).
 *
 * @param file the text's file, for the faults
 * @throws {CollectionError} when there is no record, or for every date that is not in the calendar or has no title
 */
export function readListing(file: string, text: string): Listing {
  const lines = listingLines(text);
  const { blocks, endsInRecord } = listingBlocks(lines);
  if (blocks.length === 0) throw new CollectionError([noRecords(file, lines)]);
  const setting = settingOf(blocks.map(({ paragraphs }) => paragraphs));
  const apart = blocks.some(({ spaced, paragraphs }) => spaced && paragraphs.length > 1);
  const records: SourceRecord[] = [];
  const refused: Fault[] = [];
  const faults: Fault[] = [];
  for (const [index, block] of blocks.entries()) {
    const isLast = index === blocks.length - 1;
    const place = { file, line: block.line };
    if (block.fault !== undefined) {
      faults.push({ ...place, problem: `${block.fault}, expected a date such as October 5, 1968` });
    } else if (block.isDoubtful) {
      const problem = 'has a bullet but no date, expected a date or "Date unknown" after it';
      refused.push({ ...place, problem });
    } else if (block.paragraphs.length === 0) {
      const problem = 'has a date but no title, expected the title on the next lines';
      (isLast ? refused : faults).push({ ...place, problem });
    } else {
      const cutOff = isLast && endsInRecord;
      const record = readBlock(block, setting, apart, cutOff);
      const { title, abstract } = record.fields;
      const isWhole = !cutOff || abstract !== undefined || !seemsCutOff(title);
      if (isWhole) records.push(record);
      else refused.push({ ...place, problem: `has only the beginning of a title, "${title}"` });
    }
  }
  if (faults.length > 0) throw new CollectionError(faults.slice(0, MOST_FAULTS));
  if (records.length === 0) throw new CollectionError(refused.slice(0, MOST_FAULTS));
  return { records, refused, doubts: fewerThanCounted(file, lines, records.length + refused.length) };
}

/** How many faults of a listing are reported: more say nothing new. */
const MOST_FAULTS = 1000;

function noRecords(file: string, lines: readonly ListingLine[]): Fault {
  const first = lines.find((line) => line.text !== '' || line.bullet !== undefined);
  const problem =
    'no record was found from here on, expected lines with a date such as October 5, 1968 and a title under each';
  return { file, line: first?.line ?? 1, problem };
}

function seemsCutOff(title: string): boolean {
  return isOpenEnded(title) || openMarks(title) > 0;
}

/** @param apart whether the listing sets title and abstract apart by blank lines */
function readBlock(
  block: Block,
  setting: Setting,
  apart: boolean,
  last: boolean,
): SourceRecord & { readonly fields: { readonly title: string } } {
  const [first = [], ...further] = block.paragraphs;
  const standsAlone = block.spaced && (apart || !endsSentence(first.at(-1)?.text ?? ''));
  const lines = standsAlone ? first.length : titleLines(first, setting, !last || further.length > 0);
  const rest = first.slice(lines);
  const paragraphs = [...(block.spaced ? [rest] : splitAtSentences(rest, setting)), ...further];
  const abstract = joinParagraphs(
    paragraphs
      .filter((paragraph) => paragraph.length > 0)
      .map((paragraph) => joinLines(paragraph.map(({ text }) => text))),
  );
  return {
    line: block.line,
    fields: {
      ...(block.edtf !== undefined && { date: block.edtf }),
      title: joinLines(first.slice(0, lines).map(({ text }) => text)),
      ...(abstract !== '' && { abstract }),
    },
    ...(last && abstract !== '' && !endsSentence(abstract) && { cutOff: true }),
  };
}

/** A line that is shorter than this share of its paragraph's longest was ended on purpose. */
const SHORT_LINE = 0.6;

/** Without blank lines, a paragraph ends at a line that ends a sentence and was not broken because of its length. */
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
