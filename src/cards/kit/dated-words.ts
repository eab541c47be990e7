import type { HistoricalDate } from '../../data/dates/historical-date.ts';
import { printHistoricalDate } from '../../data/dates/printed-date.ts';
import type { ArchivalRecord } from '../../data/records/record.ts';
import { fitted } from './fitting.ts';
import { escapeMarkdown } from './markdown.ts';

/** What a source's words for a date may take, escaped: five of them stay small in a list. */
const MOST_WORDS = 40;

/** A record's date in markdown, `Undated` without one; and the words of its source where they say more. */
export function datedWords({ dateText }: ArchivalRecord, date: HistoricalDate | undefined): string {
  const words = `**${date ? printHistoricalDate(date) : 'Undated'}**`;
  return dateText === undefined ? words : `${words} (“${escapeMarkdown(fitted(dateText, MOST_WORDS))}”)`;
}
