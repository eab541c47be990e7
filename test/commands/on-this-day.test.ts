import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCollections } from '../../src/data/collections/load-collections.ts';
import { buttonId, buttonsOf, datesOf, menuOf, messageOf, textOf } from '../support/messages.ts';
import { collection, records } from '../support/records.ts';
import { type RunningDocent, runDocent } from '../support/running-docent.ts';

/** The ten records that the project began with, which have abstracts. */
async function tenRecords() {
  const { collections, records } = await loadCollections(['collections/wilson-center']);
  return { collections, records: records.filter(({ abstract }) => abstract) };
}

let docent: RunningDocent;

beforeAll(async () => {
  docent = await runDocent({ holdings: await tenRecords() });
});
afterAll(() => docent.close());

const onThisDay = (options: Record<string, string | boolean> = {}) =>
  docent.discord.command(docent.discord.ada, 'doc on-this-day', options);

describe('/doc on-this-day', () => {
  it('lists the records of a day, oldest first, each with its years', async () => {
    const answer = await onThisDay({ date: '29 June' });
    expect(datesOf(answer).slice(0, 2)).toEqual(['29 June 1962', '29 June 2020']);
    expect(textOf(answer)).toContain('**29 June 1962** · 64 years ago');
    expect(textOf(answer)).toContain('**29 June 2020** · 6 years ago');
  });

  it("lists the month's and the nearest, said as such, when nothing is of that day", async () => {
    const text = textOf(await onThisDay({ date: '30 June' }));
    expect(text).toContain('No record is dated exactly 30 June.');
    expect(text).toMatch(/### Nearest: 29 June, the day before\n\*\*1\.\*\* .*\n\*\*29 June 1962\*\*/);
    expect(text).toMatch(
      /### This month \(June\), exact day unknown\n\*\*3\.\*\* .*\n\*\*June 1966\*\* · 60 years ago/,
    );
  });

  it('tells of a range once, under the first day near that it touches', async () => {
    const ranges = records(
      { title: 'A', date: '1960-06-28/1960-06-30' },
      { title: 'B', date: '1961-06-28' },
      { title: 'C', date: '1950-06-30' },
    );
    const near = await runDocent({ holdings: { collections: [collection], records: ranges } });
    const text = textOf(await near.discord.command(near.discord.ada, 'doc on-this-day', { date: '29 June' }));
    expect(text.match(/Nearest: .*|\[.\]/g)).toEqual([
      'Nearest: 28 June, the day before',
      '[A]',
      '[B]',
      'Nearest: 30 June, the day after',
      '[C]',
    ]);
    await near.close();
  });

  it('says so when there is nothing near either', async () => {
    const answer = await onThisDay({ date: '15 January' });
    expect(textOf(answer)).toContain('No record is dated exactly 15 January.');
    expect(datesOf(answer)).toEqual([]);
    expect(buttonsOf(answer).map((button) => 'label' in button && button.label)).toEqual([
      '‹ 14 January',
      '16 January ›',
    ]);
  });

  it('is today in the zone of the server when no date is given', async () => {
    expect(textOf(await onThisDay())).toMatch(/^On this day: 24 November/);
    const kiritimati = await runDocent({ defaultTimeZone: 'Pacific/Kiritimati' });
    const answer = await kiritimati.discord.command(kiritimati.discord.ada, 'doc on-this-day');
    expect(textOf(answer)).toMatch(/^On this day: 25 November/);
    await kiritimati.close();
  });

  it.each([
    ['31 february', 'I can’t read “31 february” as a day: February has no 31st.'],
    ['June 31, 1962', 'I can’t read “June 31, 1962” as a day: June has no 31st.'],
  ])('%s: a private answer that says why not', async (date, why) => {
    const answer = await onThisDay({ date });
    expect(answer.private).toBe(true);
    expect(textOf(answer)).toBe(why);
  });

  it('says what becomes of a year, and leads to that one date', async () => {
    const answer = await onThisDay({ date: '29 June 1962' });
    expect(textOf(answer)).toMatch(
      /^On this day: 29 June\n\*These are the records from 29 June of every year\. For 1962 alone, press “Only 1962”\./,
    );
    const only = await docent.discord.press(
      docent.discord.ada,
      messageOf(answer),
      buttonId(answer, 'Only 1962'),
    );
    expect(textOf(only)).toContain('29 June 1962');
    const none = await onThisDay({ date: '29 February 1963' });
    expect(textOf(none)).toContain('There was no 29 February in 1963.');
    expect(buttonsOf(none).map((button) => 'label' in button && button.label)).not.toContain('Only 1963');
  });

  it.each(['never', '13/13'])('%s: a private answer with the forms that work', async (date) => {
    const answer = await onThisDay({ date });
    expect(answer.private).toBe(true);
    expect(textOf(answer)).toMatch(/as a day\. Forms that work: 29 June · June 29/);
  });

  it('leads to the day before and after, in the same message', async () => {
    const answer = await onThisDay({ date: '1 March' });
    const before = await docent.discord.press(
      docent.discord.ada,
      messageOf(answer),
      buttonId(answer, '‹ 28 February'),
    );
    expect(before.kind).toBe('update');
    expect(textOf(before)).toMatch(/^On this day: 28 February/);
    const after = await docent.discord.press(
      docent.discord.ada,
      messageOf(before),
      buttonId(before, '1 March'),
    );
    expect(textOf(after)).toBe(textOf(answer));
  });

  it('opens a record, and leads back to the day', async () => {
    const day = await onThisDay({ date: '29 June', private: true });
    const value = menuOf(day).options[1]?.value ?? '';
    const record = await docent.discord.choose(
      docent.discord.ada,
      messageOf(day),
      menuOf(day).custom_id,
      value,
    );
    expect(textOf(record)).toMatch(
      /^Interview and Discussion with Sir Malcolm Rifkind\n\*\*29 June 2020\*\* · 6 years ago/,
    );
    const back = await docent.discord.press(
      docent.discord.ada,
      messageOf(record),
      buttonId(record, '‹ Back'),
    );
    expect(textOf(back)).toBe(textOf(day));
  });

  it('completes days as they are typed, with how many records each has', async () => {
    const complete = (date: string) =>
      docent.discord.complete(docent.discord.ada, 'doc on-this-day', { date }, 'date');
    expect((await complete(''))[0]).toEqual({ name: '24 November (0 records)', value: '24 November' });
    expect(await complete('29 ju')).toContainEqual({ name: '29 June (2 records)', value: '29 June' });
    expect(await complete('june 29')).toEqual([{ name: '29 June (2 records)', value: '29 June' }]);
    expect(await complete('xyz')).toHaveLength(7);
  });
});
