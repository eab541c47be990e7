import { OverwriteType, PermissionFlagsBits as P } from 'discord.js';
import { expect, test } from 'vitest';
import { permissionsIn } from '../../src/channels/own-permissions.ts';

const member = { id: '5', roles: ['2'] };
const guildOf = (everyone: bigint, own: bigint, owner_id = '9') => ({
  ...{ id: '1', owner_id },
  roles: [
    { id: '1', permissions: `${everyone}` },
    { id: '2', permissions: `${own}` },
    { id: '3', permissions: `${P.Administrator}` },
  ] as never[],
});
const over = (id: string, type: OverwriteType, allow: bigint, deny: bigint) => {
  return { id, type, allow: `${allow}`, deny: `${deny}` };
};

test('permissions are those of everyone and of the member’s roles', () => {
  expect(permissionsIn(guildOf(P.ViewChannel, P.SendMessages), member, [])).toBe(
    P.ViewChannel | P.SendMessages,
  );
});

test('in a channel roles override everyone, and the member overrides roles', () => {
  const guild = guildOf(P.ViewChannel | P.SendMessages, 0n);
  const everyone = over('1', OverwriteType.Role, 0n, P.SendMessages);
  const role = over('2', OverwriteType.Role, P.SendMessages, 0n);
  const self = over('5', OverwriteType.Member, 0n, P.SendMessages);
  const others = over('3', OverwriteType.Role, 0n, P.ViewChannel);
  expect(permissionsIn(guild, member, [everyone, others])).toBe(P.ViewChannel);
  expect(permissionsIn(guild, member, [role, everyone])).toBe(P.ViewChannel | P.SendMessages);
  expect(permissionsIn(guild, member, [self, role, everyone])).toBe(P.ViewChannel);
});

test('owners and administrators may do everything', () => {
  const closed = [over('1', OverwriteType.Role, 0n, P.ViewChannel)];
  expect(permissionsIn(guildOf(0n, 0n, '5'), member, closed) & P.ViewChannel).toBe(P.ViewChannel);
  expect(permissionsIn(guildOf(0n, P.Administrator), member, closed) & P.ViewChannel).toBe(P.ViewChannel);
});
