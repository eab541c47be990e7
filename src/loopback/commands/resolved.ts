import { type APIApplicationCommandOption, ApplicationCommandOptionType as Type } from 'discord.js';
import type { Actor } from '../people/interaction.ts';
import { permissionsOf } from '../world/permissions.ts';
import { apiChannel, apiMember, apiUser } from '../world/wire.ts';
import type { World } from '../world/world.ts';
import type { SentOption } from './command-input.ts';

type Resolved = Record<'users' | 'members' | 'roles' | 'channels', Record<string, unknown>>;

/**
 * The users, members, roles and channels that the options name by id, as the payload carries them. Undefined when they
 * name none.
 *
 * @throws {Error} for an unknown id, or a channel of a type that the option does not accept
 */
export function resolved(
  world: World,
  actor: Actor,
  options: SentOption[],
  registered: readonly APIApplicationCommandOption[],
): Partial<Resolved> | undefined {
  const found: Resolved = { users: {}, members: {}, roles: {}, channels: {} };
  for (const option of options) {
    const definition = registered.find((each) => each.name === option.name);
    const id = `${option.value}`;
    switch (option.type) {
      case Type.Subcommand:
      case Type.SubcommandGroup: {
        const inner = definition && 'options' in definition ? (definition.options ?? []) : [];
        return resolved(world, actor, option.options ?? [], inner);
      }
      case Type.User:
        addUser(world, actor, id, found);
        break;
      case Type.Role:
        addRole(actor, id, found);
        break;
      case Type.Mentionable:
        if (world.users.has(id)) addUser(world, actor, id, found);
        else addRole(actor, id, found);
        break;
      case Type.Channel: {
        const types = definition && 'channel_types' in definition ? definition.channel_types : undefined;
        addChannel(world, actor, id, types, found);
        break;
      }
      default:
    }
  }
  const used = Object.entries(found).filter(([, entries]) => Object.keys(entries).length > 0);
  return used.length > 0 ? Object.fromEntries(used) : undefined;
}

function addUser(world: World, { channel }: Actor, id: string, found: Resolved): void {
  const member = channel.guild?.members.get(id);
  found.users[id] = apiUser(world.user(id));
  if (!channel.guild || !member) return;
  const {
    user: _,
    deaf: __,
    mute: ___,
    ...rest
  } = apiMember(member, permissionsOf(channel.guild, id, channel));
  found.members[id] = rest;
}

function addRole({ channel }: Actor, id: string, found: Resolved): void {
  const role = channel.guild?.roles.get(id);
  if (!role) throw new Error(`the loopback has no role '${id}' here`);
  found.roles[id] = role;
}

function addChannel(
  world: World,
  { user, channel: here }: Actor,
  id: string,
  types: readonly number[] | undefined,
  found: Resolved,
): void {
  const channel = world.channel(id);
  const { guild } = channel;
  if (!guild || guild !== here.guild) throw new Error(`the channel '${channel.name}' is not in this server`);
  if (types && !types.includes(channel.type))
    throw new Error(`the option takes no channel of type ${channel.type}`);
  found.channels[id] = {
    ...apiChannel(channel, world.bot.id),
    permissions: `${permissionsOf(guild, user.id, channel)}`,
    app_permissions: `${permissionsOf(guild, world.bot.id, channel)}`,
  };
}
