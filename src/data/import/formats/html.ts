import { CollectionError, type Fault } from '../../collections/fault.ts';
import { isWebAddress } from '../../records/checked-fields.ts';
import { checkedText } from '../checked-text.ts';
import type { SourceFile } from '../source-file.ts';
import type { Finding, SourceRecord } from '../source-record.ts';
import type { Format } from './format.ts';
import { type DateLine, readDateLine } from './listing/date-line.ts';
import { type Furniture, furnitureIn } from './listing/line.ts';
import { fewerThanCounted } from './listing/page-counter.ts';
import { dividersIn } from './listing/section.ts';
import { isOpenEnded, joinParagraphs } from './listing/sentence.ts';
import { WILSON_CENTER } from './listing/wilson-center.ts';
import { type PageBlock, type PageElement, pageBlocks } from './page-blocks.ts';
import { isWithin, type PageTitle, titlesIn } from './page-titles.ts';

/** A page of the Wilson Center Digital Archive as a browser saves it (search, collection, place, person). */
export const html: Format = {
  name: 'html',
  endings: ['.html', '.htm'],
  sniff: (beginning) => /^<(?:!doctype\s+)?html\b/i.test(beginning),
  read: readHtml,
};

/**
 * The records of a saved page: each has a link to `/document/…`, a date before or after it, and perhaps an abstract.
 *
 * @throws {CollectionError} when the page has no such link, or for every date that is not in the calendar
 */
async function* readHtml({ file, bytes }: SourceFile): AsyncGenerator<Finding> {
  yield { kind: 'archive', name: WILSON_CENTER.name };
  const blocks = await pageBlocks(file, checkedText(file, bytes));
  const titles = titlesIn(blocks);
  if (titles.length === 0) {
    const problem = 'has no link to a record (/document/…), expected a saved page of search results';
    throw new CollectionError([{ file, line: 1, problem }]);
  }
  const { entries, doubts } = entriesOn(blocks, titles, file);
  const faults = entries.flatMap(({ title, date }): Fault[] =>
    date?.fault === undefined
      ? []
      : [
          {
            file,
            line: title.date?.line ?? title.block.line,
            problem: `${date.fault}, expected a date such as October 5, 1968`,
          },
        ],
  );
  if (faults.length > 0) throw new CollectionError(faults);
  for (const entry of entries) yield { kind: 'record', record: recordOf(entry) };
  const counted = fewerThanCounted(file, blocks, entries.length + doubts.length);
  for (const fault of [...doubts, ...counted]) yield { kind: 'doubt', fault };
}

/** What a page says of one record. */
interface Entry {
  readonly title: PageTitle;
  readonly date?: DateLine;
  readonly abstract: string[];
}

/** The entries of a page in its order, and a doubt about every date that belongs to none. */
function entriesOn(
  blocks: readonly PageBlock[],
  titles: readonly PageTitle[],
  file: string,
): { readonly entries: readonly Entry[]; readonly doubts: readonly Fault[] } {
  const titleOf = new Map(titles.map((title) => [title.block, title]));
  const dates = new Set(titles.map(({ date }) => date));
  const links = new Map<string, PageBlock['link']>();
  const dividers = dividersIn(blocks.map(({ text }) => ({ text, ...furnitureOf(text) })));
  const entries: Entry[] = [];
  const doubts: Fault[] = [];
  let list: PageElement | undefined;
  let open: Entry | undefined;
  for (const [index, block] of blocks.entries()) {
    const title = titleOf.get(block);
    if (dates.has(block) || (!title && list && !isWithin(block, list))) continue;
    if (title) {
      const date = title.date && readDateLine(title.date.text);
      open = { title, ...(date && { date }), abstract: [] };
      entries.push(open);
      list = title.list;
      links.set(title.href, block.link);
    } else if (block.link && links.get(block.link.href) !== block.link) {
      // A second link to a record, such as "Read more".
    } else if (dividers[index]) open = undefined;
    else if (readDateLine(block.text) && !isOpenEnded(open?.abstract.at(-1) ?? '')) {
      const problem = 'has a date that is not next to a link to a record; it was left out';
      doubts.push({ file, line: block.line, problem });
      open = undefined;
    } else open?.abstract.push(block.text);
  }
  return { entries, doubts };
}

function furnitureOf(text: string): { readonly furniture?: Furniture } {
  const furniture = furnitureIn(text);
  return furniture === undefined ? {} : { furniture };
}

function recordOf({ title, date, abstract }: Entry): SourceRecord {
  const url = new URL(title.href, WILSON_CENTER.homePage);
  url.hash = '';
  url.search = '';
  return {
    line: title.block.line,
    fields: {
      title: title.block.text,
      ...(date?.edtf !== undefined && { date: date.edtf }),
      ...(abstract.length > 0 && { abstract: joinParagraphs(abstract) }),
      ...(isWebAddress(url.href) && { url: url.href }),
    },
  };
}
