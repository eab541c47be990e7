import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DiscordjsErrorCodes } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { builtFile } from '../../support/built-file.ts';
import { botOn, clientOf, faultsOf, loopbackForTest, refusal } from '../../support/preview/bot.ts';

describe('logging in', () => {
  test('only the token opens the door', async () => {
    const loopback = await loopbackForTest();
    const login = clientOf(loopback).login(`${loopback.token}x`);
    await expect(login).rejects.toMatchObject({ code: DiscordjsErrorCodes.TokenInvalid });
    expect(loopback.requests.at(-1)).toMatchObject({ route: '/gateway/bot', status: 401 });
    const answer = await fetch(`${loopback.apiUrl}/v10/users/@me`);
    expect([answer.status, await answer.json()]).toEqual([401, { code: 0, message: '401: Unauthorized' }]);
    expect(loopback.violations).toEqual([]);
  });

  test('gives the bot its guilds, channels and own rights', async () => {
    const loopback = await loopbackForTest();
    const { client } = await botOn(loopback);
    const guild = client.guilds.cache.first();
    expect(guild?.name).toBe('Reading Room');
    expect(guild?.channels.cache.map((channel) => channel.name)).toEqual(['general']);
    expect(guild?.members.me?.permissions.has('SendMessages')).toBe(true);
    expect(client.user.id).toBe(loopback.applicationId);
  });

  test('the application tells where it can be installed', async () => {
    const loopback = await loopbackForTest({ integrationTypes: [0] });
    const { client } = await botOn(loopback);
    const application = await client.application.fetch();
    expect(Object.keys(application.integrationTypesConfig ?? {})).toEqual(['0']);
    expect(`${application.owner}`).toBe(`<@${loopback.world.user('Host').id}>`);
  });
});

describe('registering commands', () => {
  test('a bulk overwrite replaces all of a scope, and a kept name keeps its id', async () => {
    const loopback = await loopbackForTest();
    const { client } = await botOn(loopback);
    const guildId = loopback.ada.channel.guild?.id ?? '';
    const [first] = (await client.application.commands.set([{ name: 'ask', description: 'Asks' }])).values();
    await client.application.commands.set([
      { name: 'tell', description: 'Tells' },
      { name: 'ask', description: 'Asks again' },
    ]);
    await client.application.commands.set([{ name: 'here', description: 'Here only' }], guildId);
    expect(loopback.commands().map((command) => command.name)).toEqual(['tell', 'ask']);
    expect(loopback.commands()[1]?.id).toBe(first?.id);
    expect(loopback.commands(guildId)).toMatchObject([{ name: 'here', guild_id: guildId }]);
    expect((await client.application.commands.fetch()).map((command) => command.name)).toEqual([
      'tell',
      'ask',
    ]);
    await client.application.commands.set([]);
    expect(loopback.commands()).toEqual([]);
  });

  test('one bad command refuses them all', async () => {
    const loopback = await loopbackForTest();
    const { client } = await botOn(loopback);
    await client.application.commands.set([{ name: 'ask', description: 'Asks' }]);
    const commands = [
      { name: 'tell', description: 'Tells' },
      { name: 'Loud', description: 'x' },
    ];
    const error = await refusal(client.application.commands.set(commands));
    expect([error.status, error.code]).toEqual([400, 50035]);
    expect(faultsOf(error)).toEqual({ '1.name': 'APPLICATION_COMMAND_INVALID_NAME' });
    expect(loopback.commands().map((command) => command.name)).toEqual(['ask']);
    expect(loopback.violations).toMatchObject([{ method: 'PUT', code: 50035, path: '1.name' }]);
  });

  test('no guild but one the bot is in, no application but its own', async () => {
    const loopback = await loopbackForTest();
    const { client } = await botOn(loopback);
    expect((await refusal(client.application.commands.set([], '123'))).code).toBe(50001);
    expect((await refusal(client.rest.put('/applications/1/commands', { body: [] }))).code).toBe(20012);
  });
});

describe('a route that the loopback does not have', () => {
  test('is not found, and is a violation', async () => {
    const loopback = await loopbackForTest();
    const { client } = await botOn(loopback);
    const error = await refusal(client.rest.get('/guilds/1/emojis'));
    expect([error.status, error.code]).toEqual([404, 0]);
    expect(loopback.violations).toMatchObject([{ method: 'GET', route: '/guilds/1/emojis', code: 0 }]);
    await fetch(`${loopback.apiUrl}/v9/users/@me`);
    expect(loopback.violations).toHaveLength(2);
  });

  test('a body that is no JSON is refused', async () => {
    const loopback = await loopbackForTest();
    const { status } = await fetch(`${loopback.apiUrl}/v10/interactions/1/x/callback`, {
      method: 'POST',
      body: '{',
    });
    expect(status).toBe(400);
    expect(loopback.violations).toMatchObject([{ code: 50109 }]);
  });
});

test('a loopback that is closed keeps no process alive, whoever still waits', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [builtFile('closed-loopback.mjs')]);
  expect(stdout).toBe('failed');
});

test('it closes at once under a live bot, frees its port, and a second start takes it', async () => {
  const loopback = await loopbackForTest();
  const { client } = await botOn(loopback);
  await loopback.close();
  await client.destroy();
  const port = Number(new URL(loopback.apiUrl).port);
  const again = await loopbackForTest({ port, token: loopback.token });
  expect(again.apiUrl).toBe(loopback.apiUrl);
  await expect(loopbackForTest({ port })).rejects.toThrow('EADDRINUSE');
});
