import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord.js';

/** A command as it was called. */
export interface Called {
  readonly name: string;
  /** Empty when it has none. */
  readonly subcommand: string;
  /** What was filled in, by option. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
  /** The option that is being typed, when it is to be completed. */
  readonly focused?: string;
}

/** What a command was called with: the one level of subcommands that we have, taken off. */
export function calledOf({
  data,
}: APIApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction): Called {
  const [subcommand] = optionsOf(data);
  if (subcommand?.type !== ApplicationCommandOptionType.Subcommand) {
    return { name: data.name, subcommand: '', values: {} };
  }
  const options = subcommand.options ?? [];
  const focused = options.find(isFocused);
  return {
    name: data.name,
    subcommand: subcommand.name,
    values: Object.fromEntries(options.map(({ name, value }) => [name, value])),
    ...(focused && { focused: focused.name }),
  };
}

function optionsOf(
  data: (APIApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction)['data'],
): readonly APIApplicationCommandInteractionDataOption[] {
  return data.type === ApplicationCommandType.ChatInput ? (data.options ?? []) : [];
}

function isFocused(option: APIApplicationCommandInteractionDataBasicOption): boolean {
  return 'focused' in option && option.focused === true;
}
