import {
  type APIMessage,
  type APIRole,
  ChannelType,
  OverwriteType,
  PermissionFlagsBits,
  type RoleFlags,
} from 'discord.js';
import type { Clock } from '../../clock.ts';
import { EVERYONE_PERMISSIONS, permissionsOf } from './permissions.ts';
import type { Channel, Guild, LoopbackChannelType, Member, User } from './places-and-people.ts';
import { snowflakes } from './snowflake.ts';

/** A message as Discord's API gives it. */
export type StoredMessage = APIMessage;

/** What happened in the world, told to whoever subscribed. */
export type WorldEvent =
  | { type: 'guild' | 'guild-left' | 'guild-outage'; guild: Guild }
  | { type: 'channel' | 'channel-gone'; channel: Channel }
  | { type: 'role' | 'role-gone'; guild: Guild; role: APIRole }
  | { type: 'message' | 'message-changed' | 'message-gone'; channel: Channel; message: StoredMessage };

interface Shelved {
  message: StoredMessage;
  channel: Channel;
  onlyFor?: string;
}

/** Who and what there is on the loopback Discord: users, guilds, channels and messages. */
export class World {
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  /** The next snowflake. */
  readonly nextId: () => string;
  /** The bot's own user. */
  readonly bot: User;
  readonly #clock: Clock;
  readonly #shelf = new Map<string, Shelved>();
  readonly #listeners = new Set<(event: WorldEvent) => void>();

  /** A world with nobody in it but the bot, which has the given id. */
  constructor(clock: Clock, botId: string) {
    this.#clock = clock;
    this.nextId = snowflakes(clock);
    this.bot = this.addUser('Docent', { id: botId, bot: true });
  }

  /** Calls the listener at each change from now on; gives the function that ends it. */
  subscribe(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A new user. `installed`: the application is installed to their account. */
  addUser(name: string, options: { id?: string; bot?: boolean; installed?: boolean } = {}): User {
    const user: User = {
      id: options.id ?? this.nextId(),
      username: name.toLowerCase(),
      global_name: name,
      discriminator: '0',
      avatar: null,
      bot: options.bot ?? false,
      installed: options.installed ?? false,
    };
    this.users.set(user.id, user);
    return user;
  }

  /**
   * A new guild, owned by a user of its own unless one is given, with the bot in it (`bot: false`: without).
   * `permissions` are those of the bot's own role, over what @everyone has. `id`: its id, where that matters.
   */
  addGuild(
    name: string,
    options: { id?: string; owner?: User; locale?: string; bot?: boolean; permissions?: bigint } = {},
  ): Guild {
    const id = options.id ?? this.nextId();
    const owner = options.owner ?? this.addUser(`${name} owner`);
    const guild: Guild = {
      id,
      name,
      ownerId: owner.id,
      locale: options.locale ?? 'en-US',
      hasBot: options.bot ?? true,
      unavailable: false,
      roles: new Map([[id, role(id, '@everyone', EVERYONE_PERMISSIONS)]]),
      members: new Map(),
      joinedAt: this.#clock.now().toISOString(),
    };
    this.guilds.set(id, guild);
    this.addMember(guild, owner);
    if (guild.hasBot) {
      const own = this.#makeRole(guild, 'Docent', options.permissions ?? 0n, false);
      guild.members.set(this.bot.id, { user: this.bot, roles: [own.id], joinedAt: guild.joinedAt });
    }
    this.#tell({ type: 'guild', guild });
    return guild;
  }

  /** The bot leaves the guild (GUILD_DELETE without `unavailable`). */
  leaveGuild(guild: Guild): void {
    guild.hasBot = false;
    guild.members.delete(this.bot.id);
    this.#tell({ type: 'guild-left', guild });
  }

  /** The bot is invited to a guild, again or for the first time (GUILD_CREATE). */
  joinGuild(guild: Guild, permissions = 0n): void {
    guild.hasBot = true;
    this.addMember(guild, this.bot, permissions);
    this.#tell({ type: 'guild', guild });
  }

  /** The guild has an outage (GUILD_DELETE with `unavailable`), or is over it (GUILD_CREATE). */
  setOutage(guild: Guild, unavailable: boolean): void {
    guild.unavailable = unavailable;
    this.#tell({ type: unavailable ? 'guild-outage' : 'guild', guild });
  }

  /** A new role of a guild. */
  addRole(guild: Guild, name: string, permissions = 0n, mentionable = false, id?: string): APIRole {
    const made = this.#makeRole(guild, name, permissions, mentionable, id);
    this.#tell({ type: 'role', guild, role: made });
    return made;
  }

  /** Makes a user a member; permissions beyond those of @everyone come as a role of their own. */
  addMember(guild: Guild, user: User, permissions?: bigint): Member {
    const roles =
      permissions === undefined ? [] : [this.addRole(guild, `${user.global_name}`, permissions).id];
    const member = { user, roles, joinedAt: this.#clock.now().toISOString() };
    guild.members.set(user.id, member);
    return member;
  }

  /** A new channel of a guild; a text channel unless another type is given. */
  addChannel(
    guild: Guild,
    name: string,
    type: LoopbackChannelType = ChannelType.GuildText,
    id = this.nextId(),
  ): Channel {
    const channel: Channel = { id, type, name, guild, recipients: [], overwrites: [] };
    this.channels.set(channel.id, channel);
    this.#tell({ type: 'channel', channel });
    return channel;
  }

  /** A new thread in a channel, of the bot's. A thread under a message has that message's id. */
  addThread(
    parent: Channel,
    name: string,
    type: ChannelType.PublicThread | ChannelType.AnnouncementThread,
    id = this.nextId(),
  ): Channel {
    const { guild } = parent;
    const thread: Channel = {
      id,
      type,
      name,
      recipients: [],
      overwrites: [],
      parent,
      ...(guild && { guild }),
    };
    this.channels.set(id, thread);
    return thread;
  }

  /** Deletes a channel, with its messages and threads. */
  removeChannel(channel: Channel): void {
    for (const thread of this.channels.values()) if (thread.parent === channel) this.removeChannel(thread);
    for (const { id } of this.messages(channel)) this.#shelf.delete(id);
    this.channels.delete(channel.id);
    this.#tell({ type: 'channel-gone', channel });
  }

  /** Deletes a role. */
  removeRole(guild: Guild, id: string): void {
    const role = guild.roles.get(id);
    if (!role) return;
    guild.roles.delete(id);
    for (const member of guild.members.values()) member.roles = member.roles.filter((each) => each !== id);
    this.#tell({ type: 'role-gone', guild, role });
  }

  /** Allows and denies a role or member (by id) in a channel, in place of what was set for them before. */
  setOverwrite(channel: Channel, id: string, allow: bigint, deny: bigint): void {
    const type = this.users.has(id) ? OverwriteType.Member : OverwriteType.Role;
    const others = channel.overwrites.filter((each) => each.id !== id);
    channel.overwrites = [...others, { id, type, allow: `${allow}`, deny: `${deny}` }];
  }

  /** The direct-message channel of a user and the bot, opened at first use. */
  dm(user: User): Channel {
    return this.privateChannel(user, this.bot);
  }

  /** The private channel of these users, opened at first use; the application is there by its users only. */
  privateChannel(...users: User[]): Channel {
    const wanted = new Set(users.map((user) => user.id));
    for (const channel of this.channels.values()) {
      if (!channel.guild && setsEqual(wanted, new Set(channel.recipients.map((user) => user.id))))
        return channel;
    }
    const type = users.length > 2 ? ChannelType.GroupDM : ChannelType.DM;
    const channel: Channel = { id: this.nextId(), type, name: '', recipients: users, overwrites: [] };
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** The user of that name or id. Throws when there is none. */
  user(nameOrId: string): User {
    return named('user', nameOrId, this.users, (user) => user.global_name ?? user.username);
  }

  /** The guild of that name or id. Throws when there is none. */
  guild(nameOrId: string): Guild {
    return named('guild', nameOrId, this.guilds, (guild) => guild.name);
  }

  /** The channel of that name (without `#`) or id. Throws when there is none. */
  channel(nameOrId: string): Channel {
    return named('channel', nameOrId, this.channels, (channel) => channel.name);
  }

  /** Puts a message into its channel, for all to see or, when ephemeral, for one user only. */
  post(channel: Channel, message: StoredMessage, onlyFor?: string): void {
    this.#shelf.set(message.id, { message, channel, ...(onlyFor !== undefined && { onlyFor }) });
    this.#tell({ type: 'message', channel, message });
  }

  /** Puts the changed message in the place of the one with its id. */
  change(message: StoredMessage): void {
    const shelved = this.#shelf.get(message.id);
    if (!shelved) throw new Error(`no message ${message.id}`);
    shelved.message = message;
    this.#tell({ type: 'message-changed', channel: shelved.channel, message });
  }

  /** Deletes a message. */
  remove(messageId: string): void {
    const shelved = this.#shelf.get(messageId);
    if (!shelved) return;
    this.#shelf.delete(messageId);
    this.#tell({ type: 'message-gone', channel: shelved.channel, message: shelved.message });
  }

  /** The message of that id as it stands now, if it exists. */
  message(id: string): StoredMessage | undefined {
    return this.#shelf.get(id)?.message;
  }

  /** A channel's messages that the viewer sees, oldest first; without a viewer, those that everyone sees. */
  messages(channel: Channel, viewer?: User): StoredMessage[] {
    return [...this.#shelf.values()]
      .filter((each) => each.channel === channel && this.#sees(each, viewer))
      .map((each) => each.message);
  }

  /** Whether the user sees the message: it exists, its channel is open to them, and it is not another's. */
  sees(user: User, messageId: string): boolean {
    const shelved = this.#shelf.get(messageId);
    return shelved !== undefined && this.canView(user, shelved.channel) && this.#sees(shelved, user);
  }

  /** Whether the channel is open to the user. */
  canView(user: User, channel: Channel): boolean {
    if (!channel.guild) return channel.recipients.includes(user);
    return (
      (permissionsOf(channel.guild, user.id, channel.parent ?? channel) & PermissionFlagsBits.ViewChannel) !==
      0n
    );
  }

  #makeRole(
    guild: Guild,
    name: string,
    permissions: bigint,
    mentionable: boolean,
    id = this.nextId(),
  ): APIRole {
    const made = { ...role(id, name, permissions), mentionable, position: guild.roles.size };
    guild.roles.set(made.id, made);
    return made;
  }

  #sees(shelved: Shelved, viewer: User | undefined): boolean {
    return shelved.onlyFor === undefined || shelved.onlyFor === viewer?.id;
  }

  #tell(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

const NO_FLAGS = 0 as RoleFlags;

function role(id: string, name: string, permissions: bigint): APIRole {
  const colors = { primary_color: 0, secondary_color: null, tertiary_color: null };
  return {
    id,
    name,
    color: 0,
    colors,
    hoist: false,
    position: 0,
    permissions: `${permissions}`,
    managed: false,
    mentionable: false,
    flags: NO_FLAGS,
  };
}

function named<T>(kind: string, nameOrId: string, all: Map<string, T>, nameOf: (each: T) => string): T {
  const found = all.get(nameOrId) ?? [...all.values()].find((each) => nameOf(each) === nameOrId);
  if (!found) throw new Error(`the loopback has no ${kind} '${nameOrId}'`);
  return found;
}

function setsEqual(a: Set<string>, b: Set<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}
