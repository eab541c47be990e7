import {
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command } from './kit/command.ts';
import { COMMANDS } from './registry.ts';

type Registered = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** The commands as Discord registers them, for the kinds of installation that the application allows. */
export function commandDefinitions(integrationTypes: readonly ApplicationIntegrationType[]): Registered[] {
  const doc: Registered = {
    type: ApplicationCommandType.ChatInput,
    name: 'doc',
    description: 'Search the archive, see what happened on this day',
    integration_types: [...integrationTypes],
    contexts: contextsOf(integrationTypes),
    options: subcommandsOf(COMMANDS.doc),
  };
  const daily: Registered = {
    type: ApplicationCommandType.ChatInput,
    name: 'daily',
    description: 'This server’s daily post',
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
    // Only hides the command in Discord’s menu; the permission itself is checked on every call.
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
    options: subcommandsOf(COMMANDS.daily),
  };
  return integrationTypes.includes(ApplicationIntegrationType.GuildInstall) ? [doc, daily] : [doc];
}

function subcommandsOf(commands: readonly Command[]): APIApplicationCommandSubcommandOption[] {
  return commands.map(({ definition: { options, ...definition } }) => ({
    type: ApplicationCommandOptionType.Subcommand,
    ...definition,
    ...(options && { options: [...options] }),
  }));
}

/** Private channels without the bot exist only for an application that is installed to a user. */
function contextsOf(integrationTypes: readonly ApplicationIntegrationType[]): InteractionContextType[] {
  const everywhere = [InteractionContextType.Guild, InteractionContextType.BotDM];
  return integrationTypes.includes(ApplicationIntegrationType.UserInstall)
    ? [...everywhere, InteractionContextType.PrivateChannel]
    : everywhere;
}
