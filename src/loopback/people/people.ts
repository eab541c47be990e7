import {
  type APIApplicationCommand,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionContextType,
  InteractionType,
  PermissionFlagsBits,
} from 'discord.js';
import { type OptionValues, sentOptions } from '../commands/command-input.ts';
import { resolved } from '../commands/resolved.ts';
import type { Discord } from '../discord.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { DM_PERMISSIONS, permissionsOf } from '../world/permissions.ts';
import { apiChannel, apiMember, apiUser } from '../world/wire.ts';
import type { StoredMessage } from '../world/world.ts';
import type { Actor, Answer, Asked, Choice } from './interactions.ts';

/** `force`: as if an administrator had opened the command to all, so that the bot's own check is reached. */
export interface CommandOptions {
  force?: boolean;
}

/** What people do in Discord's client. Each throws where the client would not let them. */
export interface People {
  /** Sends a slash command, e.g. `doc search`. */
  command(actor: Actor, name: string, options?: OptionValues, how?: CommandOptions): Promise<Answer>;
  /** Types into an option of a command that has completion. Throws `Loading options failed` without an answer. */
  complete(actor: Actor, name: string, options: OptionValues, focused: string): Promise<Choice[]>;
  /** Presses a button of a message. */
  press(actor: Actor, message: StoredMessage, customId: string): Promise<Answer>;
  /** Chooses a value, or several, of a menu of a message. */
  choose(actor: Actor, message: StoredMessage, customId: string, value: string | string[]): Promise<Answer>;
  /** Uses a message command on a message. */
  messageMenu(actor: Actor, name: string, target: StoredMessage, how?: CommandOptions): Promise<Answer>;
}

/** What people do, dispatched over the gateway. */
export function people(discord: Discord, gateway: Gateway): People {
  const { world, interactions } = discord;
  const ask = (asked: Asked, data: unknown): Promise<Answer> =>
    interactions.ask(asked, ({ id, token }) => {
      const payload = { ...placed(discord, asked), id, token, data };
      gateway.dispatch('INTERACTION_CREATE', payload, asked.actor.channel.guild?.id);
    });
  const slash = (actor: Actor, name: string, values: OptionValues, how: CommandOptions, focused?: string) => {
    const [first = '', ...subcommands] = name.replace(/^\//, '').split(' ');
    const command = offered(discord, actor, first, ApplicationCommandType.ChatInput, how);
    const options = sentOptions(command, subcommands, values, focused);
    const objects = resolved(world, actor, options, command.options ?? []);
    const { id, type, guild_id } = command;
    const data = {
      id,
      type,
      name: first,
      options,
      ...(guild_id && { guild_id }),
      ...(objects && { resolved: objects }),
    };
    const asked = asking(discord, actor, command);
    return { data, asked: { ...asked, commandName: [first, ...subcommands].join(' ') } };
  };
  const onComponent = (actor: Actor, message: StoredMessage, customId: string, type: ComponentType) => {
    seen(discord, actor, message);
    const source = world.message(message.id) ?? message;
    const component = active(source, customId, type);
    const asked = { ...asking(discord, actor), type: InteractionType.MessageComponent, source };
    return { component, asked };
  };
  return {
    async command(actor, name, options = {}, how = {}) {
      const { data, asked } = slash(actor, name, options, how);
      return ask(asked, data);
    },
    async complete(actor, name, options, focused) {
      const { data, asked } = slash(actor, name, options, {}, focused);
      const answer = await ask({ ...asked, type: InteractionType.ApplicationCommandAutocomplete }, data);
      if (!answer.choices) throw new Error('Loading options failed');
      return answer.choices;
    },
    async press(actor, message, customId) {
      const { asked } = onComponent(actor, message, customId, ComponentType.Button);
      return ask(asked, { custom_id: customId, component_type: ComponentType.Button });
    },
    async choose(actor, message, customId, value) {
      const { component, asked } = onComponent(actor, message, customId, ComponentType.StringSelect);
      const values = [value].flat();
      const absent = values.find((each) => !component.options?.some((option) => option.value === each));
      if (absent !== undefined) throw new Error(`the menu '${customId}' has no value '${absent}'`);
      const [least, most] = [component.min_values ?? 1, component.max_values ?? 1];
      if (values.length < least || values.length > most) {
        throw new Error(`the menu '${customId}' takes ${least} to ${most} values, not ${values.length}`);
      }
      return ask(asked, { custom_id: customId, component_type: ComponentType.StringSelect, values });
    },
    async messageMenu(actor, name, target, how = {}) {
      seen(discord, actor, target);
      const message = world.message(target.id) ?? target;
      const { id, type, guild_id } = offered(discord, actor, name, ApplicationCommandType.Message, how);
      const data = {
        ...{ id, type, name, target_id: message.id, resolved: { messages: { [message.id]: message } } },
        ...(guild_id && { guild_id }),
      };
      return ask({ ...asking(discord, actor), target: message, commandName: name }, data);
    },
  };
}

/** Throws unless the message is before the person's eyes. */
function seen({ world }: Discord, { user, channel }: Actor, message: StoredMessage): void {
  if (message.channel_id !== channel.id) throw new Error('the message is in another channel');
  if (!world.sees(user, message.id)) throw new Error('the person does not see this message');
}

interface ActiveComponent {
  type: ComponentType;
  custom_id?: string;
  disabled?: boolean;
  options?: { value: string }[];
  min_values?: number;
  max_values?: number;
  components?: ActiveComponent[];
  accessory?: ActiveComponent;
}

/** The component that a person can use. Throws when it is absent, disabled or of another kind. */
function active(message: StoredMessage, customId: string, type: ComponentType): ActiveComponent {
  const every = (component: ActiveComponent): ActiveComponent[] => [
    component,
    ...[...(component.components ?? []), ...(component.accessory ? [component.accessory] : [])].flatMap(
      every,
    ),
  ];
  const all = ((message.components ?? []) as ActiveComponent[]).flatMap(every);
  const found = all.find((component) => component.custom_id === customId);
  if (!found) {
    const ids = all.flatMap((component) => component.custom_id ?? []);
    throw new Error(`the message has no component '${customId}'; it has ${ids.join(', ') || 'none'}`);
  }
  if (found.type !== type) throw new Error(`the component '${customId}' is of another kind`);
  if (found.disabled) throw new Error(`the component '${customId}' is disabled`);
  return found;
}

/** The registered command, if the client would offer it to this person here. */
function offered(
  discord: Discord,
  { user, channel }: Actor,
  name: string,
  type: ApplicationCommandType,
  { force = false }: CommandOptions,
): APIApplicationCommand {
  const { world, commands } = discord;
  const { guild } = channel;
  if (!world.canView(user, channel)) throw new Error(`${user.global_name} does not see this channel`);
  const command = commands.find(name, type, guild?.hasBot ? guild.id : undefined);
  if (!command) throw new Error(`no command '${name}' is registered here`);
  const context = contextOf(discord, channel);
  if (command.contexts && !command.contexts.includes(context))
    throw new Error(`the command '${name}' is not offered in context ${context}`);
  const installed = Object.keys(owners(discord, { user, channel }, command)).length > 0;
  if (!installed) throw new Error(`the command '${name}' is not installed to this place or person`);
  if (!guild || force) return command;
  const has = permissionsOf(guild, user.id, channel);
  const needs = BigInt(command.default_member_permissions ?? 0) | PermissionFlagsBits.UseApplicationCommands;
  const adminsOnly = command.default_member_permissions === '0' && !(has & PermissionFlagsBits.Administrator);
  if ((has & needs) !== needs || adminsOnly)
    throw new Error(`${user.global_name} may not use '${name}' here`);
  return command;
}

function contextOf({ world }: Discord, channel: Actor['channel']): InteractionContextType {
  if (channel.guild) return InteractionContextType.Guild;
  return channel.recipients.includes(world.bot) && channel.recipients.length === 2
    ? InteractionContextType.BotDM
    : InteractionContextType.PrivateChannel;
}

/** By whose installation the interaction is possible (Discord, "Authorizing integration owners object"). */
function owners(
  discord: Discord,
  { user, channel }: Pick<Actor, 'user' | 'channel'>,
  command?: APIApplicationCommand,
) {
  const allows = (type: ApplicationIntegrationType) =>
    discord.application.integrationTypes.includes(type) &&
    (command?.integration_types?.includes(type) ?? true);
  const context = contextOf(discord, channel);
  const byGuild = channel.guild ? channel.guild.hasBot : context === InteractionContextType.BotDM;
  return {
    ...(byGuild && allows(ApplicationIntegrationType.GuildInstall) && { 0: channel.guild?.id ?? '0' }),
    ...(user.installed && allows(ApplicationIntegrationType.UserInstall) && { 1: user.id }),
  };
}

function asking(discord: Discord, actor: Actor, command?: APIApplicationCommand): Asked {
  const { user, channel } = actor;
  const authorizing = owners(discord, actor, command);
  const aloud = channel.guild
    ? permissionsOf(channel.guild, user.id, channel) & PermissionFlagsBits.UseExternalApps
    : 1n;
  const hushed = !('0' in authorizing) && aloud === 0n;
  return { type: InteractionType.ApplicationCommand, actor, owners: authorizing, hushed };
}

/** The part of an interaction's payload that says who asks and where (Discord, "Interaction object"). */
function placed(discord: Discord, { type, actor, owners: authorizing, source }: Asked) {
  const { application, world } = discord;
  const { user, channel } = actor;
  const { guild } = channel;
  const common = {
    application_id: application.id,
    type,
    version: 1,
    channel: apiChannel(channel, world.bot.id),
    channel_id: channel.id,
    locale: actor.locale ?? 'en-US',
    entitlements: [],
    authorizing_integration_owners: authorizing,
    context: contextOf(discord, channel),
    attachment_size_limit: 10_485_760,
    ...(source && { message: source }),
  };
  if (!guild) return { ...common, user: apiUser(user), app_permissions: `${DM_PERMISSIONS}` };
  const member = guild.members.get(user.id);
  if (!member) throw new Error(`${user.global_name} is not a member of ${guild.name}`);
  const permissions = permissionsOf(guild, user.id, channel);
  const own = guild.hasBot ? permissionsOf(guild, world.bot.id, channel) : permissions & DM_PERMISSIONS;
  return {
    ...common,
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    member: apiMember(member, permissions),
    app_permissions: `${own}`,
  };
}
