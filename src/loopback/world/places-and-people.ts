import type { APIOverwrite, APIRole, APIUser, ChannelType } from 'discord.js';

/** A person or bot. `installed` says whether a person has installed the application to their account. */
export interface User extends APIUser {
  installed: boolean;
}

/** One user's membership of a guild. */
export interface Member {
  user: User;
  roles: string[];
  joinedAt: string;
}

/** A server. Without `hasBot`, only readers who installed the application to their account can use it there. */
export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  locale: string;
  hasBot: boolean;
  unavailable: boolean;
  roles: Map<string, APIRole>;
  members: Map<string, Member>;
  joinedAt: string;
}

/** The types of channel that the loopback has. */
export type LoopbackChannelType =
  | ChannelType.GuildText
  | ChannelType.GuildAnnouncement
  | ChannelType.GuildForum
  | ChannelType.PublicThread
  | ChannelType.AnnouncementThread
  | ChannelType.DM
  | ChannelType.GroupDM;

/** A channel of a guild, or a private one between its recipients (with or without the bot). */
export interface Channel {
  id: string;
  type: LoopbackChannelType;
  name: string;
  guild?: Guild;
  recipients: User[];
  overwrites: APIOverwrite[];
  /** The channel that a thread is in. */
  parent?: Channel;
  archived?: boolean;
  /** Whether it is a forum whose posts need a tag. */
  requiresTag?: boolean;
}
