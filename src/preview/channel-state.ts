import { type APIApplicationCommand, InteractionContextType } from 'discord.js';
import type { Actor, Loopback, Violation } from '../loopback/loopback.ts';
import { permissionsOf } from '../loopback/world/permissions.ts';
import type { MovableClock } from './movable-clock.ts';
import type { ChannelState, ReaderKey, RefusedRequest } from './page/protocol.ts';

/** How many of the channel's newest messages the page shows. */
const SHOWN_MESSAGES = 100;
/** How many of the newest refusals the page shows. */
const SHOWN_REFUSALS = 20;

/** What the page's server works with. */
export interface Room {
  loopback: Loopback;
  clock: MovableClock;
  /** The IANA zone that the page shows and sets the clock in. */
  zone: string;
  /** The requests that Discord would refuse. */
  refused: RefusedRequest[];
  /** Searches to try first. */
  queries: readonly string[];
}

/** A reader in the channel of the page. */
export function readerOf({ loopback }: Room, key: ReaderKey): Actor {
  return loopback[key];
}

/** The channel as a reader sees it now. */
export function channelState(room: Room, key: ReaderKey): ChannelState {
  const { loopback, clock, zone, refused, queries } = room;
  const { world } = loopback;
  const actor = readerOf(room, key);
  const { channel } = actor;
  const { guild } = channel;
  const keys: ReaderKey[] = ['ada', 'ben'];
  return {
    guild: guild?.name ?? '',
    channel: { id: channel.id, name: channel.name },
    reader: key,
    readers: keys.map((each) => ({ key: each, ...named(readerOf(room, each).user) })),
    bot: named(world.bot),
    users: [...world.users.values()].map(named),
    roles: [...(guild?.roles.values() ?? [])].map(({ id, name }) => ({ id, name })),
    channels: [...world.channels.values()]
      .filter((each) => each.guild === guild && world.canView(actor.user, each))
      .map(({ id, name, type }) => ({ id, name, type })),
    messages: world.messages(channel, actor.user).slice(-SHOWN_MESSAGES),
    refused: refused.slice(-SHOWN_REFUSALS),
    commands: offeredCommands(loopback, actor),
    queries,
    clock: { now: clock.now().toISOString(), moved: clock.moved, zone },
  };
}

/** Records a refused request, which the page then shows. */
export function noteRefusal(
  { loopback, refused }: Room,
  { method, route, code, path, message }: Violation,
): void {
  const after = loopback.world.messages(loopback.ada.channel).at(-1)?.id;
  const id = (refused.at(-1)?.id ?? 0) + 1;
  refused.push({ id, after, route: `${method} ${route}`, code, path, message });
}

function named({ id, username, global_name }: { id: string; username: string; global_name: string | null }) {
  return { id, name: global_name ?? username };
}

/** The commands that Discord's client offers to this person in this channel. */
function offeredCommands(loopback: Loopback, { user, channel }: Actor): APIApplicationCommand[] {
  const { guild } = channel;
  if (!guild) return [];
  const has = permissionsOf(guild, user.id, channel);
  return [...loopback.commands(guild.id), ...loopback.commands()].filter((command) => {
    const needs = BigInt(command.default_member_permissions ?? 0);
    return (command.contexts?.includes(InteractionContextType.Guild) ?? true) && (has & needs) === needs;
  });
}
