import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type RegistrationBook,
  registerCommands,
  unregisterCommands,
} from '../../src/discord/registration.ts';
import { discordOf } from '../../src/discord/rest.ts';
import { type Loopback, type LoopbackOptions, startLoopback } from '../../src/preview/loopback.ts';

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

async function act(action: typeof registerCommands | typeof unregisterCommands, guildId?: string) {
  const { rest, applicationId } = await discordOf(discord);
  return action(rest, { apiUrl: discord.apiUrl, applicationId, guildId }, book);
}

const names = (guildId?: string) => discord.commands(guildId).map(({ name }) => name);
const server = () => discord.world.guild('Reading Room').id;
const overwrites = () => discord.requests.filter(({ method }) => method === 'PUT').length;

describe('registering the commands', () => {
  it('is one overwrite, and none when the same was registered before', async () => {
    expect(await act(registerCommands)).toBe(true);
    expect(names()).toEqual(['doc', 'daily']);
    expect(await act(registerCommands)).toBe(false);
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
    await expect(act(registerCommands, server())).rejects.toThrow(
      /is the bot in the server that DISCORD_GUILD_ID names/,
    );
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
