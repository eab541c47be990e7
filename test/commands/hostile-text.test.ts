import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/loopback/loopback.ts';
import { menuOf, messageOf } from '../support/messages.ts';
import { collection, records } from '../support/records.ts';
import { type RunningDocent, runDocent, TODAY } from '../support/running-docent.ts';
import { testClock } from '../support/test-clock.ts';

const OVERRIDE = '\u202Etxet desrever\u2066';
const hostile = { ...collection, name: `Archive ${OVERRIDE}`, rights: `Free ${OVERRIDE}` };
const held = records(
  {
    id: 'overridden',
    title: `Minutes ${OVERRIDE} of a meeting`,
    abstract: `An abstract ${OVERRIDE}\u2028of two lines`,
    people: [`Mao ${OVERRIDE}`],
    places: [`Peking\0`],
    topics: [`Topic\u200F`],
    date: '1963-11-24',
  },
  { id: 'hebrew', title: 'פרוטוקול meeting', people: ['נשיא'], date: '1964-11-24' },
  { id: 'invisible', title: '\u200B\u200D', people: ['\u2060'], topics: ['meeting'], date: '1965-11-24' },
  { id: 'halved', title: 'Half \uD83D meeting', date: '1966-11-24' },
).map((record) => ({ ...record, collection: hostile }));

let docent: RunningDocent;
beforeAll(async () => {
  docent = await runDocent({
    holdings: { collections: [hostile], records: held },
    clock: testClock(TODAY),
    loopback: { clock: testClock(TODAY) },
  });
});
afterAll(() => docent.close());

/** What a person reads of an answer: what Discord hands back to us (ids, the values of menus) is nobody's reading. */
function read(answer: Answer): string {
  const { content, embeds, components } = messageOf(answer);
  const shown = JSON.stringify(components, (key, inner) =>
    ['custom_id', 'value'].includes(key) ? '' : inner,
  );
  return JSON.stringify([content, embeds]) + shown;
}
const HARMFUL = /[\u2028\u2029\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\0]|\\u0000|\\ud83d/u;

describe('records with text that would reorder what is around it', () => {
  it.each<[command: string, options: Record<string, string>]>([
    ['doc search', { query: 'meeting' }],
    ['doc search', { query: `nothing ${OVERRIDE} there` }],
    ['doc search', { person: `Mao ${OVERRIDE}` }],
    ['doc on-this-day', {}],
    ['doc random', {}],
    ['doc about', {}],
    ...held.map(({ id }): [string, Record<string, string>] => ['doc show', { record: id }]),
  ])('are shown without it by %s %j', async (command, options) => {
    const { discord } = docent;
    const answer = await discord.command(discord.ada, command, options);
    expect(answer.kind).toBe('message');
    expect(read(answer)).not.toMatch(/went wrong/);
    expect(read(answer)).not.toMatch(HARMFUL);
  });

  it('are offered without it as one types, and open by their ids', async () => {
    const { discord } = docent;
    const choices = await discord.complete(discord.ada, 'doc show', { record: 'meeting' }, 'record');
    expect(choices.map(({ value }) => value).sort()).toEqual(['halved', 'hebrew', 'invisible', 'overridden']);
    expect(choices.map(({ name }) => name).join()).not.toMatch(HARMFUL);
    expect(choices.find(({ value }) => value === 'hebrew')?.name).toContain('פרוטוקול meeting');
    const names = await discord.complete(discord.ada, 'doc search', { person: '' }, 'person');
    expect(names.map(({ name }) => name).join()).not.toMatch(HARMFUL);
  });

  it('open from a menu', async () => {
    const { discord } = docent;
    const listed = () => discord.command(discord.ada, 'doc search', { query: 'meeting' });
    for (const { value } of menuOf(await listed()).options) {
      const list = await listed();
      const answer = await discord.choose(discord.ada, messageOf(list), '#open', value);
      expect(answer.kind).toBe('update');
      expect(read(answer)).not.toMatch(HARMFUL);
    }
  });
});

describe('interactions that come at once', () => {
  it('are all answered: commands with their records, completions with choices or with none', async () => {
    const { discord } = docent;
    const commands = Array.from({ length: 60 }, (_, index) =>
      discord.command(index % 2 ? discord.ada : discord.ben, 'doc search', { query: 'meeting' }),
    );
    const completions = Array.from({ length: 60 }, (_, index) =>
      discord.complete(discord.ada, 'doc search', { query: 'meeting'.slice(0, 1 + (index % 7)) }, 'query'),
    );
    for (const answer of await Promise.all(commands)) expect(messageOf(answer).embeds).toHaveLength(1);
    const choices = await Promise.all(completions);
    expect(choices.at(-1)?.length).toBeGreaterThan(0);
    expect(choices.filter((each) => each.length === 0).length).toBeGreaterThan(0);
  });

  it('of which one is a completion of 6,000 letters keep the bot answering', async () => {
    const { discord } = docent;
    const hostileTyping = discord.complete(discord.ada, 'doc search', { query: 'a '.repeat(3000) }, 'query');
    const command = discord.command(discord.ben, 'doc search', { query: 'meeting' });
    expect(await hostileTyping).toEqual(expect.any(Array));
    expect(messageOf(await command).embeds).toHaveLength(1);
  });
});
