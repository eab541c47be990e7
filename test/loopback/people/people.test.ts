import { ChannelType, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { botOn, loopbackForTest } from '../../support/preview/bot.ts';

const option = (name: string, type: number, extra: object = {}) => ({
  name,
  type,
  description: name,
  ...extra,
});

async function reading() {
  const loopback = await loopbackForTest();
  const seen: unknown[] = [];
  const { client } = await botOn(loopback, (asked) => {
    if (!asked.isChatInputCommand()) return;
    seen.push(asked);
    return asked.reply('ok');
  });
  const sort = { choices: [{ name: 'Oldest', value: 'oldest' }] };
  await client.application.commands.set([
    {
      ...{ name: 'doc', description: 'Records', contexts: [0, 1, 2], integration_types: [0, 1] },
      options: [
        option('search', 1, {
          options: [
            option('query', 3, { max_length: 5, required: true }),
            option('sort', 3, sort),
            option('page', 4, { min_value: 1, max_value: 9 }),
            option('private', 5),
          ],
        }),
      ],
    } as never,
    {
      ...{ name: 'daily', description: 'Daily', default_member_permissions: '32', contexts: [0] },
      options: [option('channel', 7, { channel_types: [0] }), option('role', 8), option('reader', 6)],
    } as never,
  ]);
  return { loopback, seen, ada: loopback.ada, ben: loopback.ben };
}

describe('what the client would not send is not sent', () => {
  test.each([
    ['none', {}, "no command 'none'"],
    ['doc', {}, 'cannot be used by itself'],
    ['doc find', {}, "no subcommand 'find'"],
    ['doc search', {}, "'query' is required"],
    ['doc search', { query: 'x', colour: 'red' }, "no option 'colour'"],
    ['doc search', { query: '123456' }, 'longer than 5'],
    ['doc search', { query: 5 }, 'takes a text'],
    ['doc search', { query: 'x', sort: 'newest' }, 'one of its choices'],
    ['doc search', { query: 'x', page: 1.5 }, 'takes a number'],
    ['doc search', { query: 'x', page: 10 }, 'over 9'],
    ['doc search', { query: 'x', page: 0 }, 'under 1'],
    ['doc search', { query: 'x', private: 'yes' }, 'true or false'],
    ['daily', { channel: 'general' }, 'takes an id'],
    ['daily', { channel: '5' }, "no channel '5'"],
  ])('/%s %j: %s', async (name, options, message) => {
    const { loopback, ada, seen } = await reading();
    await expect(loopback.command(ada, name, options)).rejects.toThrow(message);
    expect(seen).toEqual([]);
  });
});

describe('a command for those who manage the server', () => {
  test('is not offered to others, unless an administrator opened it', async () => {
    const { loopback, ada, ben } = await reading();
    await expect(loopback.command(ben, 'daily')).rejects.toThrow("Ben may not use 'daily'");
    expect((await loopback.command(ben, 'daily', {}, { force: true })).kind).toBe('message');
    expect((await loopback.command(ada, 'daily')).kind).toBe('message');
  });

  test('is not offered outside a server', async () => {
    const { loopback, ada } = await reading();
    const channel = loopback.world.dm(ada.user);
    await expect(loopback.command({ ...ada, channel }, 'daily')).rejects.toThrow('context 1');
  });
});

test('channels, roles and users arrive resolved, with what bot and person may do there', async () => {
  const { loopback, ada, ben, seen } = await reading();
  const { world } = loopback;
  const guild = world.guild('Reading Room');
  const quiet = world.addChannel(guild, 'quiet');
  world.setOverwrite(quiet, world.bot.id, 0n, PermissionFlagsBits.SendMessages);
  const role = world.addRole(guild, 'Readers');
  await loopback.command(ada, 'daily', { channel: quiet.id, role: role.id, reader: ben.user.id });
  const resolved = (seen[0] as { options: { resolved: unknown; get(name: string): { channel?: object } } })
    .options;
  expect(resolved.get('channel')).toMatchObject({ channel: { name: 'quiet' } });
  expect(resolved.get('role')).toMatchObject({ role: { name: 'Readers' } });
  expect(resolved.get('reader')).toMatchObject({ user: { globalName: 'Ben' } });
  const forum = world.addChannel(guild, 'forum', ChannelType.GuildForum);
  await expect(loopback.command(ada, 'daily', { channel: forum.id })).rejects.toThrow(
    'no channel of type 15',
  );
});

test('a channel that a person does not see takes nothing from them', async () => {
  const { loopback, ben } = await reading();
  const { world } = loopback;
  const channel = world.addChannel(world.guild('Reading Room'), 'staff');
  world.setOverwrite(channel, world.guild('Reading Room').id, 0n, PermissionFlagsBits.ViewChannel);
  await expect(loopback.command({ ...ben, channel }, 'doc search', { query: 'x' })).rejects.toThrow(
    'does not see',
  );
});

describe('where the application is installed to the person only', () => {
  test('it answers them there, and in private where its voice is not wanted', async () => {
    const { loopback, ada, ben } = await reading();
    const { world } = loopback;
    const guild = world.addGuild('Elsewhere', { bot: false });
    const channel = world.addChannel(guild, 'lobby');
    world.addMember(guild, ada.user);
    world.addMember(guild, ben.user);
    const asked = () => loopback.command({ ...ada, channel }, 'doc search', { query: 'x' });
    const aloud = await asked();
    expect(aloud.private).toBe(false);
    expect(aloud.message?.interaction_metadata?.authorizing_integration_owners).toEqual({ 1: ada.user.id });
    const everyone = world.guild('Elsewhere').roles.get(guild.id);
    if (everyone)
      everyone.permissions = `${PermissionFlagsBits.ViewChannel | PermissionFlagsBits.UseApplicationCommands}`;
    const hushed = await asked();
    expect([hushed.private, hushed.message?.flags]).toEqual([true, MessageFlags.Ephemeral]);
    const uninstalled = loopback.command({ ...ben, channel }, 'doc search', { query: 'x' });
    await expect(uninstalled).rejects.toThrow('not installed');
  });

  test('in a private channel with others as well', async () => {
    const { loopback, ada, ben } = await reading();
    const channel = loopback.world.privateChannel(ada.user, ben.user);
    expect((await loopback.command({ ...ada, channel }, 'doc search', { query: 'x' })).kind).toBe('message');
  });
});
