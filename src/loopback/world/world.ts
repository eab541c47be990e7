import { type APIRole, ChannelType, OverwriteType } from 'discord.js';
import type { Clock } from '../../clock.ts';
import { newGuild, newPrivateChannel, newRole, newThread, newUser } from './beginnings.ts';
import { MessageShelf, type StoredMessage } from './message-shelf.ts';
import { canView } from './permissions.ts';
import type { Channel, Guild, LoopbackChannelType, Member, User } from './places-and-people.ts';
import { snowflakes } from './snowflake.ts';

export type { StoredMessage } from './message-shelf.ts';

/** A change in the world, as subscribers receive it. */
export type WorldEvent =
  | { type: 'guild' | 'guild-left' | 'guild-outage'; guild: Guild }
  | { type: 'channel' | 'channel-gone'; channel: Channel }
  | { type: 'role' | 'role-gone'; guild: Guild; role: APIRole }
  | { type: 'message' | 'message-changed' | 'message-gone'; channel: Channel; message: StoredMessage };

/** Options of a new guild. */
export interface GuildOptions {
  /** Its id; a new one by default. */
  id?: string;
  /** Its owner; a new user by default. */
  owner?: User;
  /** Its language; American English by default. */
  locale?: string;
  /** Whether the bot is in it; true by default. */
  bot?: boolean;
  /** The permissions of the bot's own role, in addition to those of @everyone. */
  permissions?: bigint;
}

/** The users, guilds, channels and messages of the loopback Discord. Every change is announced to subscribers. */
export class World {
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  /** Gives the next snowflake. */
  readonly nextId: () => string;
  /** The bot's own user. */
  readonly bot: User;
  readonly #clock: Clock;
  readonly #shelf = new MessageShelf();
  readonly #subscribers = new Set<(event: WorldEvent) => void>();

  /** A world that holds only the bot, which has the given id. */
  constructor(clock: Clock, botId: string) {
    this.#clock = clock;
    this.nextId = snowflakes(clock);
    this.bot = this.addUser('Docent', { id: botId, bot: true });
  }

  /** Calls the function at each change from now on. Gives the function that ends the subscription. */
  subscribe(subscriber: (event: WorldEvent) => void): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  /** Adds a user. `installed`: whether the application is installed to their account. */
  addUser(name: string, options: { id?: string; bot?: boolean; installed?: boolean } = {}): User {
    const user = newUser(options.id ?? this.nextId(), name, options);
    this.users.set(user.id, user);
    return user;
  }

  /** Adds a guild, with the bot in it unless the options say otherwise. */
  addGuild(name: string, options: GuildOptions = {}): Guild {
    const { id = this.nextId(), owner = this.addUser(`${name} owner`), locale, bot, permissions } = options;
    const joinedAt = this.#clock.now().toISOString();
    const guild = newGuild(id, name, { owner, locale, bot, joinedAt });
    this.guilds.set(id, guild);
    this.addMember(guild, owner);
    if (guild.hasBot) {
      const own = this.#addRole(guild, 'Docent', permissions ?? 0n, false);
      guild.members.set(this.bot.id, { user: this.bot, roles: [own.id], joinedAt });
    }
    this.#announce({ type: 'guild', guild });
    return guild;
  }

  /** Removes the bot from the guild (GUILD_DELETE without `unavailable`). */
  leaveGuild(guild: Guild): void {
    guild.hasBot = false;
    guild.members.delete(this.bot.id);
    this.#announce({ type: 'guild-left', guild });
  }

  /** Invites the bot to a guild, again or for the first time (GUILD_CREATE). */
  joinGuild(guild: Guild, permissions = 0n): void {
    guild.hasBot = true;
    this.addMember(guild, this.bot, permissions);
    this.#announce({ type: 'guild', guild });
  }

  /** Begins an outage of the guild (GUILD_DELETE with `unavailable`), or ends it (GUILD_CREATE). */
  setOutage(guild: Guild, unavailable: boolean): void {
    guild.unavailable = unavailable;
    this.#announce({ type: unavailable ? 'guild-outage' : 'guild', guild });
  }

  /** Adds a role to a guild. */
  addRole(guild: Guild, name: string, permissions = 0n, mentionable = false, id?: string): APIRole {
    const role = this.#addRole(guild, name, permissions, mentionable, id);
    this.#announce({ type: 'role', guild, role });
    return role;
  }

  /** Makes a user a member. Permissions, if given, come as a role of their own. */
  addMember(guild: Guild, user: User, permissions?: bigint): Member {
    const roles =
      permissions === undefined ? [] : [this.addRole(guild, `${user.global_name}`, permissions).id];
    const member = { user, roles, joinedAt: this.#clock.now().toISOString() };
    guild.members.set(user.id, member);
    return member;
  }

  /** Adds a channel to a guild; a text channel by default. */
  addChannel(
    guild: Guild,
    name: string,
    type: LoopbackChannelType = ChannelType.GuildText,
    id = this.nextId(),
  ): Channel {
    const channel: Channel = { id, type, name, guild, recipients: [], overwrites: [] };
    this.channels.set(channel.id, channel);
    this.#announce({ type: 'channel', channel });
    return channel;
  }

  /** Adds a thread of the bot to a channel. A thread under a message takes the message's id. */
  addThread(
    parent: Channel,
    name: string,
    type: ChannelType.PublicThread | ChannelType.AnnouncementThread,
    id = this.nextId(),
  ): Channel {
    const thread = newThread(id, name, parent, type);
    this.channels.set(id, thread);
    return thread;
  }

  /** Deletes a channel, with its messages and threads. */
  removeChannel(channel: Channel): void {
    for (const thread of this.channels.values()) if (thread.parent === channel) this.removeChannel(thread);
    this.#shelf.removeAllIn(channel);
    this.channels.delete(channel.id);
    this.#announce({ type: 'channel-gone', channel });
  }

  /** Deletes a role and takes it from its members. */
  removeRole(guild: Guild, id: string): void {
    const role = guild.roles.get(id);
    if (!role) return;
    guild.roles.delete(id);
    for (const member of guild.members.values()) member.roles = member.roles.filter((each) => each !== id);
    this.#announce({ type: 'role-gone', guild, role });
  }

  /** Sets what a role or member (by id) is allowed and denied in a channel. Replaces what was set for them before. */
  setOverwrite(channel: Channel, id: string, allow: bigint, deny: bigint): void {
    const type = this.users.has(id) ? OverwriteType.Member : OverwriteType.Role;
    const others = channel.overwrites.filter((each) => each.id !== id);
    channel.overwrites = [...others, { id, type, allow: `${allow}`, deny: `${deny}` }];
  }

  /** The direct-message channel of a user and the bot, opened at first use. */
  dm(user: User): Channel {
    return this.privateChannel(user, this.bot);
  }

  /** The private channel of exactly these users, opened at first use. */
  privateChannel(...users: User[]): Channel {
    const wanted = new Set(users.map((user) => user.id));
    for (const channel of this.channels.values()) {
      if (!channel.guild && setsEqual(wanted, new Set(channel.recipients.map((user) => user.id))))
        return channel;
    }
    const channel = newPrivateChannel(this.nextId(), users);
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The user with that name or id. Throws when there is none. */
  user(nameOrId: string): User {
    return named('user', nameOrId, this.users, (user) => user.global_name ?? user.username);
  }

  /** The guild with that name or id. Throws when there is none. */
  guild(nameOrId: string): Guild {
    return named('guild', nameOrId, this.guilds, (guild) => guild.name);
  }

  /** The channel with that name (without `#`) or id. Throws when there is none. */
  channel(nameOrId: string): Channel {
    return named('channel', nameOrId, this.channels, (channel) => channel.name);
  }

  /** Posts a message in a channel, for everyone there or, when it is ephemeral, for one user only. */
  post(channel: Channel, message: StoredMessage, onlyFor?: string): void {
    this.#shelf.add(channel, message, onlyFor);
    this.#announce({ type: 'message', channel, message });
  }

  /** Replaces the message with the same id. Throws when there is none. */
  change(message: StoredMessage): void {
    const channel = this.#shelf.replace(message);
    this.#announce({ type: 'message-changed', channel, message });
  }

  /** Deletes a message. */
  remove(messageId: string): void {
    const removed = this.#shelf.remove(messageId);
    if (removed) this.#announce({ type: 'message-gone', channel: removed.channel, message: removed.message });
  }

  /** The message with that id as it is now, if it exists. */
  message(id: string): StoredMessage | undefined {
    return this.#shelf.find(id);
  }

  /** A channel's messages that the viewer sees, oldest first; without a viewer, those that everyone sees. */
  messages(channel: Channel, viewer?: User): StoredMessage[] {
    return this.#shelf.listed(channel, viewer);
  }

  /** Whether the user sees the message: it exists, in a channel that they see, and is not another person's. */
  sees(user: User, messageId: string): boolean {
    return this.#shelf.sees(user, messageId);
  }

  /** Whether the user sees the channel. */
  canView(user: User, channel: Channel): boolean {
    return canView(user, channel);
  }

  /** Adds a role without announcing it. */
  #addRole(
    guild: Guild,
    name: string,
    permissions: bigint,
    mentionable: boolean,
    id = this.nextId(),
  ): APIRole {
    const role = { ...newRole(id, name, permissions), mentionable, position: guild.roles.size };
    guild.roles.set(role.id, role);
    return role;
  }

  #announce(event: WorldEvent): void {
    for (const subscriber of this.#subscribers) subscriber(event);
  }
}

function named<T>(kind: string, nameOrId: string, all: Map<string, T>, nameOf: (each: T) => string): T {
  const found = all.get(nameOrId) ?? [...all.values()].find((each) => nameOf(each) === nameOrId);
  if (!found) throw new Error(`the loopback has no ${kind} '${nameOrId}'`);
  return found;
}

function setsEqual(a: Set<string>, b: Set<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}
