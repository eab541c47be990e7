import { Command } from 'commander';
import { config } from 'dotenv';
import { readSettings, SettingsError } from '../settings.ts';

/** `docent register`: the commands as Discord shows them, without starting the bot. */
export function registerCommand(): Command {
  return new Command('register')
    .description('register the commands with Discord, without starting the bot')
    .action(async () => {
      const { LEFT, REPLACED, registerCommands } = await import('../discord/registration.ts');
      await withRegistrations(async (rest, scope, book) => {
        const { changed, left, replaced } = await registerCommands(rest, scope, book);
        process.stdout.write(
          changed ? 'The commands are registered.\n' : 'The commands were registered before.\n',
        );
        if (left.length > 0) process.stderr.write(`${LEFT}: ${left.join(', ')}\n`);
        if (replaced.length > 0) process.stderr.write(`${REPLACED}: ${replaced.join(', ')}\n`);
      });
    });
}

/** `docent unregister`: takes the commands away again. */
export function unregisterCommand(): Command {
  return new Command('unregister')
    .description('take the commands away from Discord; the next start registers them again')
    .action(async () => {
      const { unregisterCommands } = await import('../discord/registration.ts');
      await withRegistrations(async (rest, scope, book) => {
        await unregisterCommands(rest, scope, book);
        process.stdout.write('The commands are taken away.\n');
      });
    });
}

type Registering = typeof import('../discord/registration.ts').registerCommands;
type Parts = Parameters<Registering>;

/** Does something with what is registered, with the settings and the store of the bot, which must not run. */
async function withRegistrations(act: (...parts: Parts) => Promise<void>): Promise<void> {
  const { discordOf } = await import('../discord/rest.ts');
  const { DiscordError, whyNotLoggedIn } = await import('../discord/discord-error.ts');
  const { openStore } = await import('../store/open-store.ts');
  config({ quiet: true });
  const settings = readSettings(process.env);
  if (settings.token === undefined)
    throw new SettingsError(['DISCORD_TOKEN is not set: see "Adding a token" in README.md.']);
  const { rest, applicationId } = await discordOf({ ...settings, token: settings.token });
  const store = await openStore(settings);
  try {
    await act(rest, { ...settings, applicationId }, store.registrations);
  } catch (error) {
    throw error instanceof DiscordError ? error : whyNotLoggedIn(error);
  } finally {
    await store.close();
  }
}
