#!/usr/bin/env node
// The command line is TypeScript, run as it is: nothing is built ahead, so there is nothing to be out of date.
import module from 'node:module';
import { register } from 'tsx/esm/api';

// Node 22 and later keep compiled code between starts, which halves the time that a start takes.
module.enableCompileCache?.();
register();
const { runCommandLine } = await import('../src/cli/command-line.ts');
await runCommandLine(process.argv);
