import type { Archive, CollectionSummary } from '../data/archive.ts';
import { type Card, COLOR, type Embed } from './kit/card.ts';
import { fitted } from './kit/fitting.ts';
import { escapeMarkdown, linkAddress, markdownLink } from './kit/markdown.ts';

/** Collections told of one by one, so that the embed stays under 6000 characters; the others are counted. */
const MOST_COLLECTIONS = 5;

/** What each of them may take. */
const BUDGET = { name: 100, text: 400, link: 300 };

/** What the bot is, whose the records are, what it keeps and how to ask for help. */
export function aboutCard({ collections }: Archive, contactUrl: string | undefined): Card {
  const shown = collections.slice(0, MOST_COLLECTIONS);
  const more = collections.length - shown.length;
  const fields: Embed['fields'] = [
    ...shown.map(collectionField),
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
  'No messages and nothing about you. Of a server with a daily post: how it is set and which days were told, until 30 days after Docent leaves. A button whose search is too long for Discord is kept for 180 days after its last use, without who pressed it.';

function helpText(contactUrl: string | undefined): string {
  return contactUrl
    ? contactUrl.replace(/^mailto:/, 'Write to ')
    : 'Ask whoever runs this bot: the host has given no address to write to.';
}

function collectionField({
  collection,
  records,
  years,
}: CollectionSummary): NonNullable<Embed['fields']>[number] {
  const lines = [
    `${records} record${records === 1 ? '' : 's'}${yearsText(years)}, published by ${collection.publisher}.`,
    collection.rights,
    collection.abstracts ?? '',
  ];
  const text = fitted(escapeMarkdown(lines.filter((line) => line !== '').join('\n')), BUDGET.text);
  const address = linkAddress(collection.homePage);
  return {
    name: fitted(escapeMarkdown(collection.name), BUDGET.name),
    value: address.length <= BUDGET.link ? `${text}\n${markdownLink('Home page', address)}` : text,
  };
}

function yearsText(years: CollectionSummary['years']): string {
  if (!years) return '';
  const [first, last] = years;
  return first === last ? ` of ${first}` : ` of ${first}–${last}`;
}
