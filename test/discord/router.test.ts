import { ApplicationCommandOptionType, ApplicationIntegrationType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandDefinitions } from '../../src/commands/definitions.ts';
import { refusalOf } from '../../src/commands/kit/refusal.ts';
import { createArchive } from '../../src/data/archive.ts';
import { incomingOf } from '../../src/discord/incoming.ts';
import type { Router } from '../../src/discord/router.ts';
import { createRouter } from '../../src/discord/router.ts';
import type { DailyStore } from '../../src/store/daily.ts';
import { StoreUnavailable } from '../../src/store/store-error.ts';
import { countedWork } from '../support/counted-work.ts';
import { hostileTexts } from '../support/hostile-text.ts';
import { commandPayload, pressPayload } from '../support/interaction-payloads.ts';
import { collection, records } from '../support/records.ts';
import { testClock } from '../support/test-clock.ts';

const WORDS = ['letter', 'report', 'bomb', 'burma', 'meeting', 'cable', 'zhou', 'enlai', 'a', 'of'];
const word = (index: number) => WORDS[index % WORDS.length] ?? '';
const held = records(
  ...Array.from({ length: 300 }, (_, index) => ({
    title: `${word(index)} ${word(index * 7 + 1)} of ${word(index * 3 + 2)}`,
    abstract: `A ${word(index * 11)} about ${word(index + 5)}.`,
    people: [index % 2 ? 'Mao Zedong' : 'Zhou Enlai'],
    date: `19${50 + (index % 40)}-03-04`,
  })),
);

/**
 * What one interaction may take here, where a word is in 300 records at most: a hundred words, each looked up in three
 * readings of the query and in the few queries beside it.
 */
const BUDGET = 2_000_000;

const counted = countedWork();
const down = async () => {
  throw new StoreUnavailable('the store is away', { cause: undefined });
};
const docent = {
  archive: createArchive({ collections: [collection], records: held }, counted),
  clock: testClock('2026-11-24T12:00:00Z'),
  store: { daily: new Proxy({} as DailyStore, { get: () => down }) },
  chance: () => 0,
  defaultTimeZone: 'UTC',
  contactUrl: undefined,
};
const route: Router = createRouter(docent, {
  keep: async (addresses) => addresses.map((_, index) => `@${index}`.padEnd(23, 'k')),
  find: async () => undefined,
});

/** Every option of every command that takes a text, and whether it completes. */
const options = commandDefinitions([ApplicationIntegrationType.GuildInstall]).flatMap(
  ({ name, options: all }) =>
    (all ?? []).flatMap((sub) =>
      ('options' in sub ? (sub.options ?? []) : [])
        .filter(({ type }) => type === ApplicationCommandOptionType.String)
        .map((option) => ({
          path: `${name} ${sub.name}`,
          option: option.name,
          completes: 'autocomplete' in option && option.autocomplete === true,
        })),
    ),
);

/** The answer to a payload, or the sentence of its refusal; anything else is thrown. */
async function answerTo(payload: unknown): Promise<unknown> {
  const incoming = incomingOf(payload);
  if (!incoming) throw new Error('it is not an interaction');
  counted.reset();
  try {
    return await route(incoming);
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal.message;
  }
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 7000, size: 'max' }),
  fc.constantFrom(...Object.values(hostileTexts(6000))),
  fc
    .array(fc.constantFrom(...WORDS, '-a', '"a', 'OR', '1963', '3/4/1968', 'title:a', '\u202E', '👨‍👩‍👧‍👦'))
    .map((parts) => parts.join(' ')),
);

describe('whatever text is typed', () => {
  it('into any option of any command, there is an answer within the budget of steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...options), hostile, async ({ path, option }, text) => {
        expect(await answerTo(commandPayload(path, { [option]: text }))).toBeTruthy();
        expect(counted.steps()).toBeLessThanOrEqual(BUDGET);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('into any option that completes, there are choices within the budget of steps', async () => {
    const completing = options.filter(({ completes }) => completes);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...completing), hostile, async ({ path, option }, text) => {
        expect(await answerTo(commandPayload(path, { [option]: text }, option))).toMatchObject({
          data: { choices: expect.any(Array) },
        });
        expect(counted.steps()).toBeLessThanOrEqual(BUDGET);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('no more of it is read than Discord lets a person send', async () => {
    await answerTo(commandPayload('doc search', { query: 'a '.repeat(100) }, 'query'));
    const most = counted.steps();
    await answerTo(commandPayload('doc search', { query: 'a '.repeat(3000) }, 'query'));
    expect(counted.steps()).toBeLessThanOrEqual(most);
  });

  it('as the id of a button or the value of a menu, the answer says that it has expired', async () => {
    for (const text of Object.values(hostileTexts(6000))) {
      expect(await answerTo(pressPayload(text))).toMatch(/button/);
      expect(await answerTo(pressPayload('#open', [text]))).toMatch(/button/);
    }
  });
});

describe('an option', () => {
  it('of a type that the command does not have is as if it had not been sent', async () => {
    const values = { query: 5, private: 'yes', sort: 'sideways', person: true, place: 'Burma' };
    expect(await answerTo(commandPayload('doc search', values))).toMatchObject({
      data: { embeds: [expect.objectContaining({ title: expect.stringMatching(/Burma|Nothing/) })] },
    });
    expect(await answerTo(commandPayload('doc search', { query: 5 }))).toMatch(/Say what to look for/);
  });
});
