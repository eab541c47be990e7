import { type APIRole, ChannelType, type RoleFlags } from 'discord.js';
import { EVERYONE_PERMISSIONS } from './permissions.ts';
import type { Channel, Guild, User } from './places-and-people.ts';

const NO_FLAGS = 0 as RoleFlags;

/** A user as they are at first. `installed`: whether the application is installed to their account. */
export function newUser(id: string, name: string, options: { bot?: boolean; installed?: boolean }): User {
  return {
    id,
    username: name.toLowerCase(),
    global_name: name,
    discriminator: '0',
    avatar: null,
    bot: options.bot ?? false,
    installed: options.installed ?? false,
  };
}

/** A guild without members and with the role of everyone only. Its owner is to be made a member. */
export function newGuild(
  id: string,
  name: string,
  options: { owner: User; locale?: string | undefined; bot?: boolean | undefined; joinedAt: string },
): Guild {
  return {
    id,
    name,
    ownerId: options.owner.id,
    locale: options.locale ?? 'en-US',
    hasBot: options.bot ?? true,
    unavailable: false,
    roles: new Map([[id, newRole(id, '@everyone', EVERYONE_PERMISSIONS)]]),
    members: new Map(),
    joinedAt: options.joinedAt,
  };
}

/** A role with these permissions, which nobody may mention, at the bottom of the list. */
export function newRole(id: string, name: string, permissions: bigint): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: 0,
    permissions: `${permissions}`,
    managed: false,
    mentionable: false,
    flags: NO_FLAGS,
  };
}

/** A thread of the bot in a channel. */
export function newThread(id: string, name: string, parent: Channel, type: Channel['type']): Channel {
  const { guild } = parent;
  return { id, type, name, recipients: [], overwrites: [], parent, ...(guild && { guild }) };
}

/** A private channel of these users: a direct one for two, a group for more. */
export function newPrivateChannel(id: string, users: User[]): Channel {
  const type = users.length > 2 ? ChannelType.GroupDM : ChannelType.DM;
  return { id, type, name: '', recipients: users, overwrites: [] };
}
