#!/usr/bin/env node
// The command line as `npm run build` bundles it: without TypeScript, so that it starts in a third of the time.
import './before-loading.js';

const { runCommandLine } = await import('../src/cli/command-line.ts');
await runCommandLine(process.argv);
