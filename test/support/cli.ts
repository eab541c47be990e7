import { builtFile } from './built-file.ts';
import { startChild } from './child-process.ts';

/** What a command left behind. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `docent …` as a process of its own, in a folder, as a user would. */
export function docent(args: readonly string[], folder: string): Promise<Ended> {
  return run(process.execPath, [builtFile('dist/docent.js'), ...args], folder);
}

/** Runs a program in a folder and gives what it printed and its exit code. It ends with the test at the latest. */
export async function run(program: string, args: readonly string[], folder: string): Promise<Ended> {
  const { code, stdout, stderr } = await startChild(program, args, { cwd: folder }).ended;
  return { code, stdout, stderr };
}
