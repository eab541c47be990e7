import { Command, type CommanderError } from 'commander';
import { CollectionError } from '../data/collection.ts';
import { checkCommand } from './check.ts';
import { importCommand } from './import.ts';
import { startCommand } from './start.ts';

/** What a command exits with when its input is at fault. */
const BAD_INPUT = 2;

/**
 * Runs what `docent …` was called with. Faults of the input are printed to standard error and make the
 * process exit with 2; anything else that is thrown is a mistake of ours and goes on.
 *
 * @param argv as in `process.argv`: node, script, arguments
 */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const commands = [startCommand(), importCommand(), checkCommand()];
  const program = new Command('docent').description(
    'A Discord bot that puts a historical archive into a server.',
  );
  for (const command of [program, ...commands]) {
    command.showHelpAfterError().exitOverride(exitAfterUsage);
  }
  for (const command of commands) program.addCommand(command);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CollectionError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = BAD_INPUT;
  }
}

/** Commander's own messages are printed by then: help asked for is no fault, a wrong option is. */
function exitAfterUsage(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : BAD_INPUT);
}
