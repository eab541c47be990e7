import { execFile } from 'node:child_process';
import { builtFile } from './built-file.ts';

/** What a command left behind. */
export interface Ended {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `docent …` as a process of its own, in a folder, as a user would. */
export function docent(args: readonly string[], folder: string): Promise<Ended> {
  return run(process.execPath, [builtFile('dist/docent.js'), ...args], folder);
}

/** Runs a program in a folder and gives what it printed and its exit code. */
export function run(program: string, args: readonly string[], folder: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}
