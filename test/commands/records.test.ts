import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonId, buttonsOf, datesOf, messageOf, textOf } from '../support/messages.ts';
import { type RunningDocent, runDocent } from '../support/running-docent.ts';

let docent: RunningDocent;
let chance = 0;

beforeAll(async () => {
  docent = await runDocent({ chance: () => chance, contactUrl: 'https://help.example/docent' });
});
afterAll(() => docent.close());

const ask = (name: string, options: Record<string, string | boolean> = {}) =>
  docent.discord.command(docent.discord.ada, name, options);

describe('/doc show', () => {
  it('shows the record that completion names', async () => {
    const choices = await docent.discord.complete(
      docent.discord.ada,
      'doc show',
      { record: 'rifkind' },
      'record',
    );
    expect(choices[0]?.name).toBe('29 June 2020 · Interview and Discussion with Sir Malcolm Rifkind');
    const answer = await ask('doc show', { record: String(choices[0]?.value) });
    expect(textOf(answer)).toMatch(/^Interview and Discussion with Sir Malcolm Rifkind/);
  });

  it('searches for what is no id: one record is shown, several are listed', async () => {
    expect(textOf(await ask('doc show', { record: 'rifkind' }))).toMatch(/^Interview and Discussion/);
    expect(datesOf(await ask('doc show', { record: 'balluku' }))).toHaveLength(5);
    expect(textOf(await ask('doc show', { record: 'xyzzy' }))).toMatch(/^Nothing found/);
  });

  it('shows a record that has no date and no abstract', async () => {
    const answer = await ask('doc show', {
      record: 'Visit to the United Kingdom of Bulganin and Khrushchev',
    });
    expect(messageOf(answer).embeds[0]?.description).toBe('**Undated**');
  });

  it('offers the records of today and of the days around it before anything is typed', async () => {
    const choices = await docent.discord.complete(docent.discord.ada, 'doc show', { record: '' }, 'record');
    expect(choices[0]?.name).toMatch(/^22 November 1980/);
  });
});

describe('/doc random', () => {
  it('shows a random record, and another at a press', async () => {
    chance = 0;
    const first = await ask('doc random', { query: 'hungarian revolution' });
    chance = 0.9;
    const second = await docent.discord.press(
      docent.discord.ada,
      messageOf(first),
      buttonId(first, 'Another'),
    );
    expect(second.kind).toBe('update');
    expect(textOf(second)).not.toBe(textOf(first));
    expect(textOf(second)).toContain('Hungarian Revolution');
  });

  it('shares the record that it shows, not another one', async () => {
    chance = 0.5;
    const hidden = await ask('doc random', { private: true });
    chance = 0.1;
    const shared = await docent.discord.press(
      docent.discord.ada,
      messageOf(hidden),
      buttonId(hidden, 'Share'),
    );
    expect(messageOf(shared).embeds[0]?.title).toBe(messageOf(hidden).embeds[0]?.title);
  });

  it('says so when the words find nothing', async () => {
    expect(textOf(await ask('doc random', { query: 'xyzzy' }))).toMatch(/^Nothing found/);
  });
});

describe('/doc about', () => {
  it('says who published the records, what is stored, and where to get help', async () => {
    const answer = await ask('doc about');
    expect(textOf(answer)).toMatch(/Wilson Center Digital Archive\n564 records from 1935–2020/);
    expect(textOf(answer)).toContain("Abstracts are Docent's own words");
    expect(textOf(answer)).toContain('for 180 days');
    expect(buttonsOf(answer)).toMatchObject([{ label: 'Get help', url: 'https://help.example/docent' }]);
  });
});
