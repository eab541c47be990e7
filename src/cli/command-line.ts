import { Command, type CommanderError } from 'commander';
import { CollectionError } from '../data/collections/load-collections.ts';
import { checkCommand } from './check.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { registerCommand, unregisterCommand } from './register.ts';
import { startCommand } from './start.ts';
import { storeCommand } from './store.ts';

/** What a command exits with when its input is at fault. */
const BAD_INPUT = 2;

/**
 * What a command exits with when its surroundings are at fault: settings, the store, Discord, the disk that it writes
 * to. By name, to load none of them.
 */
const SURROUNDINGS = {
  names: [
    'SettingsError',
    'StoreError',
    'StoreInUseError',
    'StoreUnavailable',
    'DiscordError',
    'OutputError',
  ],
  exitCode: 1,
};

/**
 * Runs what `docent …` was called with. Faults are printed to standard error, a line each: those of the input
 * make the process exit with 2, those of the settings, the store or Discord with 1. Anything else that is thrown is
 * a mistake of ours and goes on.
 *
 * @param argv as in `process.argv`: node, script, arguments
 */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  const commands = [
    startCommand(),
    importCommand(),
    exportCommand(),
    checkCommand(),
    registerCommand(),
    unregisterCommand(),
    storeCommand(),
  ];
  const program = new Command('docent').description(
    'A Discord bot that puts a historical archive into a server.',
  );
  for (const command of [program, ...commands, ...commands.flatMap(({ commands: own }) => own)]) {
    command.showHelpAfterError().exitOverride(exitAfterUsage);
  }
  for (const command of commands) program.addCommand(command);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    const exitCode = exitCodeFor(error);
    if (exitCode === undefined) throw error;
    // A pipe takes 64 KB at a time, and what it has not taken by the exit is lost.
    await new Promise((resolve) => process.stderr.write(`${(error as Error).message}\n`, resolve));
    process.exit(exitCode);
  }
}

function exitCodeFor(error: unknown): number | undefined {
  if (error instanceof CollectionError) return BAD_INPUT;
  return error instanceof Error && SURROUNDINGS.names.includes(error.name)
    ? SURROUNDINGS.exitCode
    : undefined;
}

/** Commander's own messages are printed by then: help asked for is no fault, a wrong option is. */
function exitAfterUsage(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : BAD_INPUT);
}
