import type { CommandRequest } from '../../commands/command-book.ts';
import type { Discord } from '../../discord.ts';
import { bookIssues, commandIssues } from '../../rules/commands.ts';
import { foundIn, invalidForm, Refusal } from '../refusal.ts';
import type { Reply } from '../reply.ts';
import type { Call, Route } from '../route.ts';

/** The registered commands, for all servers or for one: to read, replace all, and remove one. */
export function commandRoutes(discord: Discord): Route[] {
  return ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'].flatMap(
    (path): Route[] => [
      { method: 'GET', path, bot: true, answer: (call) => read(discord, call) },
      { method: 'PUT', path, bot: true, answer: (call) => overwrite(discord, call) },
      { method: 'DELETE', path: `${path}/:command`, bot: true, answer: (call) => remove(discord, call) },
    ],
  );
}

function read(discord: Discord, { params }: Call): Reply {
  return { status: 200, body: discord.commands.list(scope(discord, params)) };
}

function overwrite(discord: Discord, { params, body }: Call): Reply {
  const guildId = scope(discord, params);
  if (!Array.isArray(body)) {
    throw invalidForm([
      { path: [], code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' },
    ]);
  }
  const commands: CommandRequest[] = body;
  const issues = commands.flatMap((command, index) =>
    foundIn(
      discord
        .check('ApplicationCommandCreateRequestSchema', withNumericPermissions(command))
        .map((issue) => ({ ...issue, path: [index, ...issue.path] })),
      () => commandIssues(command, [index], discord.application.integrationTypes),
    ),
  );
  const all = foundIn(issues, () => bookIssues(commands));
  if (all.length > 0) throw invalidForm(all);
  return { status: 200, body: discord.commands.overwrite(commands, guildId) };
}

function remove(discord: Discord, { params }: Call): Reply {
  const isThere = discord.commands.remove(params.command ?? '', scope(discord, params));
  if (!isThere) throw new Refusal(404, 10063, 'Unknown application command');
  return { status: 204 };
}

/** The command for the schema, which wants permissions as a number. Discord accepts the string that clients send. */
function withNumericPermissions(command: CommandRequest): unknown {
  const permissions = (command as CommandRequest | null)?.default_member_permissions;
  const numeric = typeof permissions === 'string' && /^\d+$/.test(permissions);
  return numeric ? { ...command, default_member_permissions: Number(permissions) } : command;
}

function scope({ application, world }: Discord, params: Record<string, string>): string | undefined {
  if (params.application !== application.id) {
    const message = 'You are not authorized to perform this action on this application';
    throw new Refusal(403, 20012, message);
  }
  const { guild } = params;
  if (guild !== undefined && !world.guilds.get(guild)?.hasBot)
    throw new Refusal(403, 50001, 'Missing Access');
  return guild;
}
