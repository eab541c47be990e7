import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type APIThreadChannel, ChannelType, PermissionFlagsBits } from 'discord.js';
import pg from 'pg';
import type { Actor, Channel, StoredMessage, User, World } from '../../src/loopback/loopback.ts';
import { makeFolder } from './temporary-folder.ts';

/** The kinds of channel that a daily post went to. */
export type OldKind = 'text' | 'announcement' | 'forum';

/** A server of the kept store: its subscription as it was set, and the last entry of its ledger. */
export interface OldServer {
  readonly name: string;
  readonly guild: string;
  readonly channel: string;
  readonly kind: OldKind;
  readonly role?: string;
  /** Local time, `HH:MM`. */
  readonly time: string;
  readonly zone: string;
  readonly quietDays: 'nearest' | 'month' | 'random' | 'skip';
  readonly thread: boolean;
  readonly publish: boolean;
  readonly latest?: {
    /** Local date, `YYYY-MM-DD`. */
    readonly date: string;
    readonly state: string;
    readonly reason?: string;
    /** The message that the ledger names. */
    readonly message?: string;
    /** The message that reached Discord without the ledger's knowing. */
    readonly sent?: string;
  };
}

/** An address as a button's `custom_id` or as the value of a menu's option. */
export interface OldAddress {
  readonly button?: string;
  readonly option?: string;
  /** What the key stands for, when it is one. */
  readonly address?: string;
  /** The server in which it is pressed, where that matters. */
  readonly server?: string;
  /** Whether it opens a card; otherwise it has expired. */
  readonly opens: boolean;
  /** Text that the card contains. */
  readonly says?: string;
}

/** What a released version left behind: the files of `test/fixtures/<version>`. */
export interface OldVersion {
  readonly servers: readonly OldServer[];
  readonly addresses: readonly OldAddress[];
  readonly posts: Readonly<Record<OldKind, StoredMessage>>;
  /** Ids of the bundled records, sorted. */
  readonly recordIds: readonly string[];
  /** The server of that name. */
  server(name: string): OldServer;
  /** A new folder with a copy of the embedded store, for whoever runs a bot on it to delete. */
  dataDir(): string;
  /** Loads the PostgreSQL dump into an empty database. */
  load(databaseUrl: string): Promise<void>;
  /**
   * Puts the servers into a world, with their channels and roles, and in each a channel `staff` for its owners. A
   * departed server is left out, because the bot is not in it.
   */
  addServers(world: World): void;
  /** Puts the message of a server's open post where the old version sent it, among what people wrote. */
  addPost(world: World, server: OldServer): void;
}

/** What the version of that number left behind. */
export function oldVersion(number: string): OldVersion {
  const folder = fileURLToPath(new URL(`../fixtures/${number}`, import.meta.url));
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const servers: readonly OldServer[] = JSON.parse(text('servers.json'));
  const post = (kind: OldKind): StoredMessage => JSON.parse(text(`posts/${kind}.json`));
  const posts = { text: post('text'), announcement: post('announcement'), forum: post('forum') };
  const thread: APIThreadChannel = JSON.parse(text('forum-thread.json'));
  return {
    servers,
    addresses: JSON.parse(text('addresses.json')),
    posts,
    recordIds: text('record-ids.txt').trimEnd().split('\n'),
    server(name) {
      const found = servers.find((server) => server.name === name);
      if (!found) throw new Error(`version ${number} had no server '${name}'`);
      return found;
    },
    dataDir() {
      const copy = makeFolder();
      copyFileSync(join(folder, 'docent.db'), join(copy, 'docent.db'));
      return copy;
    },
    async load(databaseUrl) {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      try {
        await client.query(text('docent.sql'));
      } finally {
        await client.end();
      }
    },
    addServers(world) {
      for (const server of servers) if (server.name !== 'Departed') addServer(world, server);
    },
    addPost: (world, server) => addPost(world, server, posts[server.kind], thread.name ?? ''),
  };
}

const CHANNEL_TYPES = {
  text: ChannelType.GuildText,
  announcement: ChannelType.GuildAnnouncement,
  forum: ChannelType.GuildForum,
} as const;

/** Puts one server into a world, as `addServers` does. Ada may manage it, and Ben is a member. */
export function addServer(world: World, { name, guild: id, channel, kind, role }: OldServer): void {
  const guild = world.addGuild(name, { id });
  world.addChannel(guild, 'history', CHANNEL_TYPES[kind], channel);
  world.addChannel(guild, 'staff');
  if (role) world.addRole(guild, 'Historians', 0n, true, role);
  world.addMember(guild, world.user('Ada'), PermissionFlagsBits.ManageGuild);
  world.addMember(guild, world.user('Ben'));
}

/** Ada in the channel `staff` of a server, which she may manage. */
export function managerOf(world: World, server: OldServer): Actor {
  const staff = [...world.channels.values()].find(
    ({ name, guild }) => name === 'staff' && guild?.id === server.guild,
  );
  if (!staff) throw new Error(`the bot is not in '${server.name}'`);
  return { user: world.user('Ada'), channel: staff };
}

function addPost(world: World, { channel: id, kind, latest }: OldServer, kept: StoredMessage, title: string) {
  const messageId = latest?.sent ?? latest?.message;
  if (messageId === undefined) throw new Error('nothing was sent there');
  const channel = world.channel(id);
  const post = { ...kept, id: messageId, channel_id: channel.id };
  if (kind === 'forum') {
    const thread = world.addThread(channel, title, ChannelType.PublicThread, messageId);
    world.post(thread, { ...post, channel_id: thread.id });
    return;
  }
  chat(world, channel, BigInt(messageId) - MINUTE);
  world.post(channel, post);
  for (const minutes of [1n, 2n, 3n]) chat(world, channel, BigInt(messageId) + minutes * MINUTE);
  if (latest?.state === 'threaded') {
    const type = kind === 'text' ? ChannelType.PublicThread : ChannelType.AnnouncementThread;
    world.addThread(channel, title, type, messageId);
  }
}

/** A minute in the upper bits of a snowflake. */
const MINUTE = 60_000n << 22n;

/** A message of somebody else's. */
function chat(world: World, channel: Channel, id: bigint): void {
  const { installed: _, ...ben }: User = world.user('Ben');
  world.post(channel, {
    id: `${id}`,
    channel_id: channel.id,
    author: ben,
    content: 'What a day that was.',
    timestamp: '2026-10-22T09:00:00.000Z',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: 0,
  });
}
