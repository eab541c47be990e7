import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { builtFile } from '../built-file.ts';
import { type ChildOptions, endingWithStdin, startChild } from '../child-process.ts';

/** A preview in a process of its own, as a person on a fresh machine runs it. */
export interface PreviewProcess {
  address: string;
  /** All that it printed. */
  printed(): string;
  /** Sends the signal, and gives the exit code when the process and all that it started are gone. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGKILL'): Promise<number | null>;
}

/** Starts a preview whose page answers. Rejects, with what was printed, when it ends instead. */
export async function previewProcess(
  environment: Record<string, string> = {},
  [file = '', ...args]: readonly string[] = [process.execPath, builtFile('dist/docent.js'), 'start'],
  whenOver?: ChildOptions['whenOver'],
): Promise<PreviewProcess> {
  const { DISCORD_TOKEN: _, NODE_ENV: _mode, ...inherited } = process.env;
  // An empty token is none, and keeps the one of an .env file out.
  const env = { ...inherited, DISCORD_TOKEN: '', HTTP_PORT: '0', ...environment };
  // A group of its own, so that it is known when nothing of it is left.
  const child = startChild(file, args, { env: endingWithStdin(file, env), group: true, whenOver });
  const printed = () => child.printed();
  const [address] = await child.says(/http:\/\/\S+(?=\s)/);
  const { ok } = await fetch(address);
  if (!ok) throw new Error('the page does not answer');
  return {
    address,
    printed,
    async end(signal) {
      child.process.kill(signal);
      // Settles when nobody holds its output any more, and so when its last process ends.
      const { code } = await child.ended;
      while (await isRunning(child.process.pid));
      return code;
    },
  };
}

/** For whoever ends a preview by hand, in `afterAll` or outside a test. */
export const endedByHand = () => undefined;

/** Whether any process of the group runs. The dead ones that nobody has buried do not count. */
async function isRunning(group: number | undefined): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pgid=,stat=']);
  return stdout.split('\n').some((line) => new RegExp(`^\\s*${group}\\s+[^Z]`).test(line));
}
