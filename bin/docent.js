#!/usr/bin/env node
// The command line is TypeScript, run as it is: nothing is built ahead, so there is nothing to be out of date.
import module from 'node:module';

// Until src/told-to-stop.ts takes over, there is nothing to put away.
if (process.argv[2] === 'start')
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => process.exit(0));

// Node 22 and later keep compiled code between starts, which halves the time that a start takes.
module.enableCompileCache?.();
const { register } = await import('tsx/esm/api');
register();
const { runCommandLine } = await import('../src/cli/command-line.ts');
await runCommandLine(process.argv);
