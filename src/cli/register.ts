import { Command } from 'commander';
import { config } from 'dotenv';
import { readSettings, SettingsError } from '../settings.ts';
import { StoreError } from '../store/store-error.ts';

/** `docent register`: registers the commands with Discord without starting the bot. */
export function registerCommand(): Command {
  return new Command('register')
    .description('register the commands with Discord, without starting the bot')
    .action(async () => {
      const { LEFT, REPLACED, registerCommands } = await import('../discord/registration.ts');
      await withRegistrations(async (rest, scope, book) => {
        const { changed, left, replaced } = await registerCommands(rest, scope, book);
        process.stdout.write(
          changed ? 'The commands are registered.\n' : 'The commands are already up to date.\n',
        );
        if (left.length > 0) process.stderr.write(`${LEFT}: ${left.join(', ')}\n`);
        if (replaced.length > 0) process.stderr.write(`${REPLACED}: ${replaced.join(', ')}\n`);
      });
    });
}

/** `docent unregister`: removes the commands from Discord. */
export function unregisterCommand(): Command {
  return new Command('unregister')
    .description('remove the commands from Discord; the next start registers them again')
    .action(async () => {
      const { unregisterCommands } = await import('../discord/registration.ts');
      await withRegistrations(async (rest, scope, book) => {
        await unregisterCommands(rest, scope, book);
        process.stdout.write('The commands have been removed.\n');
      });
    });
}

type Registering = typeof import('../discord/registration.ts').registerCommands;

/** Calls `act` with the bot's settings and its store. The bot itself must not be running, because it locks the store. */
async function withRegistrations(
  act: (...dependencies: Parameters<Registering>) => Promise<void>,
): Promise<void> {
  const { discordOf } = await import('../discord/rest.ts');
  const { whyNotLoggedIn } = await import('../discord/discord-error.ts');
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
    throw error instanceof StoreError ? error : whyNotLoggedIn(error);
  } finally {
    await store.close();
  }
}
