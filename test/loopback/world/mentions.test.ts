import { AllowedMentionsTypes, MessageFlags, PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { pinged } from '../../../src/loopback/world/mentions.ts';
import { botOn, loopbackForTest } from '../../support/preview/bot.ts';

const text = '<@1> <@!2> <@&3> <@1> @everyone';
const { User, Role, Everyone } = AllowedMentionsTypes;

describe('whom a text notifies', () => {
  test.each([
    ['nothing said: users only', undefined, { users: ['1', '2'], roles: [], everyone: false }],
    ['nobody', { parse: [] }, { users: [], roles: [], everyone: false }],
    ['an empty object: nobody', {}, { users: [], roles: [], everyone: false }],
    ['all kinds', { parse: [User, Role, Everyone] }, { users: ['1', '2'], roles: ['3'], everyone: true }],
    ['one user by id', { parse: [], users: ['2', '9'] }, { users: ['2'], roles: [], everyone: false }],
    ['one role by id', { roles: ['3'] }, { users: [], roles: ['3'], everyone: false }],
  ])('%s', (_, allowed, expected) => {
    expect(pinged(text, allowed)).toEqual(expected);
  });
});

test('a message keeps whom it notified: a role only if it may be mentioned, everyone only with the right', async () => {
  const loopback = await loopbackForTest();
  const { world, ada, ben } = loopback;
  const guild = world.guild('Reading Room');
  const open = world.addRole(guild, 'Readers', 0n, true);
  const shut = world.addRole(guild, 'Staff');
  const content = `<@${ben.user.id}> <@&${open.id}> <@&${shut.id}> @everyone`;
  const allowedMentions = { parse: [User, Role, Everyone] };
  const { client } = await botOn(
    loopback,
    (asked) => asked.isChatInputCommand() && asked.reply({ content, allowedMentions }),
  );
  await client.application.commands.set([{ name: 'ask', description: 'Asks' }]);
  const { message } = await loopback.command(ada, 'ask');
  expect(message?.mentions.map((user) => user.id)).toEqual([ben.user.id]);
  expect([message?.mention_roles, message?.mention_everyone]).toEqual([[open.id], false]);
  const own = guild.members.get(world.bot.id);
  own?.roles.push(world.addRole(guild, 'Herald', PermissionFlagsBits.MentionEveryone).id);
  const again = await loopback.command(ada, 'ask');
  expect([again.message?.mention_roles, again.message?.mention_everyone]).toEqual([[open.id, shut.id], true]);
  expect((again.message?.flags ?? 0) & MessageFlags.Ephemeral).toBe(0);
});
