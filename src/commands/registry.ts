import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import { about } from './about.ts';
import { dailyPreview } from './daily/preview.ts';
import { dailySet } from './daily/set.ts';
import { dailyOff, dailyPause, dailyResume, dailyStatus } from './daily/standing.ts';
import type { Command } from './kit/command.ts';
import { onThisDay } from './on-this-day.ts';
import { random } from './random.ts';
import { search } from './search.ts';
import { show } from './show.ts';

/** Every command of the bot, by the path that is typed. */
const COMMANDS: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  doc: { search, 'on-this-day': onThisDay, show, random, about },
  daily: {
    set: dailySet,
    preview: dailyPreview,
    status: dailyStatus,
    pause: dailyPause,
    resume: dailyResume,
    off: dailyOff,
  },
};

/** The command of a path (`doc`, `search`); undefined when there is none. */
export function findCommand(name: string, subcommand: string): Command | undefined {
  const group = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return group && Object.hasOwn(group, subcommand) ? group[subcommand] : undefined;
}

type Registered = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** The commands as Discord registers them, for the kinds of installation that the application allows. */
export function commandDefinitions(integrationTypes: readonly ApplicationIntegrationType[]): Registered[] {
  const doc: Registered = {
    type: ApplicationCommandType.ChatInput,
    name: 'doc',
    description: 'Search the archive, see what happened on this day',
    integration_types: [...integrationTypes],
    contexts: contextsOf(integrationTypes),
    options: subcommandsOf('doc'),
  };
  const daily: Registered = {
    type: ApplicationCommandType.ChatInput,
    name: 'daily',
    description: 'The daily post of this server',
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
    // Only what is offered: it is checked again at every command and press.
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    options: subcommandsOf('daily'),
  };
  return integrationTypes.includes(ApplicationIntegrationType.GuildInstall) ? [doc, daily] : [doc];
}

function subcommandsOf(name: string): APIApplicationCommandSubcommandOption[] {
  return Object.values(COMMANDS[name] ?? {}).map(({ definition: { options, ...definition } }) => ({
    type: ApplicationCommandOptionType.Subcommand,
    ...definition,
    ...(options && { options: [...options] }),
  }));
}

/** Private channels without the bot exist for an application installed to a user only. */
function contextsOf(integrationTypes: readonly ApplicationIntegrationType[]): InteractionContextType[] {
  const everywhere = [InteractionContextType.Guild, InteractionContextType.BotDM];
  return integrationTypes.includes(1) ? [...everywhere, InteractionContextType.PrivateChannel] : everywhere;
}
