import { type APIGuild, type APIOverwrite, OverwriteType, PermissionFlagsBits } from 'discord.js';

/** Every permission, including those that Discord may add. */
const ALL = (1n << 64n) - 1n;

/** The permissions of a member in a channel (Discord, "Permissions", computation of permissions and overwrites). */
export function permissionsIn(
  guild: Pick<APIGuild, 'id' | 'owner_id' | 'roles'>,
  member: { readonly id: string; readonly roles: readonly string[] },
  overwrites: readonly Pick<APIOverwrite, 'id' | 'type' | 'allow' | 'deny'>[],
): bigint {
  if (guild.owner_id === member.id) return ALL;
  const own = guild.roles.filter(({ id }) => id === guild.id || member.roles.includes(id));
  const base = own.reduce((all, { permissions }) => all | BigInt(permissions), 0n);
  if (base & PermissionFlagsBits.Administrator) return ALL;
  const layers = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && member.roles.includes(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === member.id),
  ];
  return layers.reduce((permissions, layer) => {
    const denied = layer.reduce((all, { deny }) => all | BigInt(deny), 0n);
    const allowed = layer.reduce((all, { allow }) => all | BigInt(allow), 0n);
    return (permissions & ~denied) | allowed;
  }, base);
}
