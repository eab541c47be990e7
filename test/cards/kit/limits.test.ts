import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayCard } from '../../../src/cards/day-card.ts';
import type { Card } from '../../../src/cards/kit/card.ts';
import { LIMITS } from '../../../src/cards/kit/limits.ts';
import { recordCard } from '../../../src/cards/record-card.ts';
import { searchCard } from '../../../src/cards/search-card.ts';
import { withShareButton } from '../../../src/cards/share-button.ts';
import { parseHistoricalDate } from '../../../src/data/dates/historical-date.ts';
import type { ArchivalRecord } from '../../../src/data/records/record.ts';
import { facetsOf } from '../../../src/data/search/facets.ts';
import { type MessagePayload, messagePayload } from '../../../src/discord/payload.ts';
import { collection } from '../../support/records.ts';

const TODAY = { year: 2026, month: 11, day: 24 };

/** Text that makes the most of every limit: markdown, mentions, scripts, emoji, right-to-left, no spaces. */
const hostile = (most: number) =>
  fc
    .array(
      fc.constantFrom(
        '*',
        '_',
        '`',
        '[x](https://e.example)',
        '<@1>',
        '@everyone',
        '\\',
        '👨‍👩‍👧‍👦',
        'שלום',
        ' ',
        '\n# ',
        'word ',
        '<script>',
        'ж',
      ),
      { minLength: 1, maxLength: most },
    )
    .map((parts) => `x${parts.join('')}`);

const record: fc.Arbitrary<ArchivalRecord> = fc.record({
  id: fc.stringMatching(/^[a-z0-9-]{40}$/),
  title: hostile(400),
  abstract: hostile(2000),
  people: fc.array(hostile(40), { maxLength: 60 }),
  places: fc.array(hostile(40), { maxLength: 60 }),
  topics: fc.array(hostile(40), { maxLength: 60 }),
  languages: fc.constant([]),
  date: fc.constantFrom('1963-11-15', '1966-06', '1962-10-16/1962-10-28').map(parseHistoricalDate),
  rights: hostile(600),
  url: fc.constantFrom(
    `https://archive.example/${'('.repeat(300)}`,
    `https://archive.example/${'x'.repeat(480)}`,
    'https://archive.example/1',
  ),
  collection: fc.constantFrom(collection, { ...collection, name: 'Archive '.repeat(300) }),
});

const fiveOrMore = fc.uniqueArray(record, { minLength: 5, maxLength: 12, selector: ({ id }) => id });

const payload = (card: Card) =>
  messagePayload(card, async (addresses) => addresses.map((_, index) => `@${index}`.padEnd(23, 'k')));

function expectWithinLimits({ content = '', embeds, components }: MessagePayload): void {
  expect(embeds.every(({ description }) => description !== '')).toBe(true);
  const lengths = embeds.map(({ title = '', description = '', fields = [], footer }) => ({
    title: title.length,
    description: description.length,
    fields: fields.map(({ name, value }) => [name.length, value.length]),
    footer: footer?.text.length ?? 0,
  }));
  for (const { title, description, fields, footer } of lengths) {
    expect(title).toBeLessThanOrEqual(256);
    expect(description).toBeLessThanOrEqual(4096);
    expect(footer).toBeLessThanOrEqual(2048);
    for (const [name = 0, value = 0] of fields) {
      expect(name).toBeGreaterThan(0);
      expect(value).toBeGreaterThan(0);
      expect(name).toBeLessThanOrEqual(256);
      expect(value).toBeLessThanOrEqual(1024);
    }
  }
  const together = lengths.flatMap(({ title, description, fields, footer }) => [
    title,
    description,
    footer,
    ...fields.flat(),
  ]);
  expect(together.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(LIMITS.embedsTogether);
  expect(content.length).toBeLessThanOrEqual(2000);
  expect(components.length).toBeLessThanOrEqual(5);
  const parts = components.flatMap((row) => row.components);
  const ids = parts.flatMap((part) => ('custom_id' in part ? [part.custom_id] : []));
  expect(new Set(ids).size).toBe(ids.length);
  for (const part of parts) {
    if ('custom_id' in part) expect(part.custom_id.length).toBeLessThanOrEqual(100);
    if ('url' in part) expect(part.url.length).toBeLessThanOrEqual(512);
    if ('label' in part) expect(part.label?.length).toBeLessThanOrEqual(80);
    if (!('options' in part)) continue;
    expect(new Set(part.options.map(({ value }) => value)).size).toBe(part.options.length);
    for (const { label, value, description = '' } of part.options) {
      expect(label.length).toBeLessThanOrEqual(100);
      expect(value.length).toBeLessThanOrEqual(100);
      expect(description.length).toBeLessThanOrEqual(100);
    }
  }
}

describe("Discord's limits", () => {
  it('hold for any record', async () => {
    await fc.assert(
      fc.asyncProperty(record, async (any) => {
        const card = withShareButton(recordCard(any, TODAY), { name: 'show', record: any.id });
        expectWithinLimits(await payload(card));
      }),
      { numRuns: 50 },
    );
  });

  it('hold for any list of records', async () => {
    await fc.assert(
      fc.asyncProperty(
        fiveOrMore,
        fc.integer({ min: 1, max: 3 }),
        hostile(100),
        async (records, page, query) => {
          const view = { name: 'search', query: query.slice(0, 200), page } as const;
          const result = {
            records,
            found: new Set(['x', 'word']),
            whole: 0,
            partial: true,
            corrections: [],
            spellings: [],
            facets: () => facetsOf(records, 10, 4),
          };
          expectWithinLimits(await payload(withShareButton(searchCard(view, result, TODAY), view)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('hold for any day', async () => {
    await fc.assert(
      fc.asyncProperty(fiveOrMore, async (records) => {
        const view = { name: 'on-this-day', date: '10-28' } as const;
        const nearest = [{ day: { month: 10, day: 27 }, offset: -1, records }];
        const found = { day: { month: 10, day: 28 }, exact: [], month: records.slice(2), nearest };
        expectWithinLimits(await payload(withShareButton(dayCard(view, found, TODAY), view)));
      }),
      { numRuns: 50 },
    );
  });
});
