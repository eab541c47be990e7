import type { Archive } from '../data/archive.ts';
import { firstDay, lastDay } from '../data/historical-date.ts';
import { type Card, COLOR, type Embed } from './card.ts';
import { fitted } from './fit.ts';
import { LIMITS } from './limits.ts';
import { escapeMarkdown, markdownLink } from './markdown.ts';

/** Collections told of one by one, so that the embed stays under 6000 characters; the others are counted. */
const MOST_COLLECTIONS = 5;

/** What the bot is, whose the records are, what it keeps and how to ask for help. */
export function aboutCard({ collections, records }: Archive, contactUrl: string | undefined): Card {
  const shown = collections.slice(0, MOST_COLLECTIONS);
  const more = collections.length - shown.length;
  const fields: Embed['fields'] = [
    ...shown.map((collection) => {
      const own = records.filter((record) => record.collection === collection);
      const years = yearsText(
        own.flatMap(({ date }) => (date ? [firstDay(date.start), lastDay(date.end)] : [])),
      );
      const lines = [
        `${own.length} record${own.length === 1 ? '' : 's'}${years}, published by ${escapeMarkdown(collection.publisher)}.`,
        escapeMarkdown(collection.rights),
        collection.abstracts ? escapeMarkdown(collection.abstracts) : '',
      ];
      return {
        name: fitted(escapeMarkdown(collection.name), LIMITS.fieldName),
        value: [
          fitted(lines.filter(Boolean).join('\n'), 380),
          markdownLink('Home page', collection.homePage.slice(0, 160)),
        ].join('\n'),
      };
    }),
    { name: 'What Docent keeps', value: KEPT },
    { name: 'Help, or a mistake in a record', value: helpText(contactUrl) },
  ];
  return {
    embeds: [
      {
        title: 'About Docent',
        description: [
          'Docent finds the records of historical archives by word, name and date, and tells what happened on this day.',
          'Start with **/doc search**, or look at **/doc on-this-day**.',
          ...(more > 0 ? [`${more} more collections are not listed here.`] : []),
        ].join('\n'),
        fields,
        color: COLOR,
      },
    ],
    rows: contactUrl?.startsWith('http') ? [{ buttons: [{ label: 'Get help', link: contactUrl }] }] : [],
  };
}

const KEPT =
  'No messages and nothing about you. A button whose search is too long for Discord is kept for 180 days after its last use, without who pressed it.';

function helpText(contactUrl: string | undefined): string {
  return contactUrl
    ? `Write to ${contactUrl}`
    : 'Ask whoever runs this bot: the host has given no address to write to.';
}

function yearsText(days: readonly string[]): string {
  const years = days.map((day) => day.slice(0, 4)).sort();
  const [first, last] = [years[0], years.at(-1)];
  if (!first || !last) return '';
  return first === last ? ` of ${Number(first)}` : ` of ${Number(first)}–${Number(last)}`;
}
