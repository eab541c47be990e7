#!/usr/bin/env node
// The command line is TypeScript, run as it is: nothing is built ahead, so there is nothing to be out of date.
import './before-loading.js';

const { register } = await import('tsx/esm/api');
register();
const { runCommandLine } = await import('../src/cli/command-line.ts');
await runCommandLine(process.argv);
