import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aboutCard } from '../../src/cards/about-card.ts';
import { dayCard } from '../../src/cards/day-card.ts';
import type { Card } from '../../src/cards/kit/card.ts';
import { notFoundCard } from '../../src/cards/not-found-card.ts';
import { recordCard } from '../../src/cards/record-card.ts';
import { recordLink } from '../../src/cards/record-link.ts';
import { searchCard } from '../../src/cards/search-card.ts';
import { dailyCard } from '../../src/daily/cards/post-card.ts';
import { createArchive } from '../../src/data/archive.ts';
import type { ArchivalRecord } from '../../src/data/records/record.ts';
import { messagePayload, sentText } from '../../src/discord/payload.ts';
import { collection, records } from '../support/records.ts';

const TODAY = { year: 2026, month: 11, day: 24 };
const payload = (card: Card) =>
  messagePayload(card, async (addresses) => addresses.map((_, index) => `@${index}`.padEnd(23, 'k')));

/** Every text of a message that a person reads. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ['custom_id', 'value', 'url'].includes(key) && typeof inner === 'string' && !('inline' in value)
      ? []
      : textsOf(inner),
  );
}

/** What reorders or breaks the text around it, or is half a character. */
const HARMFUL = /(?!\n)[\p{Cc}\p{Surrogate}\u2028\u2029\u200E\u200F\u061C\u202A-\u202E\u2066-\u206F\uFEFF]/u;

const hostile = fc
  .array(
    fc.constantFrom(
      ...['\u202E', '\u2066', '\u2069', '\u200F', '\u2028', '\0', '\uD800', '\u200B', '\t', '\x1B[31m'],
      ...['שלום', 'word', ' ', '](', 'https:', '//evil.example', '# ', '\n', '👨‍👩‍👧‍👦', '*', '<@1>'],
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const record: fc.Arbitrary<ArchivalRecord> = fc
  .record({
    title: hostile,
    abstract: hostile,
    rights: hostile,
    people: fc.array(hostile, { maxLength: 4 }),
    places: fc.array(hostile, { maxLength: 4 }),
    topics: fc.array(hostile, { maxLength: 4 }),
    collection: fc
      .record({ name: hostile, publisher: hostile, rights: hostile })
      .map((texts) => ({ ...collection, ...texts })),
  })
  .map((sketch) => records({ ...sketch, date: '1963-11-24' })[0] as ArchivalRecord);

/** The cards on which a record's text, or a reader's, may stand. */
function cardsOf(held: readonly ArchivalRecord[], query: string): Card[] {
  const [first] = held;
  if (!first) return [];
  const archive = createArchive({ collections: [first.collection], records: held });
  const view = { name: 'search', query, person: query, collection: first.collection.name } as const;
  return [
    recordCard(first, TODAY),
    searchCard(view, archive.search({}), TODAY),
    dayCard({ name: 'on-this-day', date: '11-24' }, archive.onThisDay({ month: 11, day: 24 }, 2026), TODAY),
    dailyCard({ date: '2026-11-24', day: { month: 11, day: 24 }, year: 2026, records: held, ofMonth: 0 }),
    notFoundCard(view, [{ label: query, view }]),
    aboutCard(archive, undefined),
  ];
}

describe('a message', () => {
  it('says nothing that reorders or breaks the text around it, whatever a record or a reader says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 7 }), hostile, async (held, query) => {
        const unique = held.map((each, index) => ({ ...each, id: `r${index}` }));
        for (const card of cardsOf(unique, query)) {
          const message = await payload(card);
          for (const text of textsOf(message)) {
            expect(text).not.toMatch(HARMFUL);
            expect(text.trim()).not.toBe('');
          }
          const markdown = message.embeds.flatMap(({ title, description, fields }) =>
            textsOf([title, description, fields]),
          );
          // What is taken out does not bring together what means something.
          for (const text of markdown) expect(text).not.toMatch(/https:\/\/evil|^# /m);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has a dash where a text shows nothing, since Discord wants one', async () => {
    const [record] = records({ title: '\u200B\u2066\u2069', people: ['\u3164'] });
    if (!record) throw new Error('there is no record');
    const { embeds } = await payload(recordCard(record, TODAY));
    expect(embeds[0]).toMatchObject({ title: '—', fields: [{ name: 'People', value: '—' }] });
  });

  it('has no id that Discord might not give back as it was sent: such a button cannot be pressed', async () => {
    const opens = { name: 'search', person: 'Mao\0', query: 'a\uD800' } as const;
    const card = {
      embeds: [],
      rows: [
        { buttons: [{ label: 'Mao', opens, slot: 'mao' }] },
        { menu: { slot: 'open', placeholder: 'Open', options: [{ label: 'Mao', opens }] } },
      ],
    };
    const { components } = await payload(card);
    expect(components).toHaveLength(1);
    expect(components[0]?.components).toMatchObject([{ custom_id: '#mao', disabled: true }]);
  });

  it('spells out what nobody sees in a link, and leaves out a link that gets too long', async () => {
    const linked = (link: string) => ({
      embeds: [{ title: 'x', link }],
      rows: [{ buttons: [{ label: 'x', link }] }],
    });
    const spelt = await payload(linked('https://a.example/\u202Ex'));
    expect(spelt.embeds[0]?.url).toBe('https://a.example/%E2%80%AEx');
    expect(spelt.components[0]?.components).toMatchObject([{ url: 'https://a.example/%E2%80%AEx' }]);
    const long = await payload(linked(`https://a.example/${'\u202E'.repeat(200)}`));
    expect(long.embeds[0]).not.toHaveProperty('url');
    expect(long.components).toEqual([]);
  });
});

describe('a title of half a character', () => {
  it('still has a link to the archive’s search', () => {
    const [record] = records({ title: 'Letter \uD800' });
    if (!record) throw new Error('there is no record');
    expect(recordLink(record).link).toBe('https://archive.example/search?q=Letter%20%EF%BF%BD');
  });
});

describe('a text that is sent', () => {
  it('is cut after what is not shown is gone', () => {
    expect(sentText(`${'\u202E'.repeat(100)}word`, 10)).toBe('word');
  });
});
