import type { Option } from './listbox.ts';
import type { ValueOption } from './offered.ts';
import type { ChannelState } from './protocol.ts';

/** What an option may be set to. */
export type Value = string | number | boolean;

/** `ApplicationCommandOptionType`s, which would bring all of discord.js into the page. */
export const TYPES = {
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
} as const;

/** Nothing, where an option may be left out. Throws, in words for people, where it may not. */
export function nothing(option: ValueOption): undefined {
  if (option.required) throw new Error(`${option.name} is required.`);
}

/** What a text means that was typed and not picked. Throws, in words for people, when it is no value. */
export function read(option: ValueOption, text: string, menu: Option<Value>[] | undefined): Value {
  if (menu) {
    const found = menu.find(({ label }) => label.toLowerCase() === text.toLowerCase());
    if (!found) throw new Error(`${option.name} takes one of its choices.`);
    return found.value;
  }
  if (option.type !== TYPES.integer && option.type !== TYPES.number) return text;
  const number = Number(text);
  if (!Number.isFinite(number)) throw new Error(`${option.name} takes a number.`);
  return number;
}

/** What an option must be one of; undefined when it takes a text of any kind. */
export function menuOf(option: ValueOption, state: ChannelState): Option<Value>[] | undefined {
  const named = (all: { id: string; name: string }[], sign: string) =>
    all.map(({ id, name }) => ({ label: `${sign}${name.replace(/^@/, '')}`, value: id }));
  const { users, roles, channels } = state;
  switch (option.type) {
    case TYPES.user:
      return named(users, '@');
    case TYPES.role:
      return named(roles, '@');
    case TYPES.mentionable:
      return [...named(users, '@'), ...named(roles, '@')];
    case TYPES.channel: {
      const { channel_types: types } = option as { channel_types?: number[] };
      return named(types ? channels.filter(({ type }) => types.includes(type)) : channels, '#');
    }
    default:
      return option.choices?.length
        ? option.choices.map(({ name, value }) => ({ label: name, value }))
        : undefined;
  }
}
