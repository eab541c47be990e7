import { OverwriteType, PermissionFlagsBits } from 'discord.js';
import type { Channel, Guild } from './places-and-people.ts';

/** Every permission there is: what owners and administrators have. */
export const ALL_PERMISSIONS = Object.values(PermissionFlagsBits).reduce((all, flag) => all | flag, 0n);

/** What @everyone has in a new server, as far as it concerns a bot of text. */
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

/** What an application has in a direct message (Discord, "Interaction structure", `app_permissions`). */
export const DM_PERMISSIONS =
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.UseExternalEmojis;

/**
 * The permissions of a member in a guild or, with its overwrites, in one of its channels
 * (Discord, "Permissions", computation of implicit and explicit permissions). None for who is not a member.
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
