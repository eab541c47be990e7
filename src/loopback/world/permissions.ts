import { OverwriteType, PermissionFlagsBits } from 'discord.js';
import type { Channel, Guild, User } from './places-and-people.ts';

/** Every permission. Owners and administrators have them all. */
const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, flag) => all | flag, 0n);

/** The permissions of @everyone in a new server that matter to a bot without voice. */
export const EVERYONE_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.CreatePublicThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps;

/** The permissions of an application in a direct message (Discord, "Interaction structure", `app_permissions`). */
export const DM_PERMISSIONS =
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.UseExternalEmojis;

/**
 * The permissions of a member in a guild or, with a channel's overwrites, in that channel (Discord, "Permissions",
 * computation of implicit and explicit permissions). A user who is not a member has none.
 */
export function permissionsOf(guild: Guild, userId: string, channel?: Channel): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  const roleIds = [guild.id, ...member.roles];
  let permissions = roleIds.reduce((all, id) => all | BigInt(guild.roles.get(id)?.permissions ?? 0), 0n);
  if (permissions & PermissionFlagsBits.Administrator) return ALL_PERMISSIONS;
  const overwrites = channel?.overwrites ?? [];
  const apply = (matching: typeof overwrites) => {
    for (const { deny } of matching) permissions &= ~BigInt(deny);
    for (const { allow } of matching) permissions |= BigInt(allow);
  };
  apply(overwrites.filter((each) => each.id === guild.id));
  apply(overwrites.filter((each) => each.type === OverwriteType.Role && member.roles.includes(each.id)));
  apply(overwrites.filter((each) => each.type === OverwriteType.Member && each.id === userId));
  return permissions;
}

/** Whether the user sees the channel. A thread is seen by those who see its parent. */
export function canView(user: User, channel: Channel): boolean {
  if (!channel.guild) return channel.recipients.includes(user);
  const permissions = permissionsOf(channel.guild, user.id, channel.parent ?? channel);
  return (permissions & PermissionFlagsBits.ViewChannel) !== 0n;
}
