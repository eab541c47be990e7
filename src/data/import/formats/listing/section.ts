import type { ListingLine } from './line.ts';
import {
  blanksBefore,
  datedStarts,
  type Gaps,
  isBlank,
  type Section,
  type Start,
  undatedStarts,
} from './start.ts';

/** The lines of one record, before title and abstract are told apart. */
export interface Block {
  /** The number of its first line, counted from 1. */
  readonly line: number;
  readonly edtf?: string;
  readonly fault?: string;
  /** Whether it may not be a record at all. */
  readonly isDoubtful?: true;
  /** Whether a blank line stands between the date and what follows. */
  readonly spaced: boolean;
  /** The lines after the date, split at blank ones. */
  readonly paragraphs: readonly (readonly { readonly text: string; readonly width: number }[])[];
}

/** The records of a listing in their order, and whether the text ends with the last of them. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly endsInRecord: boolean;
}

/** Finds the records of a listing. What is not between a date and page furniture is dropped. */
export function listingBlocks(lines: readonly ListingLine[]): Blocks {
  const sections = sectionsOf(lines);
  const dated = sections.map(datedStarts);
  const gaps = usualGaps(sections, dated);
  const blocksOf = sections.map((section, index) => {
    const starts = [...(dated[index] ?? []), ...undatedStarts(section, dated[index] ?? [], gaps)];
    return sectionBlocks(
      section,
      starts.sort((a, b) => a.at - b.at),
    );
  });
  const last = blocksOf.findLastIndex((blocks) => blocks.length > 0);
  return { blocks: blocksOf.flat(), endsInRecord: last === sections.length - 1 };
}

function sectionsOf(lines: readonly ListingLine[]): Section[] {
  const dividers = [...dividersIn(lines).entries()].flatMap(([index, divides]) => (divides ? [index] : []));
  const headingFollows = dividers.map(() => false);
  let follows = false;
  for (let index = dividers.length - 1; index >= 0; index--) {
    const kind = lines[dividers[index] ?? 0]?.furniture;
    if (kind === 'heading') follows = true;
    if (kind === 'page') follows = false;
    headingFollows[index] = follows;
  }
  return [-1, ...dividers].map((divider, index) => {
    const after = lines[divider];
    return {
      ...(after && { after }),
      beforeHeading: headingFollows[index] ?? false,
      lines: lines.slice(divider + 1, dividers[index]),
    };
  });
}

/** Which lines of a page are furniture and so end a record. A number alone is furniture only next to a pager. */
export function dividersIn(lines: readonly Pick<ListingLine, 'text' | 'bullet' | 'furniture'>[]): boolean[] {
  const divides = lines.map(({ furniture }) => furniture !== undefined && furniture !== 'number');
  const spread = (indexes: Iterable<number>) => {
    let besidePager = false;
    for (const index of indexes) {
      const line = lines[index];
      if (isBlank(line)) continue;
      if (line?.furniture === 'number' && besidePager) divides[index] = true;
      else besidePager = line?.furniture === 'pager';
    }
  };
  spread(lines.keys());
  spread([...lines.keys()].reverse());
  return divides;
}

function usualGaps(sections: readonly Section[], dated: readonly (readonly Start[])[]): Gaps {
  const before: number[] = [];
  const after: number[] = [];
  for (const [index, { lines }] of sections.entries()) {
    for (const { at, body } of dated[index] ?? []) {
      const blanks = blanksBefore(lines, at);
      if (blanks < at) before.push(blanks);
      let title = body;
      while (isBlank(lines[title])) title++;
      if (lines[title]) after.push(title - body);
    }
  }
  const usualAfter = mostFrequent(after) ?? 1;
  return { before: mostFrequent(before) ?? usualAfter, after: usualAfter };
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}

function sectionBlocks({ lines }: Section, starts: readonly Start[]): Block[] {
  return starts.map(({ at, body, edtf, fault, isDoubtful }, index) => {
    const own = lines.slice(body, starts[index + 1]?.at);
    const paragraphs: { text: string; width: number }[][] = [[]];
    for (const [offset, line] of own.entries()) {
      const text = ownText(line, at === body && offset === 0);
      if (text === '') paragraphs.push([]);
      else paragraphs.at(-1)?.push({ text, width: line.width });
    }
    return {
      line: lines[at]?.line ?? 1,
      ...(edtf !== undefined && { edtf }),
      ...(fault !== undefined && { fault }),
      ...(isDoubtful && { isDoubtful }),
      spaced: isBlank(own[0]),
      paragraphs: paragraphs.filter((paragraph) => paragraph.length > 0),
    };
  });
}

/** A bullet before a title is the list's; one inside an abstract is the abstract's own. */
function ownText({ text, bullet }: ListingLine, isTitle: boolean): string {
  return bullet === undefined || isTitle ? text : `${bullet} ${text}`.trim();
}
