import { Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistrationBook } from '../../src/discord/registered-commands.ts';
import { registerCommands, unregisterCommands } from '../../src/discord/registration.ts';
import { discordOf } from '../../src/discord/rest.ts';
import { type Loopback, type LoopbackOptions, startLoopback } from '../../src/loopback/loopback.ts';

let discord: Loopback;
let remembered: Map<string, string>;

const start = async (options: LoopbackOptions = {}) => {
  discord = await startLoopback(options);
  remembered = new Map();
};
beforeEach(() => start());
afterEach(async () => {
  await discord.close();
  expect(discord.violations).toEqual([]);
});

const book: RegistrationBook = {
  hash: async (scope) => remembered.get(scope),
  remember: async (scope, hash) => void remembered.set(scope, hash),
};

async function act<T>(
  action: (...parts: Parameters<typeof registerCommands>) => Promise<T>,
  guildId?: string,
): Promise<T> {
  const { rest, applicationId } = await discordOf(discord);
  return action(rest, { apiUrl: discord.apiUrl, applicationId, guildId }, book);
}

/** Somebody else with the same token has Discord show these commands, and no others. */
async function others(commands: readonly string[], guildId?: string) {
  const { rest, applicationId } = await discordOf(discord);
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  await rest.put(route, { body: commands.map((name) => ({ name, description: 'Of others' })) });
}

const names = (guildId?: string) => discord.commands(guildId).map(({ name }) => name);
const server = () => discord.world.guild('Reading Room').id;
const overwrites = () => discord.requests.filter(({ method }) => method === 'PUT').length;

describe('registering the commands', () => {
  it('is one overwrite, and none when the same was registered before', async () => {
    expect(await act(registerCommands)).toEqual({ changed: true, left: [], replaced: [] });
    expect(names()).toEqual(['doc', 'daily']);
    expect(await act(registerCommands)).toEqual({ changed: false, left: [], replaced: [] });
    expect(overwrites()).toBe(1);
  });

  it('in one server takes the global ones away, so that none shows twice', async () => {
    await act(registerCommands);
    await act(registerCommands, server());
    expect(names()).toEqual([]);
    expect(names(server())).toEqual(['doc', 'daily']);
  });

  it('everywhere again takes those of the one server away', async () => {
    await act(registerCommands, server());
    await act(registerCommands);
    expect(names()).toEqual(['doc', 'daily']);
    expect(names(server())).toEqual([]);
  });

  it('in a server that the bot is not in says so', async () => {
    discord.faults.forbid('PUT /applications/:application/guilds/:guild/commands');
    await expect(act(registerCommands, server())).rejects.toThrow(/Check that the bot is in that server/);
  });

  it('is done again after they were taken away', async () => {
    await act(registerCommands);
    await act(unregisterCommands);
    expect(names()).toEqual([]);
    await act(registerCommands);
    expect(names()).toEqual(['doc', 'daily']);
  });

  it('is for the kinds of installation that the application allows', async () => {
    await act(registerCommands);
    expect(discord.commands()[0]).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    await discord.close();
    await start({ integrationTypes: [0] });
    await act(registerCommands);
    expect(discord.commands()[0]).toMatchObject({ integration_types: [0], contexts: [0, 1] });
  });
});

describe('commands that others have registered for the application', () => {
  it('are left when ours are to appear in one server, and named', async () => {
    await others(['ask', 'doc']);
    expect(await act(registerCommands, server())).toMatchObject({ changed: true, left: ['ask', 'doc'] });
    expect(names()).toEqual(['ask', 'doc']);
    expect(names(server())).toEqual(['doc', 'daily']);
    expect(await act(registerCommands, server())).toMatchObject({ changed: false, left: ['ask', 'doc'] });
  });

  it('are left, and ours beside them taken away', async () => {
    await act(registerCommands);
    const [ours] = discord.commands();
    // Created by itself, beside ours.
    if (ours) discord.commands().push({ ...ours, id: '5', name: 'ask', version: '6' });
    expect(await act(registerCommands, server())).toMatchObject({ left: ['ask'] });
    expect(names()).toEqual(['ask']);
  });

  it('are left where they have taken the place of ours since, whatever their names', async () => {
    await act(registerCommands);
    await others(['doc', 'daily']);
    expect(await act(registerCommands, server())).toMatchObject({ left: ['doc', 'daily'] });
    expect(names()).toEqual(['doc', 'daily']);
  });

  it('are left in a server that ours were moved out of, until they are unregistered', async () => {
    const { id } = discord.world.addGuild('Archive');
    await act(registerCommands, id);
    await others(['ask'], id);
    expect(await act(registerCommands, server())).toMatchObject({ left: ['ask'] });
    expect([names(id), names(server())]).toEqual([['ask'], ['doc', 'daily']]);
    await act(unregisterCommands);
    expect([names(id), names(server()), names()]).toEqual([[], [], []]);
  });

  it('are replaced where ours are to appear, and named', async () => {
    await others(['ask', 'doc']);
    expect(await act(registerCommands)).toEqual({ changed: true, left: [], replaced: ['ask'] });
    expect(names()).toEqual(['doc', 'daily']);
  });

  it('instead of ours are noticed, and ours registered again', async () => {
    await act(registerCommands);
    await others([]);
    expect(await act(registerCommands)).toEqual({ changed: true, left: [], replaced: [] });
    await others(['doc', 'daily']);
    expect((await act(registerCommands)).changed).toBe(true);
    expect((await act(registerCommands)).changed).toBe(false);
  });

  it('are not looked for where Discord does not list them', async () => {
    const unlisted = { status: 404, times: Number.POSITIVE_INFINITY };
    discord.faults.serverError('GET /applications/:application/commands', unlisted);
    expect((await act(registerCommands)).changed).toBe(true);
    expect((await act(registerCommands)).changed).toBe(false);
    await act(registerCommands, server());
    expect(names()).toEqual([]);
  });

  it('are told from ours by their names where the store of version 0.1.0 remembers no more', async () => {
    await act(registerCommands);
    for (const scope of remembered.keys()) if (scope.endsWith(' versions')) remembered.delete(scope);
    expect((await act(registerCommands)).changed).toBe(false);
    await act(registerCommands, server());
    expect(names()).toEqual([]);
  });
});

describe('the one server', () => {
  it('that was not reached while it was moved is left behind later', async () => {
    const [first, second] = [discord.world.addGuild('First'), discord.world.addGuild('Second')];
    await act(registerCommands, first.id);
    discord.faults.serverError(new RegExp(`^GET .*${first.id}`), { times: 4 });
    await expect(act(registerCommands, second.id)).rejects.toThrow();
    await act(registerCommands, server());
    expect([names(first.id), names(second.id)]).toEqual([[], []]);
  });

  it('that the bot is not in leaves what is registered everywhere', async () => {
    await act(registerCommands);
    await expect(act(registerCommands, '1')).rejects.toThrow(/DISCORD_GUILD_ID/);
    expect(names()).toEqual(['doc', 'daily']);
  });
});
