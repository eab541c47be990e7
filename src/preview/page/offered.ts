import type { APIApplicationCommand, APIApplicationCommandOption } from 'discord.js';

/** An option that takes a value, with what its type allows. */
export type ValueOption = APIApplicationCommandOption & {
  choices?: { name: string; value: string | number }[];
  autocomplete?: boolean;
  max_length?: number;
};

/** A command as a person sends it: a subcommand counts as one. */
export interface OfferedCommand {
  /** E.g. `doc search`. */
  path: string;
  description: string;
  options: ValueOption[];
}

/** `ApplicationCommandType.ChatInput` and the option types that nest. */
const CHAT_INPUT = 1;
const NESTING: readonly number[] = [1, 2];

/** The slash commands, subcommands each by themselves. */
export function offeredCommands(commands: readonly APIApplicationCommand[]): OfferedCommand[] {
  return commands
    .filter(({ type }) => type === CHAT_INPUT)
    .flatMap((command) => flattened(command.name, command.description, command.options ?? []));
}

function flattened(
  path: string,
  description: string,
  options: APIApplicationCommandOption[],
): OfferedCommand[] {
  const nesting = options.filter(({ type }) => NESTING.includes(type));
  if (nesting.length === 0) return [{ path, description, options: options as ValueOption[] }];
  return nesting.flatMap((option) =>
    flattened(
      `${path} ${option.name}`,
      option.description,
      'options' in option ? ((option.options ?? []) as APIApplicationCommandOption[]) : [],
    ),
  );
}

/** The commands that a text after the slash may mean, those that begin with it first. */
export function matching(commands: readonly OfferedCommand[], typed: string): OfferedCommand[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const text = words.join(' ');
  return commands
    .filter(({ path }) => words.every((word) => path.includes(word)))
    .sort((a, b) => Number(b.path.startsWith(text)) - Number(a.path.startsWith(text)));
}

/** The command that a text begins with, and what follows it. */
export function begun(
  commands: readonly OfferedCommand[],
  text: string,
): { command: OfferedCommand; rest: string } | undefined {
  const command = commands.find(({ path }) => text.toLowerCase().startsWith(`/${path} `));
  return command && { command, rest: text.slice(command.path.length + 2) };
}
