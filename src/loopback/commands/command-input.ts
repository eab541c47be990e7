import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType as Type,
} from 'discord.js';

/** The values that a person typed or chose, by option. */
export type OptionValues = Record<string, string | number | boolean>;

/** An option in the payload of an interaction, nested under its subcommands. */
export interface SentOption {
  name: string;
  type: Type;
  value?: string | number | boolean;
  focused?: true;
  options?: SentOption[];
}

/** A registered option, with the fields of every type. */
type AnyOption = APIApplicationCommandOption & {
  options?: APIApplicationCommandOption[];
  choices?: APIApplicationCommandOptionChoice[];
  min_length?: number;
  max_length?: number;
  min_value?: number;
  max_value?: number;
  autocomplete?: boolean;
};

/**
 * The options as Discord's client sends them for the registered command. With `focused`, the person is still typing into
 * that option, so required options may be missing.
 *
 * @throws {Error} where the client would not send the command: for an unknown subcommand or option, a missing required
 *   option, or a value that the option does not allow
 */
export function sentOptions(
  command: APIApplicationCommand,
  subcommands: string[],
  values: OptionValues,
  focused?: string,
): SentOption[] {
  const [name, ...rest] = subcommands;
  const options = (command.options ?? []) as AnyOption[];
  if (name === undefined) return leaves(options, values, focused);
  return [nested(options, name, rest, values, focused)];
}

function nested(
  options: AnyOption[],
  name: string,
  rest: string[],
  values: OptionValues,
  focused: string | undefined,
): SentOption {
  const found = options.find((option) => option.name === name && isNesting(option));
  if (!found) throw new Error(`there is no subcommand '${name}'`);
  const inner = (found.options ?? []) as AnyOption[];
  const [next, ...further] = rest;
  const sent =
    next === undefined ? leaves(inner, values, focused) : [nested(inner, next, further, values, focused)];
  return { name, type: found.type, options: sent };
}

function leaves(options: AnyOption[], values: OptionValues, focused: string | undefined): SentOption[] {
  if (options.some(isNesting)) throw new Error('a command that has subcommands cannot be used by itself');
  const missing = options.find((option) => option.required && values[option.name] === undefined);
  if (missing && focused === undefined) throw new Error(`the option '${missing.name}' is required`);
  const typed = focused === undefined || focused in values ? values : { ...values, [focused]: '' };
  return Object.entries(typed).map(([name, value]) => {
    const option = options.find((each) => each.name === name);
    if (!option) throw new Error(`there is no option '${name}'`);
    if (name !== focused) {
      const fault = faultOf(option, value);
      if (fault) throw new Error(`the option '${name}' ${fault}`);
      return { name, type: option.type, value };
    }
    if (!option.autocomplete) throw new Error(`the option '${name}' has no completion`);
    return { name, type: option.type, value: `${value}`, focused: true };
  });
}

/** What is wrong with a value, in words that follow the option's name. */
function faultOf(option: AnyOption, value: string | number | boolean): string | undefined {
  if (option.choices?.length && !option.choices.some((choice) => choice.value === value)) {
    return `takes one of its choices, not '${value}'`;
  }
  switch (option.type) {
    case Type.String:
      if (typeof value !== 'string' || value === '') return 'takes a text';
      if (value.length > (option.max_length ?? 6_000)) return `is longer than ${option.max_length ?? 6_000}`;
      return value.length < (option.min_length ?? 0) ? `is shorter than ${option.min_length}` : undefined;
    case Type.Integer:
    case Type.Number:
      if (typeof value !== 'number' || (option.type === Type.Integer && !Number.isInteger(value))) {
        return 'takes a number';
      }
      if (value > (option.max_value ?? Infinity)) return `is over ${option.max_value}`;
      return value < (option.min_value ?? -Infinity) ? `is under ${option.min_value}` : undefined;
    case Type.Boolean:
      return typeof value === 'boolean' ? undefined : 'takes true or false';
    case Type.User:
    case Type.Channel:
    case Type.Role:
    case Type.Mentionable:
      return typeof value === 'string' && /^\d+$/.test(value) ? undefined : 'takes an id';
    default:
      return 'is of a kind the loopback does not have';
  }
}

function isNesting(option: AnyOption): boolean {
  return option.type === Type.Subcommand || option.type === Type.SubcommandGroup;
}
