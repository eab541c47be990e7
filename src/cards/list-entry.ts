import { printHistoricalDate } from '../data/dates/printed-date.ts';
import type { ArchivalRecord } from '../data/records/record.ts';
import { bestSentence, type Excerpt } from '../data/search/excerpt.ts';
import type { ListView } from '../views/view.ts';
import type { Row } from './kit/card.ts';
import { fitted } from './kit/fitting.ts';
import { LIMITS } from './kit/limits.ts';
import { escapeMarkdown, linkAddress, markdownLink, markedMarkdown } from './kit/markdown.ts';
import { recordLink } from './record-link.ts';

/**
 * The most characters of each part of an entry. Five entries without excerpts stay under 3600 characters even when every
 * character of a title needs a backslash: 5 × (2 × 150 + 300 + 100).
 */
const BUDGET = { title: 150, link: 280, linkWritten: 300, excerpt: 180, excerptWritten: 210 };

/** The position of a record in a list, from 1, and what the list says about it. */
export interface Entry {
  readonly position: number;
  readonly record: ArchivalRecord;
  /** The line below the title: the date in words, and how long ago it was. */
  readonly dated: string;
  /** The terms that the record was found by; absent when no words were searched for. */
  readonly found?: ReadonlySet<string>;
}

/** An entry of a list, in markdown: number, linked title, date and the sentence that matches. */
export function entryText({ position, record, dated, found }: Entry): string {
  return [`**${position}.** ${titleLine(record)}`, dated, ...excerptLine(record, found)].join('\n');
}

/** A title that links to the record, or the title alone where the link is too long for a list. */
function titleLine(record: ArchivalRecord): string {
  const title = fitted(record.title, BUDGET.title);
  const address = linkAddress(recordLink(record, BUDGET.link).link);
  return address.length <= BUDGET.linkWritten ? markdownLink(title, address) : escapeMarkdown(title);
}

function excerptLine({ abstract }: ArchivalRecord, found: ReadonlySet<string> | undefined): string[] {
  if (!abstract || !found) return [];
  const written = markedMarkdown(around(bestSentence(abstract, found)));
  return written.length <= BUDGET.excerptWritten ? [`> ${written}`] : [];
}

/** As much of a long sentence as fits around its first mark. */
function around({ text, marks }: Excerpt): Excerpt {
  if (text.length <= BUDGET.excerpt) return { text, marks };
  const firstMark = marks[0]?.[0] ?? 0;
  const skipped =
    firstMark < BUDGET.excerpt / 2 ? 0 : text.lastIndexOf(' ', firstMark - BUDGET.excerpt / 4) + 1;
  const lead = skipped === 0 ? '' : '…';
  const kept = fitted(lead + text.slice(skipped), BUDGET.excerpt);
  const shift = lead.length - skipped;
  const inside = marks
    .map(([start, end]) => [start + shift, end + shift] as const)
    .filter(([start, end]) => start >= lead.length && end < kept.length);
  return { text: kept, marks: inside };
}

/** The menu that opens one of the records of a list. */
export function openMenu(records: readonly ArchivalRecord[], back: ListView, first: number): Row[] {
  if (records.length === 0) return [];
  const options = records.map((record, index) => ({
    label: fitted(`${first + index}. ${record.title}`, LIMITS.optionLabel),
    description: fitted(
      [record.date ? printHistoricalDate(record.date) : 'Undated', ...record.people].join(' · '),
      LIMITS.optionDescription,
    ),
    opens: { name: 'show', record: record.id, back } as const,
  }));
  return [{ menu: { slot: 'open', placeholder: 'Open a record', options } }];
}
