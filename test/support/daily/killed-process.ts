import { type ChildProcess, spawn } from 'node:child_process';
import type { StoreSettings } from '../../../src/store/open-store.ts';
import { builtFile } from '../built-file.ts';

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

/** Starts the process of `killed.ts`. */
export type StartKilled = (task: KilledTask) => ChildProcess;

/** Starts `killed.ts` as it was built for this run: tests start a hundred of these processes. */
export function killedProcess(): StartKilled {
  const file = builtFile('killed.mjs');
  return (task) =>
    spawn(process.execPath, [file, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'inherit'] });
}
