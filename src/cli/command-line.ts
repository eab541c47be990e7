import { Command, type CommanderError } from 'commander';
import { CollectionError } from '../data/collections/load-collections.ts';
import { checkCommand } from './check.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { registerCommand, unregisterCommand } from './register.ts';
import { startCommand } from './start.ts';
import { storeCommand } from './store.ts';

/** The exit code for a fault in the input. */
const BAD_INPUT = 2;

/**
 * The exit code for a fault in the surroundings: the settings, the store, Discord, the disk. The errors are known by
 * their names, so that none of their modules has to be loaded.
 */
const BAD_SURROUNDINGS = {
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
 * Runs `docent …`. Faults are printed to standard error, one on each line. The process exits with 2 for a fault in the
 * input, and with 1 for one in the settings, the store, Discord or the disk. Any other error is a bug and is thrown.
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
    // A pipe accepts 64 KB at a time, and what it has not accepted before the exit is lost.
    await new Promise((resolve) => process.stderr.write(`${(error as Error).message}\n`, resolve));
    process.exit(exitCode);
  }
}

function exitCodeFor(error: unknown): number | undefined {
  if (error instanceof CollectionError) return BAD_INPUT;
  return error instanceof Error && BAD_SURROUNDINGS.names.includes(error.name)
    ? BAD_SURROUNDINGS.exitCode
    : undefined;
}

/** Commander has printed its message by then. Asking for help is not a fault; a wrong option is. */
function exitAfterUsage(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : BAD_INPUT);
}
