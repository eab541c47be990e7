import type { Archive, CollectionSummary } from '../data/archive.ts';
import { type Card, COLOR, type Embed } from './kit/card.ts';
import { fitted } from './kit/fitting.ts';
import { escapeMarkdown, linkAddress, markdownLink } from './kit/markdown.ts';

/** How many collections get a field, so that the embed stays under 6000 characters; the others are counted. */
const MOST_COLLECTIONS = 5;

/** The most characters of each part of a field. */
const BUDGET = { name: 100, text: 400, link: 300 };

/** What the bot is, who published the records, what it stores and how to ask for help. */
export function aboutCard({ collections }: Archive, contactUrl: string | undefined): Card {
  const shown = collections.slice(0, MOST_COLLECTIONS);
  const more = collections.length - shown.length;
  const fields: Embed['fields'] = [
    ...shown.map(collectionField),
    { name: 'What Docent stores', value: STORED },
    { name: 'Help and corrections', value: helpText(contactUrl) },
  ];
  return {
    embeds: [
      {
        title: 'About Docent',
        description: [
          'Docent searches the records of historical archives by word, name and date, and shows what happened on this day.',
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

const STORED =
  'Docent stores no messages and nothing about you. For a server with a daily post it stores the settings and the days it has posted, until 30 days after it leaves. When a search is too long for a Discord button, Docent stores the search for 180 days after its last use, but not who pressed the button.';

function helpText(contactUrl: string | undefined): string {
  return contactUrl
    ? contactUrl.replace(/^mailto:/, 'Write to ')
    : 'Ask the person who runs this bot. They have not given a contact address.';
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
  return first === last ? ` from ${first}` : ` from ${first}–${last}`;
}
