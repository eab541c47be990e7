import { once } from 'node:events';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { shardOf } from '../../../src/loopback/world/snowflake.ts';
import { botOn, loopbackForTest } from '../../support/preview/bot.ts';
import { turns } from '../../support/work.ts';

const commands = [{ name: 'ask', description: 'Asks' }];

async function answering() {
  const loopback = await loopbackForTest();
  const { client, errors } = await botOn(
    loopback,
    (asked) => asked.isChatInputCommand() && asked.reply('ok'),
  );
  await client.application.commands.set(commands);
  const resumed = () =>
    new Promise((resolve) => client.once(Events.ShardResume, (_, events) => resolve(events)));
  const ready = () => new Promise((resolve) => client.once(Events.ShardReady, resolve));
  return { loopback, client, errors, resumed, ready };
}

describe('a connection that ends', () => {
  test.each(['drop', 'cut', 'reconnect'] as const)(
    'by %s is resumed, and what was missed arrives',
    async (how) => {
      const { loopback, resumed } = await answering();
      const back = resumed();
      loopback.gatewayFaults[how]();
      await loopback.gateway.disconnected();
      const answer = loopback.command(loopback.ada, 'ask');
      await back;
      expect((await answer).message?.content).toBe('ok');
      expect(loopback.gateway.identified).toBe(1);
    },
  );

  test('with its session forgotten is begun anew', async () => {
    const { loopback, ready } = await answering();
    const again = ready();
    loopback.gatewayFaults.drop({ code: 4000, forget: true });
    await again;
    expect(loopback.gateway.identified).toBe(2);
    expect((await loopback.command(loopback.ada, 'ask')).message?.content).toBe('ok');
  });

  test('by an invalid session is begun anew', async () => {
    const { loopback, ready } = await answering();
    const again = ready();
    loopback.gatewayFaults.invalidate();
    await again;
    expect(loopback.gateway.identified).toBe(2);
  });

  test('by an invalid session that can be resumed goes on', async () => {
    const { loopback, resumed } = await answering();
    const back = resumed();
    loopback.gatewayFaults.invalidate(true);
    await back;
    expect(loopback.gateway.identified).toBe(1);
  });

  test.each([
    ['the session, after an HTTP error', 503, 1],
    ['a new one, after a connection that was cut', undefined, 2],
  ])('comes back when the gateway refused it, with %s', async (_, status, identified) => {
    const { loopback } = await answering();
    loopback.gatewayFaults.refuse(1, status);
    loopback.gatewayFaults.drop();
    await loopback.gateway.disconnected();
    await loopback.ready();
    expect(loopback.gateway.connected).toHaveLength(1);
    expect(loopback.gateway.identified).toBe(identified);
    expect((await loopback.command(loopback.ada, 'ask')).kind).toBe('message');
  });
});

test('heartbeats are answered, unless the connection has died silently', async () => {
  const loopback = await loopbackForTest();
  const socket = new WebSocket(
    `${loopback.apiUrl.replace('http', 'ws').replace('/api', '')}/?v=10&encoding=json`,
  );
  const codes: number[] = [];
  socket.on('message', (raw) => codes.push(JSON.parse(`${raw}`).op));
  await once(socket, 'message');
  expect(codes).toEqual([10]);
  socket.send(JSON.stringify({ op: 1, d: null }));
  await once(socket, 'message');
  expect(codes).toEqual([10, 11]);
  loopback.gatewayFaults.silence(true);
  socket.send(JSON.stringify({ op: 1, d: null }));
  socket.send(JSON.stringify({ op: 99, d: null }));
  expect(await new Promise((resolve) => socket.on('close', resolve))).toBe(4003);
  expect(codes).toEqual([10, 11]);
});

describe('identifying', () => {
  async function closeCode(identify: object, address = '/?v=10&encoding=json'): Promise<number> {
    const loopback = await loopbackForTest();
    const socket = new WebSocket(loopback.apiUrl.replace('http', 'ws').replace('/api', address));
    socket.on('message', (raw) => {
      const { op } = JSON.parse(`${raw}`);
      const d = { token: loopback.token, intents: 1, properties: {}, ...identify };
      if (op === 10) socket.send(JSON.stringify({ op: 2, d }));
    });
    return new Promise((resolve) => socket.on('close', resolve));
  }

  test.each([
    ['a wrong token', { token: 'wrong' }, 4004],
    ['a shard that is none', { shard: [2, 2] }, 4010],
    ['intents that do not exist', { intents: 1 << 30 }, 4013],
    ['an intent that needs approval', { intents: GatewayIntentBits.MessageContent }, 4014],
  ])('with %s closes the connection', async (_, identify, code) => {
    expect(await closeCode(identify)).toBe(code);
  });

  test('at another version closes the connection', async () => {
    expect(await closeCode({}, '/?v=9&encoding=json')).toBe(4012);
  });

  test('privileged intents fail in the real client as well', async () => {
    const loopback = await loopbackForTest();
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers];
    const client = new Client({ intents, rest: { api: loopback.apiUrl } });
    const disconnected = new Promise<number>((resolve) =>
      client.once(Events.ShardDisconnect, ({ code }) => resolve(code)),
    );
    client.on(Events.Error, () => undefined);
    client.on(Events.ShardError, () => undefined);
    void client.login(loopback.token).catch(() => undefined);
    expect(await disconnected).toBe(4014);
    await client.destroy();
  });
});

test('interactions go to the shard that serves the guild, direct messages to shard 0', async () => {
  const loopback = await loopbackForTest({ shards: 2 });
  const { client } = await botOn(
    loopback,
    (asked) => asked.isChatInputCommand() && asked.reply(`${asked.guild?.shardId ?? 0}`),
    { shards: 2 },
  );
  await client.application.commands.set(commands);
  expect(loopback.gateway.connected.map(({ shard }) => shard)).toEqual([
    [0, 2],
    [1, 2],
  ]);
  const { ada } = loopback;
  const shard = shardOf(ada.channel.guild?.id, 2);
  expect((await loopback.command(ada, 'ask')).message?.content).toBe(`${shard}`);
  const channel = loopback.world.dm(ada.user);
  expect((await loopback.command({ ...ada, channel }, 'ask')).message?.content).toBe('0');
});

test('a guild that is added, is out, comes back and is left', async () => {
  const { loopback, client } = await answering();
  const events: string[] = [];
  client.on(Events.GuildCreate, (guild) => events.push(`added ${guild.name}`));
  client.on(Events.GuildUnavailable, (guild) => events.push(`out ${guild.name}`));
  client.on(Events.GuildAvailable, (guild) => events.push(`back ${guild.name}`));
  client.on(Events.GuildDelete, (guild) => events.push(`left ${guild.name}`));
  const guild = loopback.world.addGuild('Archive');
  loopback.world.setOutage(guild, true);
  loopback.world.setOutage(guild, false);
  loopback.world.leaveGuild(guild);
  await loopback.gateway.delivered();
  await turns(10);
  expect(events).toEqual(['added Archive', 'out Archive', 'back Archive', 'left Archive']);
});

test('two bots on one token are both told, and the second answer is refused', async () => {
  const loopback = await loopbackForTest();
  const codes: unknown[] = [];
  let refuse = () => {};
  const refused = new Promise<void>((resolve) => {
    refuse = resolve;
  });
  for (const name of ['one', 'two']) {
    const { client } = await botOn(loopback, async (asked) => {
      if (!asked.isChatInputCommand()) return;
      await asked.reply(name).catch((error) => {
        codes.push(error.code);
        refuse();
      });
    });
    await client.application.commands.set(commands);
  }
  expect((await loopback.command(loopback.ada, 'ask')).kind).toBe('message');
  await refused;
  expect(codes).toEqual([40060]);
});
