import { Command } from 'commander';

/** `docent start`: runs the bot, or the preview when there is no token. */
export function startCommand(): Command {
  return new Command('start')
    .description('start the bot; without DISCORD_TOKEN, the preview')
    .action(async () => {
      // Loaded only here, because the other commands do not need discord.js and the store.
      const { start } = await import('../index.ts');
      await start();
      // A login that was abandoned may still be waiting for an answer.
      process.exit();
    });
}
