import { Command, Option } from 'commander';
import { config } from 'dotenv';
import { readSettings, SettingsError } from '../settings.ts';
import { printOut } from './output.ts';

/** The settings, with `--to` in place of `DATABASE_URL` and checked in the same way. */
function settingsWith(to: string) {
  try {
    return readSettings({ ...process.env, DATABASE_URL: to });
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new SettingsError(error.faults.map((fault) => fault.replace(/^DATABASE_URL/, '--to')));
  }
}

/** `docent store copy --to postgres://…`: copies the embedded store into PostgreSQL. */
export function storeCommand(): Command {
  const copy = new Command('copy')
    .description('copy the store in DATA_DIR into an empty PostgreSQL database; stop the bot first')
    .addOption(
      new Option('--to <address>', 'postgres://user:password@host:5432/database').makeOptionMandatory(),
    )
    .action(async ({ to }: { to: string }) => {
      config({ quiet: true });
      const { dataDir, databaseUrl } = settingsWith(to);
      const { copyStore } = await import('../store/copy-store.ts');
      const copied = await copyStore(dataDir, databaseUrl ?? to);
      const { daily_settings, daily_posts, addresses } = copied;
      await printOut(
        `Copied ${daily_settings} daily settings, ${daily_posts} daily posts and ${addresses} long addresses.\n` +
          'Set DATABASE_URL to this address and start the bot; the old store stays where it is.\n',
      );
    });
  return new Command('store').description('manage the data that the bot stores').addCommand(copy);
}
