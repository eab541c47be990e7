import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { expect, test } from 'vitest';
import { botOn, loopbackForTest, refusal } from '../../support/preview/bot.ts';
import { testClock } from '../../support/test-clock.ts';

async function asking() {
  const clock = testClock('2026-06-29T12:00:00Z');
  const loopback = await loopbackForTest({ clock });
  let receive: (asked: ChatInputCommandInteraction) => void = () => undefined;
  const received = new Promise<ChatInputCommandInteraction>((resolve) => {
    receive = resolve;
  });
  const { client } = await botOn(loopback, (asked) => {
    if (asked.isChatInputCommand()) receive(asked);
    if (asked.isAutocomplete()) receive(asked as never);
  });
  const option = { type: 3, name: 'query', description: 'Words', autocomplete: true } as const;
  await client.application.commands.set([{ name: 'ask', description: 'Asks', options: [option] }]);
  return { clock, loopback, client, dispatched: () => received };
}

test('a deferral in the third second is in time', async () => {
  const { clock, loopback, dispatched } = await asking();
  const answer = loopback.command(loopback.ada, 'ask');
  const asked = await dispatched();
  clock.advance(2_999);
  await asked.deferReply();
  await asked.editReply('In time');
  expect(await answer).toMatchObject({ kind: 'message', deferred: true });
});

test('three seconds are too late', async () => {
  const { clock, loopback, dispatched } = await asking();
  const answer = loopback.command(loopback.ada, 'ask');
  const asked = await dispatched();
  clock.advance(3_000);
  expect(await answer).toMatchObject({ kind: 'failed', error: 'The application did not respond' });
  const late = await refusal(asked.reply('Too late'));
  expect([late.status, late.code, late.message]).toEqual([404, 10062, 'Unknown interaction']);
  expect(loopback.world.messages(loopback.ada.channel)).toEqual([]);
  expect(loopback.violations).toEqual([]);
});

test('a completion that comes too late fails to load', async () => {
  const { clock, loopback, dispatched } = await asking();
  const choices = loopback.complete(loopback.ada, 'ask', {}, 'query');
  await Promise.all([
    expect(choices).rejects.toThrow('Loading options failed'),
    dispatched().then(() => clock.advance(3_000)),
  ]);
});

test('a second first answer is refused with 40060', async () => {
  const { loopback, client, dispatched } = await asking();
  const answer = loopback.command(loopback.ada, 'ask');
  const asked = await dispatched();
  await asked.reply('Once');
  await answer;
  const body = { type: 4, data: { content: 'Twice' } };
  const again = await refusal(
    client.rest.post(`/interactions/${asked.id}/${asked.token}/callback`, { body }),
  );
  expect([again.status, again.code]).toEqual([400, 40060]);
  expect(again.message).toBe('Interaction has already been acknowledged.');
});

test('after a deferral the token holds for fifteen minutes; then 50027, and the person got nothing', async () => {
  const { clock, loopback, dispatched } = await asking();
  const answer = loopback.command(loopback.ada, 'ask');
  const asked = await dispatched();
  await asked.deferReply({ flags: MessageFlags.Ephemeral });
  clock.advance(15 * 60_000 - 1);
  expect((await asked.fetchReply()).content).toBe('');
  clock.advance(1);
  expect(await answer).toMatchObject({ kind: 'failed', deferred: true });
  const over = await refusal(asked.editReply('Too late'));
  expect([over.status, over.code, over.message]).toEqual([401, 50027, 'Invalid Webhook Token']);
});

test('before the first answer there is no message to edit', async () => {
  const { loopback, client, dispatched } = await asking();
  const answer = loopback.command(loopback.ada, 'ask');
  const asked = await dispatched();
  const path = `/webhooks/${asked.applicationId}/${asked.token}/messages/@original` as const;
  expect((await refusal(client.rest.patch(path, { body: { content: 'x' } }))).code).toBe(10015);
  await asked.reply('ok');
  await answer;
});

test('closing ends every wait', async () => {
  const { loopback, dispatched } = await asking();
  const answer = loopback.command(loopback.ada, 'ask');
  await dispatched();
  await loopback.close();
  expect(await answer).toMatchObject({ kind: 'failed' });
});
