import type { APIApplicationCommandOptionChoice, Client } from 'discord.js';
import { Routes } from 'discord.js';
import { expect, test } from 'vitest';
import { botOn, faultsOf, loopbackForTest, refusal } from '../../support/preview/bot.ts';

const choice = (name: string, value: string | number = name) => ({ name, value });
const many = (count: number) => Array.from({ length: count }, (_, index) => choice(`${index}`));

test.each<[string, APIApplicationCommandOptionChoice[], APIApplicationCommandOptionChoice[], string]>([
  ['25 choices', many(25), many(26), 'data.choices'],
  ['a name of 100', [choice('x'.repeat(100), 'v')], [choice('x'.repeat(101), 'v')], 'data.choices.0.name'],
  ['a name of 1', [choice('x')], [choice('', 'v')], 'data.choices.0.name'],
  ['a value of 100', [choice('n', 'x'.repeat(100))], [choice('n', 'x'.repeat(101))], 'data.choices.0.value'],
  ['a value of 1', [choice('n', 'x')], [choice('n', '')], 'data.choices.0.value'],
])('completion allows %s', async (_, allowed, refused, path) => {
  const loopback = await loopbackForTest();
  const faults: Record<string, string>[] = [];
  const { client, errors } = await botOn(loopback, async (asked) => {
    if (!asked.isAutocomplete()) return;
    const callback = Routes.interactionCallback(asked.id, asked.token);
    const body = { type: 8, data: { choices: refused } };
    faults.push(faultsOf(await refusal((client as Client).rest.post(callback, { body }))));
    await asked.respond(allowed);
  });
  const option = { type: 3, name: 'query', description: 'Words', autocomplete: true } as const;
  await client.application.commands.set([{ name: 'ask', description: 'Asks', options: [option] }]);
  expect(await loopback.complete(loopback.ada, 'ask', {}, 'query')).toEqual(allowed);
  expect(faults.map((fault) => Object.keys(fault))).toEqual([[path]]);
  expect(errors).toEqual([]);
});

test('each kind of interaction has its kinds of answer', async () => {
  const loopback = await loopbackForTest();
  const refusals: unknown[] = [];
  const { client } = await botOn(loopback, async (asked) => {
    if (!asked.isRepliable()) return;
    for (const type of [1, 6, 7, 8, 42]) {
      const body = { type, data: { content: 'x' } };
      const error = await refusal(
        client.rest.post(Routes.interactionCallback(asked.id, asked.token), { body }),
      );
      refusals.push([error.code, faultsOf(error)]);
    }
    await asked.reply('ok');
  });
  await client.application.commands.set([{ name: 'ask', description: 'Asks' }]);
  await loopback.command(loopback.ada, 'ask');
  expect(refusals).toEqual(Array(5).fill([50035, { type: 'BASE_TYPE_CHOICES' }]));
});
