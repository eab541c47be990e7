import { execFile } from 'node:child_process';

/** How often, in milliseconds, to check whether npm is still running. */
const LOOK_EVERY = 500;

/**
 * Settles when the process should stop: at SIGTERM, SIGINT or SIGHUP (the terminal was closed) or, under `npm start`,
 * when npm or the shell between npm and this process has ended. npm passes a signal only to that shell, which ends
 * without passing it on. When a signal ends npm itself, neither the shell nor this process receives it.
 */
export function shutdownSignal(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      // bin/docent.js has a listener for the time in which the process has nothing to save yet.
      process.removeAllListeners(signal);
      process.once(signal, () => resolve(undefined));
    }
    if (process.env.npm_lifecycle_event === undefined) return;
    const shell = process.ppid;
    let npm: number | undefined;
    parentOfShell(shell, (found) => {
      npm = found;
    });
    const look = setInterval(() => {
      if (process.ppid === shell && (npm === undefined || isRunning(npm))) return;
      clearInterval(look);
      resolve(undefined);
    }, LOOK_EVERY).unref();
  });
}

/**
 * Finds the process that started a shell. Some shells replace themselves with the program that they start. Our parent
 * is then npm, and nothing is found. Nor is anything found on a system without this `ps`.
 */
function parentOfShell(shell: number, found: (pid: number) => void): void {
  execFile('ps', ['-o', 'ppid=', '-o', 'comm=', '-p', `${shell}`], (_error, stdout) => {
    const parent = /^\s*(\d+)\s+(?:\S*\/)?(?:sh|ash|bash|dash|zsh)\s*$/.exec(stdout)?.[1];
    if (parent !== undefined && Number(parent) > 1) found(Number(parent));
  });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
