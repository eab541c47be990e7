import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ApplicationIntegrationType,
} from 'discord.js';
import type { CommandRequest } from '../commands/command-book.ts';
import type { Issue } from '../rest/refusal.ts';

type Path = (string | number)[];

/** The most characters of a command, all texts together (Discord, "Application commands", limits). */
const COMMAND_TOTAL = 8_000;

/** The most commands of each type that an application may register for a server, or globally. */
const MOST: [ApplicationCommandType, number][] = [
  [ApplicationCommandType.ChatInput, 100],
  [ApplicationCommandType.User, 15],
  [ApplicationCommandType.Message, 15],
];

/** Discord's pattern for the name of a command or option ("Application command naming"). */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** An option as it arrives, with the fields of every type. */
interface AnyOption {
  type?: ApplicationCommandOptionType;
  name?: string;
  description?: string;
  required?: boolean | null;
  autocomplete?: boolean | null;
  choices?: { name?: string; value?: unknown; name_localizations?: Record<string, string> | null }[] | null;
  options?: AnyOption[] | null;
  name_localizations?: Record<string, string> | null;
  description_localizations?: Record<string, string> | null;
}

/** The issues in a bulk overwrite that the schema misses: repeated names, and too many commands. */
export function bookIssues(commands: CommandRequest[]): Issue[] {
  const keys = commands.map(({ name, type }) => `${type ?? ApplicationCommandType.ChatInput} ${name}`);
  const repeated = keys.flatMap((key, index) => {
    const message = 'Application command names must be unique';
    const code = 'APPLICATION_COMMANDS_DUPLICATE_NAME';
    return keys.indexOf(key) < index ? [{ path: [index], code, message }] : [];
  });
  const excess = MOST.flatMap(([type, most]) => {
    const count = keys.filter((key) => key.startsWith(`${type} `)).length;
    const message = `Maximum number of application commands reached (${most})`;
    return count > most ? [{ path: [], code: 'APPLICATION_COMMANDS_MAXIMUM', message }] : [];
  });
  return [...repeated, ...excess];
}

/** The issues in one command that the schema misses. `installable`: the installation types that the application allows. */
export function commandIssues(
  command: CommandRequest,
  path: Path,
  installable: ApplicationIntegrationType[],
): Issue[] {
  const issues: Issue[] = [];
  const slash = (command.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
  const { description } = command;
  const options = (command.options ?? []) as AnyOption[];
  if (slash) issues.push(...nameIssues(command.name, path));
  if (slash && !description) issues.push(required([...path, 'description']));
  if (!slash && description) {
    const message = 'Context menu commands cannot have description';
    issues.push({ path: [...path, 'description'], code: 'APPLICATION_COMMAND_INVALID_DESCRIPTION', message });
  }
  if (!slash && options.length > 0) {
    const message = 'Context menu commands cannot have options';
    issues.push({ path: [...path, 'options'], code: 'APPLICATION_COMMAND_INVALID_OPTIONS', message });
  }
  if (size(command as Pick<CommandRequest, 'name'> as AnyOption) > COMMAND_TOTAL) {
    const message = `Command exceeds maximum size (${COMMAND_TOTAL})`;
    issues.push({ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message });
  }
  for (const [index, type] of (command.integration_types ?? []).entries()) {
    if (installable.includes(type)) continue;
    const message = `Value must be one of (${installable.join(', ')}).`;
    issues.push({ path: [...path, 'integration_types', index], code: 'BASE_TYPE_CHOICES', message });
  }
  return [...issues, ...optionIssues(options, [...path, 'options'], 0)];
}

function optionIssues(options: AnyOption[], path: Path, depth: number): Issue[] {
  const nesting = options.filter(({ type }) => isNesting(type)).length;
  const names = options.map((option) => option.name);
  const issues: Issue[] = [];
  if (nesting > 0 && nesting < options.length) {
    const message =
      'Sub-command and sub-command group option types are mutually exclusive to all other types';
    issues.push({ path, code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message });
  }
  for (const [index, option] of options.entries()) {
    const at = [...path, index];
    issues.push(...nameIssues(option.name, at));
    if (names.indexOf(option.name) < index) {
      const message = 'Option name already exists';
      issues.push({ path: at, code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', message });
    }
    const optionalBefore = options.slice(0, index).some((each) => !each.required);
    if (option.required && !isNesting(option.type) && optionalBefore) {
      const message = 'Required options must be placed before non-required options';
      issues.push({ path: at, code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message });
    }
    if (option.type === ApplicationCommandOptionType.SubcommandGroup && depth > 0) {
      const message = 'Sub-command groups cannot be nested';
      issues.push({ path: at, code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message });
    }
    issues.push(...choiceIssues(option, at));
    issues.push(...optionIssues(option.options ?? [], [...at, 'options'], depth + 1));
  }
  return issues;
}

function choiceIssues({ choices, autocomplete }: AnyOption, path: Path): Issue[] {
  const given = choices ?? [];
  const issues: Issue[] = [];
  if (given.length > 0 && autocomplete) {
    const message = 'Options with autocomplete cannot have choices';
    issues.push({ path, code: 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE', message });
  }
  for (const [index, { name, value }] of given.entries()) {
    const earlier = given.slice(0, index);
    const at = [...path, 'choices', index];
    if (earlier.some((choice) => choice.name === name)) {
      const message = 'Option choice name already exists';
      issues.push({
        path: [...at, 'name'],
        code: 'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
        message,
      });
    }
    if (earlier.some((choice) => choice.value === value)) {
      const message = 'Option choice value already exists';
      issues.push({
        path: [...at, 'value'],
        code: 'APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_ALREADY_EXISTS',
        message,
      });
    }
    if (typeof value === 'string' && (value.length < 1 || value.length > 100)) {
      const message = 'Must be between 1 and 100 in length.';
      issues.push({ path: [...at, 'value'], code: 'BASE_TYPE_BAD_LENGTH', message });
    }
  }
  return issues;
}

function nameIssues(name: unknown, path: Path): Issue[] {
  if (typeof name !== 'string' || (NAME.test(name) && name === name.toLowerCase())) return [];
  return [
    { path: [...path, 'name'], code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' },
  ];
}

function isNesting(type: ApplicationCommandOptionType | undefined): boolean {
  return (
    type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup
  );
}

function required(path: Path): Issue {
  return { path, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' };
}

/** The characters of all names, descriptions and values in a command. The longest translation of each text counts. */
function size({
  name,
  description,
  name_localizations,
  description_localizations,
  ...rest
}: AnyOption): number {
  const longest = (text: string | undefined, others: Record<string, string> | null | undefined) =>
    Math.max(...[text ?? '', ...Object.values(others ?? {})].map((each) => each.length));
  const choices = (rest.choices ?? []).map(
    (choice) => longest(choice.name, choice.name_localizations) + `${choice.value}`.length,
  );
  const inner = (rest.options ?? []).map(size);
  return [...choices, ...inner].reduce(
    (sum, each) => sum + each,
    longest(name, name_localizations) + longest(description, description_localizations),
  );
}
