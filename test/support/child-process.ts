import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';

/** How a process ended, and all that it printed. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that a test has started. It is killed when the test is over, whether or not the test has passed. */
export interface Child {
  readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  /** Settles when the process has ended and all that it printed has been read. */
  readonly ended: Promise<Ended>;
  /** All that it has printed so far, on both streams. */
  printed(): string;
  /**
   * Settles when what the process has printed, on both streams, matches.
   *
   * @throws {Error} with all that it printed, when it ends without that
   */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Kills the process, with all that it has started if it leads a group, and settles when it is gone. */
  kill(): Promise<Ended>;
}

/** How a process is started. */
export interface ChildOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Whether the process leads a group, so that all that it starts is killed with it. */
  readonly group?: boolean;
  /** Is given what kills the process; the end of the running test unless given. */
  readonly whenOver?: ((kill: () => Promise<void>) => void) | undefined;
}

/** Ends a Node process when its standard input closes. */
const END_WITH_STDIN = `data:text/javascript,${encodeURIComponent(
  "process.stdin.on('end',()=>process.kill(process.pid,'SIGKILL')).resume().unref?.()",
)}`;

/**
 * The environment in which a Node program ends when its standard input closes, so that none outlives a test run that was
 * itself killed. Another program, such as npm, gets its own: what it starts sees its input close when npm dies, and has
 * to end by itself then.
 */
export function endingWithStdin(file: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (file !== process.execPath) return env;
  return { ...env, NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --import=${END_WITH_STDIN}`.trim() };
}

/** Starts a process. */
export function startChild(
  file: string,
  args: readonly string[],
  { env = process.env, cwd, group = false, whenOver = onTestFinished }: ChildOptions = {},
): Child {
  const child = spawn(file, args, { env, cwd, detached: group, stdio: ['pipe', 'pipe', 'pipe'] });
  // A process that has been killed reads no more.
  child.stdin.on('error', () => undefined);
  const printed = { stdout: '', stderr: '', all: '' };
  const readers = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      printed[stream] += text;
      printed.all += text;
      for (const read of readers) read();
    });
  }
  const ended = endOf(child).then(({ code, signal }) => ({
    ...{ code, signal, stdout: printed.stdout, stderr: printed.stderr },
  }));
  // Whoever does not await the end is not to fail by it.
  ended.catch(() => undefined);
  const kill = () => {
    if (group && child.pid !== undefined) killGroup(child.pid);
    else child.kill('SIGKILL');
    return ended;
  };
  whenOver(async () => void (await kill()));
  return {
    process: child,
    ended,
    printed: () => printed.all,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const read = () => {
          const found = pattern.exec(printed.all);
          if (!found) return;
          readers.delete(read);
          resolve(found);
        };
        readers.add(read);
        read();
        ended.then(({ code, signal }) => {
          readers.delete(read);
          reject(new Error(`the process has ended: ${JSON.stringify({ code, signal })} ${printed.all}`));
        }, reject);
      }),
    kill,
  };
}

async function endOf(child: ChildProcess) {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: nothing of the group is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
