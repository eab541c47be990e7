import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { about } from './about.ts';
import type { Command } from './command.ts';
import { onThisDay } from './on-this-day.ts';
import { random } from './random.ts';
import { search } from './search.ts';
import { show } from './show.ts';

/** Every command of the bot, by the path that is typed. */
const COMMANDS: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  doc: { search, 'on-this-day': onThisDay, show, random, about },
};

/** The command of a path (`doc`, `search`); undefined when there is none. */
export function findCommand(name: string, subcommand: string): Command | undefined {
  const group = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return group && Object.hasOwn(group, subcommand) ? group[subcommand] : undefined;
}

/** The commands as Discord registers them, for the kinds of installation that the application allows. */
export function commandDefinitions(
  integrationTypes: readonly ApplicationIntegrationType[],
): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: 'doc',
      description: 'Search the archive, see what happened on this day',
      integration_types: [...integrationTypes],
      contexts: contextsOf(integrationTypes),
      options: Object.values(COMMANDS.doc ?? {}).map(({ definition: { options, ...definition } }) => ({
        type: ApplicationCommandOptionType.Subcommand,
        ...definition,
        ...(options && { options: [...options] }),
      })),
    },
  ];
}

/** Private channels without the bot exist for an application installed to a user only. */
function contextsOf(integrationTypes: readonly ApplicationIntegrationType[]): InteractionContextType[] {
  const everywhere = [InteractionContextType.Guild, InteractionContextType.BotDM];
  return integrationTypes.includes(1) ? [...everywhere, InteractionContextType.PrivateChannel] : everywhere;
}
