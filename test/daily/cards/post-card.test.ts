import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DailyCardFacts, dailyCard } from '../../../src/daily/cards/post-card.ts';
import { messagePayload } from '../../../src/discord/payload.ts';
import { messageIssues } from '../../../src/loopback/rules/message.ts';
import { type RecordSketch, records } from '../../support/records.ts';

const keep = async (addresses: readonly string[]) => addresses.map((_, index) => `@key${index}`);

const facts = (sketches: readonly RecordSketch[], more: Partial<DailyCardFacts> = {}): DailyCardFacts => ({
  date: '2026-06-29',
  day: { month: 6, day: 29 },
  year: 2026,
  records: records(...sketches),
  ofMonth: 0,
  ...more,
});
const dated = (year: number) => ({ title: `Of ${year}`, date: `${year}-06-29` });

describe('the card of the day', () => {
  it('shows up to five records in full and lists the others', () => {
    const { embeds } = dailyCard(facts([1956, 1957, 1958, 1959, 1960, 1961, 1962].map(dated)));
    expect(embeds.map(({ title }) => title)).toEqual([
      'On this day: 29 June',
      ...[1956, 1957, 1958, 1959, 1960].map((year) => `Of ${year}`),
      'Also on this day',
    ]);
    expect(embeds[0]?.description).toBe('7 records from this day.');
    expect(embeds[1]?.description).toBe('**29 June 1956** · 70 years ago');
    expect(embeds.at(-1)?.description).toMatch(/^\*\*6\.\*\* \[Of 1961\].*\*\*7\.\*\* \[Of 1962\]/s);
    expect(embeds.at(-1)?.footer).toBe('Test Archive');
  });

  it('mentions a role and says that it is late, above the records', () => {
    const { content } = dailyCard(facts([dated(1956)], { roleId: '5', lateSince: 1_800_000_000 }));
    expect(content).toBe('<@&5>\n-# Late: this post was due at <t:1800000000:t>.');
  });

  it('counts the records dated only to the month, and says why a quiet day’s record was chosen', () => {
    const [record] = records({ title: 'Near', date: '1956-06-28' });
    if (!record) throw new Error('there is a record');
    const { embeds } = dailyCard(facts([], { quiet: { record, why: 'Because.' }, ofMonth: 2 }));
    expect(embeds[0]?.description).toBe('Because.\n-# 2 more are from June, exact day unknown.');
    expect(embeds[1]?.title).toBe('Near');
  });

  it('keeps Discord’s limits, whatever the records hold, and has a button that names the date', async () => {
    const text = (most: number) =>
      fc.string({
        unit: fc.constantFrom('a', ' ', '*', '_', '[', '😀', 'Ç', '\n', '<@1>'),
        minLength: 1,
        maxLength: most,
      });
    const sketch = fc.record({
      title: text(700),
      abstract: text(6000),
      people: fc.array(text(90), { maxLength: 30 }),
      date: fc.constantFrom('1956-06-29', '1962-06-29', '2026-06-29'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(sketch, { minLength: 1, maxLength: 30, size: 'max' }), async (sketches) => {
        const payload = await messagePayload(dailyCard(facts(sketches, { ofMonth: 99, roleId: '5' })), keep);
        expect(messageIssues(payload as never, [])).toEqual([]);
        expect(JSON.stringify(payload.components)).toContain('#daily-2026-06-29"');
      }),
      { numRuns: 60 },
    );
  });
});
