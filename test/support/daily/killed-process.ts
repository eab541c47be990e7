import { createInterface } from 'node:readline';
import type { StoreSettings } from '../../../src/store/open-store.ts';
import { builtFile } from '../built-file.ts';
import { type Child, type ChildOptions, startChild } from '../child-process.ts';
import type { TestClock } from '../test-clock.ts';

/** What the process that is killed is given. */
export interface KilledTask {
  readonly apiUrl: string;
  readonly token: string;
  readonly store: StoreSettings;
  /** The instant at which it begins. */
  readonly now: string;
  readonly kill?: OwnKill;
}

/** A process that kills itself around a call. */
export interface OwnKill {
  readonly when: 'before' | 'after';
  readonly call: string;
  /** Which of the calls of that name, from 1. */
  readonly nth: number;
}

/** What the process says whenever nothing is in flight. */
export interface KilledReport {
  /** Milliseconds until the next timer of its clock. Null when there is none. */
  readonly nextTimer: number | null;
  /** Whether it has ended a post. */
  readonly ended: boolean;
}

/** The process of `killed.ts`, whose clock is moved from here. */
export interface KilledProcess extends Child {
  /** Settles with the next report; undefined when the process has ended instead. */
  report(): Promise<KilledReport | undefined>;
  /** Lets time pass on its clock. */
  advance(milliseconds: number): void;
}

/** Starts the process of `killed.ts`. */
export type StartKilled = (task: KilledTask, whenOver?: ChildOptions['whenOver']) => KilledProcess;

/** How much time may pass while processes are conducted, in milliseconds. */
const HOUR = 3_600_000;

/**
 * Lets time pass for processes and the clock of their Discord alike, from timer to timer, each when none of them has
 * anything in flight, until that is over which a test waits for. Settles also when all processes have ended.
 *
 * @throws {Error} when it is not over within an hour of the clock, or no process waits for anything
 */
export async function conduct(
  processes: readonly KilledProcess[],
  clock: TestClock,
  isOver: (reports: readonly KilledReport[]) => boolean | Promise<boolean>,
): Promise<void> {
  const end = clock.elapsed() + HOUR;
  let alive = [...processes];
  for (;;) {
    const said = await Promise.all(alive.map(async (child) => ({ child, report: await child.report() })));
    const reports = said.flatMap(({ report }) => (report ? [report] : []));
    alive = said.flatMap(({ child, report }) => (report ? [child] : []));
    if (alive.length === 0 || (await isOver(reports))) return;
    const next = Math.min(...reports.map(({ nextTimer }) => nextTimer ?? Number.POSITIVE_INFINITY));
    if (clock.elapsed() + next > end) throw new Error('the processes come to no end');
    clock.advance(next);
    for (const child of alive) child.advance(next);
  }
}

/** Starts `killed.ts` as it was built for this run: tests start a hundred of these processes. */
export function killedProcess(): StartKilled {
  const file = builtFile('killed.mjs');
  return (task, whenOver) => {
    const child = startChild(process.execPath, [file, JSON.stringify(task)], { whenOver });
    const lines = createInterface({ input: child.process.stdout })[Symbol.asyncIterator]();
    return {
      ...child,
      async report() {
        const { value, done } = await lines.next();
        return done ? undefined : (JSON.parse(value) as KilledReport);
      },
      advance: (milliseconds) => void child.process.stdin.write(`${milliseconds}\n`),
    };
  };
}
