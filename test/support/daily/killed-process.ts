import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { StoreSettings } from '../../../src/store/open-store.ts';

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

/**
 * `killed.ts` in one file, from which a process starts in a fifth of the time: tests start a hundred of them. What is
 * not JavaScript, or is asked for only when it is there, stays outside; so the file lies beside the packages.
 */
export async function killedProcess(): Promise<StartKilled> {
  const outfile = fileURLToPath(
    new URL(`../../../node_modules/.cache/docent-test/killed-${process.pid}.mjs`, import.meta.url),
  );
  await build({
    entryPoints: [fileURLToPath(new URL('killed.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { 'discord.js': fileURLToPath(new URL('discord-parts.ts', import.meta.url)) },
    external: ['libsql', 'pg', 'zlib-sync', 'bufferutil', 'utf-8-validate'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return (task) =>
    spawn(process.execPath, [outfile, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'inherit'] });
}
