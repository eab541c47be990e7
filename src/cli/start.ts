import { Command } from 'commander';

/** `docent start`: the bot, or the preview without a token. */
export function startCommand(): Command {
  return new Command('start')
    .description('start the bot; without DISCORD_TOKEN, the preview')
    .action(async () => {
      // Loaded only here: the other commands have no use for discord.js and the store.
      const { start } = await import('../index.ts');
      await start();
      // A login that was given up may still be waiting for an answer.
      process.exit();
    });
}
