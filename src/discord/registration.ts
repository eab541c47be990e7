import { createHash } from 'node:crypto';
import {
  type APIApplication,
  ApplicationIntegrationType,
  DiscordAPIError,
  type REST,
  Routes,
} from 'discord.js';
import { commandDefinitions } from '../commands/definitions.ts';
import { DiscordError } from './discord-error.ts';
import { type Registered, type RegistrationBook, registeredCommands } from './registered-commands.ts';

/** Where the commands are to appear. */
export interface RegistrationScope {
  /** The Discord that is meant: the base of its API. */
  readonly apiUrl: string;
  readonly applicationId: string;
  /** The one server to register in; undefined: everywhere. */
  readonly guildId: string | undefined;
}

/** The message about commands that were left. */
export const LEFT =
  'commands that another program registered were left and appear beside those of this bot; `docent unregister` removes them';

/** The message about commands that were replaced. */
export const REPLACED = 'commands that another program registered were replaced by those of this bot';

/** What came of registering. */
export interface Registration {
  /** Whether anything was registered or taken away; if not, all was as it should be before. */
  readonly changed: boolean;
  /** Commands that others have registered, where ours were to be taken away: they were left, and show beside ours. */
  readonly left: readonly string[];
  /** Commands that others had registered where ours were to appear, which are gone: a place has one list of commands. */
  readonly replaced: readonly string[];
}

/**
 * Makes the commands that Discord shows be ours: everywhere, or in one server and then nowhere else, so that
 * none shows twice. What others have registered elsewhere for the application is left. Registers nothing where Discord
 * still shows what was registered before.
 *
 * @throws {DiscordError} when the bot may not register commands in the one server
 */
export async function registerCommands(
  rest: REST,
  { apiUrl, applicationId, guildId }: RegistrationScope,
  book: RegistrationBook,
): Promise<Registration> {
  const definitions = commandDefinitions(await integrationTypes(rest));
  const names = new Set(definitions.map(({ name }) => name));
  const servers = rememberedServers(apiUrl, applicationId, book);
  const before = await servers.all();
  const everywhere = place(Routes.applicationCommands(applicationId));
  const wanted = guildId === undefined ? everywhere : server(guildId);

  // Written down first, so that a server is not forgotten if this is broken off.
  if (guildId !== undefined) await servers.remember([...new Set([...before, guildId])]);
  const { changed, replaced } = await fill(wanted);
  const outcomes: Emptied[] = [];
  if (guildId !== undefined) outcomes.push(await empty(everywhere));
  const kept: string[] = guildId === undefined ? [] : [guildId];
  for (const id of before.filter((other) => other !== guildId)) {
    const outcome = await empty(server(id));
    outcomes.push(outcome);
    // Where something was left there is still something to unregister.
    if (outcome.left.length > 0) kept.push(id);
  }
  await servers.remember(kept);
  return {
    changed: changed || outcomes.some((each) => each.changed),
    left: outcomes.flatMap(({ left }) => left),
    replaced,
  };

  function server(id: string): Registered {
    return place(Routes.applicationGuildCommands(applicationId, id));
  }

  function place(route: `/${string}`): Registered {
    return registeredCommands(rest, { route, scope: apiUrl + route, book, names });
  }

  async function fill(registered: Registered): Promise<{ changed: boolean; replaced: string[] }> {
    const hash = createHash('sha256').update(JSON.stringify(definitions)).digest('base64url');
    try {
      const { theirs, isWhole } = await registered.now();
      if (isWhole && (await registered.hash()) === hash) return { changed: false, replaced: [] };
      await registered.overwrite(definitions, hash);
      return { changed: true, replaced: theirs.map(({ name }) => name).filter((name) => !names.has(name)) };
    } catch (error) {
      throw registered.isOfServer && isRefused(error) ? notInServer(error) : error;
    }
  }
}

/** What came of taking our commands away. */
type Emptied = Pick<Registration, 'changed' | 'left'>;

/** Takes our commands away from a place. A server that the bot has left shows none of its commands. */
async function empty(registered: Registered): Promise<Emptied> {
  try {
    const { ours, theirs } = await registered.now();
    if (theirs.length === 0 && ours.length > 0) await registered.overwrite([], '');
    else for (const each of ours) await registered.remove(each);
    await registered.forget();
    return { changed: ours.length > 0, left: theirs.map(({ name }) => name) };
  } catch (error) {
    if (!registered.isOfServer || !isRefused(error)) throw error;
    await registered.forget();
    return { changed: false, left: [] };
  }
}

/**
 * Takes all commands of the application away, whoever has registered them: everywhere, and in the servers that ours
 * were last registered in.
 */
export async function unregisterCommands(
  rest: REST,
  { apiUrl, applicationId, guildId }: RegistrationScope,
  book: RegistrationBook,
): Promise<void> {
  const servers = rememberedServers(apiUrl, applicationId, book);
  const ids = new Set([...(guildId === undefined ? [] : [guildId]), ...(await servers.all())]);
  const routes = [
    Routes.applicationCommands(applicationId),
    ...[...ids].map((id) => Routes.applicationGuildCommands(applicationId, id)),
  ];
  for (const route of routes) {
    const registered = registeredCommands(rest, { route, scope: apiUrl + route, book, names: new Set() });
    try {
      await registered.overwrite([], '');
    } catch (error) {
      if (!registered.isOfServer || !isRefused(error)) throw error;
      await registered.forget();
    }
  }
  await servers.remember([]);
}

/** The servers that our commands are registered in: one, or more while they are being moved. */
function rememberedServers(apiUrl: string, applicationId: string, book: RegistrationBook) {
  const scope = `${apiUrl} ${applicationId} server`;
  const written = async () => (await book.hash(scope)) ?? '';
  return {
    all: async () => (await written()).split(' ').filter((id) => id !== ''),
    async remember(ids: readonly string[]): Promise<void> {
      if ((await written()) !== ids.join(' ')) await book.remember(scope, ids.join(' '));
    },
  };
}

function isRefused(error: unknown): error is DiscordAPIError {
  return error instanceof DiscordAPIError && (error.status === 403 || error.status === 404);
}

function notInServer({ message }: Error): DiscordError {
  return new DiscordError(
    `Discord does not accept the commands for the server in DISCORD_GUILD_ID (${message}). Check that the bot is in that server.`,
  );
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
