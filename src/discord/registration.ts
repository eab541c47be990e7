import { createHash } from 'node:crypto';
import {
  type APIApplication,
  ApplicationIntegrationType,
  DiscordAPIError,
  type REST,
  Routes,
} from 'discord.js';
import { commandDefinitions } from '../commands/index.ts';
import { DiscordError } from './discord-error.ts';

/** Remembers what was last registered where. */
export interface RegistrationBook {
  /** What was remembered of a scope; undefined when nothing was. */
  hash(scope: string): Promise<string | undefined>;
  remember(scope: string, hash: string): Promise<void>;
}

/** Where the commands are to appear. */
export interface RegistrationScope {
  /** The Discord that is meant: the base of its API. */
  readonly apiUrl: string;
  readonly applicationId: string;
  /** The one server to register in; undefined: everywhere. */
  readonly guildId: string | undefined;
}

/**
 * Makes the commands that Discord shows be ours: everywhere, or in one server and then nowhere else, so that
 * none shows twice. Asks nothing of Discord where the same was registered before. True when something changed.
 */
export async function registerCommands(
  rest: REST,
  { apiUrl, applicationId, guildId }: RegistrationScope,
  book: RegistrationBook,
): Promise<boolean> {
  const definitions = commandDefinitions(await integrationTypes(rest));
  const everywhere = Routes.applicationCommands(applicationId);
  const wanted: [route: `/${string}`, commands: readonly unknown[]][] = [
    [everywhere, guildId ? [] : definitions],
  ];
  const serverScope = `${apiUrl} ${applicationId} server`;
  const lastServer = (await book.hash(serverScope)) ?? '';
  if (guildId) wanted.push([Routes.applicationGuildCommands(applicationId, guildId), definitions]);
  if (lastServer && lastServer !== guildId) {
    wanted.push([Routes.applicationGuildCommands(applicationId, lastServer), []]);
  }
  let changed = false;
  for (const [route, commands] of wanted) {
    const hash = createHash('sha256').update(JSON.stringify(commands)).digest('base64url');
    const scope = apiUrl + route;
    if ((await book.hash(scope)) === hash) continue;
    await overwrite(rest, route, commands);
    await book.remember(scope, hash);
    changed = true;
  }
  if (lastServer !== (guildId ?? '')) await book.remember(serverScope, guildId ?? '');
  return changed;
}

/** Takes all our commands away: everywhere, and in the server that they were last registered in. */
export async function unregisterCommands(
  rest: REST,
  { apiUrl, applicationId, guildId }: RegistrationScope,
  book: RegistrationBook,
): Promise<void> {
  const serverScope = `${apiUrl} ${applicationId} server`;
  const servers = [guildId, await book.hash(serverScope)].filter((server) => server);
  const routes = [
    Routes.applicationCommands(applicationId),
    ...new Set(servers.map((server) => Routes.applicationGuildCommands(applicationId, server ?? ''))),
  ];
  for (const route of routes) {
    await overwrite(rest, route, []);
    await book.remember(apiUrl + route, '');
  }
  await book.remember(serverScope, '');
}

/** @throws {DiscordError} when the bot may not register commands in a server */
async function overwrite(rest: REST, route: `/${string}`, commands: readonly unknown[]): Promise<void> {
  try {
    await rest.put(route, { body: commands });
  } catch (error) {
    const isRefused = error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
    if (!isRefused || !route.includes('/guilds/')) throw error;
    // A server that the bot has left shows none of its commands.
    if (commands.length === 0) return;
    throw new DiscordError(
      `Discord refuses the commands for the one server that they were meant for (${error.message}): is the bot in the server that DISCORD_GUILD_ID names?`,
    );
  }
}

/** The kinds of installation that the application has switched on; a server's, when it says nothing. */
async function integrationTypes(rest: REST): Promise<ApplicationIntegrationType[]> {
  const { integration_types_config: config } = (await rest.get(
    Routes.currentApplication(),
  )) as APIApplication;
  const types = Object.keys(config ?? {}).map(Number);
  const known = types.filter((type) => type in ApplicationIntegrationType);
  return known.length > 0 ? known.sort((a, b) => a - b) : [ApplicationIntegrationType.GuildInstall];
}
