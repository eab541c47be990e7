import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { builtFile } from '../built-file.ts';

/** A preview in a process of its own, as a person on a fresh machine runs it. */
export interface PreviewProcess {
  address: string;
  /** From the start of the process to a page that answered, in milliseconds. */
  startedIn: number;
  /** All that it printed. */
  printed(): string;
  /** Sends the signal, and gives the exit code when the process and all that it started are gone. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGKILL'): Promise<number | null>;
}

/** Starts a preview whose page answers. Rejects, with what was printed, when it ends instead. */
export async function previewProcess(
  environment: Record<string, string> = {},
  [file = '', ...args]: readonly string[] = [process.execPath, builtFile('dist/docent.js'), 'start'],
): Promise<PreviewProcess> {
  const { DISCORD_TOKEN: _, NODE_ENV: _mode, ...inherited } = process.env;
  const began = performance.now();
  const child = spawn(file, args, {
    // An empty token is none, and keeps the one of an .env file out.
    env: { ...inherited, DISCORD_TOKEN: '', HTTP_PORT: '0', ...environment },
    // A group of its own, so that it is known when nothing of it is left.
    detached: true,
  });
  const ended = once(child, 'close').then(
    ([code, signal]) => ({ code, signal }) as { code: number | null; signal: string | null },
  );
  let printed = '';
  const address = await new Promise<string>((resolve, reject) => {
    const read = (text: Buffer) => {
      printed += text;
      const found = /http:\/\/\S+/.exec(printed);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((how) => reject(new Error(`the preview ended: ${JSON.stringify(how)} ${printed}`)));
  });
  const { ok } = await fetch(address);
  if (!ok) throw new Error('the page does not answer');
  return {
    address,
    startedIn: performance.now() - began,
    printed: () => printed,
    async end(signal) {
      child.kill(signal);
      const { code } = await ended;
      // The compiler of tsx ends when it sees that nobody speaks to it any more.
      for (let tries = 0; await isRunning(child.pid); tries += 1) {
        if (tries === 50) throw new Error('a process of the preview is left');
        await sleep(100);
      }
      return code;
    },
  };
}

/** Whether any process of the group runs. The dead ones that nobody has buried do not count. */
async function isRunning(group: number | undefined): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pgid=,stat=']);
  return stdout.split('\n').some((line) => new RegExp(`^\\s*${group}\\s+[^Z]`).test(line));
}
