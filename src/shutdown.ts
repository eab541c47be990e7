import { execFile } from 'node:child_process';

/** How often, in milliseconds, it is looked whether npm is still there. */
const LOOK_EVERY = 500;

/**
 * Settles when the process is told to stop: by SIGTERM, SIGINT or SIGHUP (the terminal was closed) or, under
 * `npm start`, by the end of npm or of the shell that npm started us in. npm passes a signal to that shell only,
 * which dies of it without telling us; of a signal that npm itself dies of, neither hears.
 */
export function toldToStop(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      // That of bin/docent.js, for a process that has nothing to put away yet.
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
 * Gives the process that started a shell. Where the shell has made way for us, our parent is npm, and whoever started
 * npm is none of our business; on a system without this `ps` it stays unknown.
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
