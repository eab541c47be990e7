import { ApplicationCommandType, ComponentType, InteractionType } from 'discord.js';
import { type OptionValues, sentOptions } from '../commands/command-input.ts';
import { resolved } from '../commands/resolved.ts';
import type { Discord } from '../discord.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { StoredMessage } from '../world/world.ts';
import type { Actor, Answer, Asked, Choice } from './interaction.ts';
import { asking, placed } from './interaction-payload.ts';
import { type CommandOptions, offeredCommand } from './offered-command.ts';
import { type ActiveComponent, activeComponent, assertVisible } from './visible-component.ts';

/** What people do in Discord's client. Each method throws where the client would not let them do it. */
export interface People {
  /** Sends a slash command, e.g. `doc search`. */
  command(actor: Actor, name: string, options?: OptionValues, how?: CommandOptions): Promise<Answer>;
  /** Types into an option that completes. Throws `Loading options failed` when there is no answer. */
  complete(actor: Actor, name: string, options: OptionValues, focused: string): Promise<Choice[]>;
  /** Presses a button of a message. */
  press(actor: Actor, message: StoredMessage, customId: string): Promise<Answer>;
  /** Chooses one or more values from a menu of a message. */
  choose(actor: Actor, message: StoredMessage, customId: string, value: string | string[]): Promise<Answer>;
  /** Uses a message command on a message. */
  messageMenu(actor: Actor, name: string, target: StoredMessage, how?: CommandOptions): Promise<Answer>;
}

/** What a person did, and the data of its payload. */
interface Use {
  asked: Asked;
  data: unknown;
}

/** What people do, dispatched over the gateway. */
export function people(discord: Discord, gateway: Gateway): People {
  const ask = ({ asked, data }: Use): Promise<Answer> =>
    discord.interactions.ask(asked, ({ id, token }) => {
      const payload = { ...placed(discord, asked), id, token, data };
      gateway.dispatch('INTERACTION_CREATE', payload, asked.actor.channel.guild?.id);
    });
  return {
    async command(actor, name, options = {}, how = {}) {
      return ask(slashCommand(discord, actor, name, options, how));
    },
    async complete(actor, name, options, focused) {
      const { data, asked } = slashCommand(discord, actor, name, options, {}, focused);
      const type = InteractionType.ApplicationCommandAutocomplete;
      const answer = await ask({ data, asked: { ...asked, type } });
      if (!answer.choices) throw new Error('Loading options failed');
      return answer.choices;
    },
    async press(actor, message, customId) {
      const { asked } = component(discord, actor, message, customId, ComponentType.Button);
      return ask({ asked, data: { custom_id: customId, component_type: ComponentType.Button } });
    },
    async choose(actor, message, customId, value) {
      const { menu, asked } = component(discord, actor, message, customId, ComponentType.StringSelect);
      const values = [value].flat();
      assertOffered(menu, customId, values);
      return ask({
        asked,
        data: { custom_id: customId, component_type: ComponentType.StringSelect, values },
      });
    },
    async messageMenu(actor, name, target, how = {}) {
      return ask(messageCommand(discord, actor, name, target, how));
    },
  };
}

/** The use of a slash command; with `focused`, the completion of that option. */
function slashCommand(
  discord: Discord,
  actor: Actor,
  name: string,
  values: OptionValues,
  how: CommandOptions,
  focused?: string,
): Use {
  const [first = '', ...subcommands] = name.replace(/^\//, '').split(' ');
  const command = offeredCommand(discord, actor, first, ApplicationCommandType.ChatInput, how);
  const options = sentOptions(command, subcommands, values, focused);
  const objects = resolved(discord.world, actor, options, command.options ?? []);
  const { id, type, guild_id } = command;
  const data = {
    id,
    type,
    name: first,
    options,
    ...(guild_id && { guild_id }),
    ...(objects && { resolved: objects }),
  };
  const asked = { ...asking(discord, actor, command), commandName: [first, ...subcommands].join(' ') };
  return { data, asked };
}

/** The use of a message command. */
function messageCommand(
  discord: Discord,
  actor: Actor,
  name: string,
  target: StoredMessage,
  how: CommandOptions,
): Use {
  assertVisible(discord, actor, target);
  const message = discord.world.message(target.id) ?? target;
  const { id, type, guild_id } = offeredCommand(discord, actor, name, ApplicationCommandType.Message, how);
  const data = {
    ...{ id, type, name, target_id: message.id, resolved: { messages: { [message.id]: message } } },
    ...(guild_id && { guild_id }),
  };
  return { data, asked: { ...asking(discord, actor), target: message, commandName: name } };
}

/** The use of a button or menu. */
function component(
  discord: Discord,
  actor: Actor,
  message: StoredMessage,
  customId: string,
  type: ComponentType,
): { menu: ActiveComponent; asked: Asked } {
  assertVisible(discord, actor, message);
  const source = discord.world.message(message.id) ?? message;
  const menu = activeComponent(source, customId, type);
  return { menu, asked: { ...asking(discord, actor), type: InteractionType.MessageComponent, source } };
}

/** Throws unless the menu has these values and takes that many. */
function assertOffered(menu: ActiveComponent, customId: string, values: string[]): void {
  const absent = values.find((each) => !menu.options?.some((option) => option.value === each));
  if (absent !== undefined) throw new Error(`the menu '${customId}' has no value '${absent}'`);
  const [least, most] = [menu.min_values ?? 1, menu.max_values ?? 1];
  if (values.length >= least && values.length <= most) return;
  throw new Error(`the menu '${customId}' takes ${least} to ${most} values, not ${values.length}`);
}
