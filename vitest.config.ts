import { defineConfig } from 'vitest/config';
import { filesOf, type ProjectName } from './test/support/projects.ts';

const project = (name: ProjectName, more: object) => ({
  extends: true as const,
  test: { name, ...filesOf(name), ...more },
});

export default defineConfig({
  test: {
    // No module of ours has state; loading discord.js and the schemas for each file takes a minute in all.
    isolate: false,
    setupFiles: ['test/support/leaves-nothing.ts'],
    provide: { thorough: false },
    // One core less is the default, which leaves half of a small machine idle.
    maxWorkers: '100%',
    // Only what hangs takes so long, however busy the machine is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      project('unit', { setupFiles: ['test/support/units-only.ts'] }),
      project('bot', {}),
      // Their tests start processes themselves: one file after the other, when the others are done.
      project('process', {
        globalSetup: ['test/support/build-once.ts', 'test/support/postgres-once.ts'],
        sequence: { groupOrder: 1 },
        maxWorkers: 1,
      }),
      project('browser', {
        globalSetup: ['test/support/build-once.ts'],
        sequence: { groupOrder: 2 },
        maxWorkers: 1,
      }),
    ],
    // Only tests with a browser look again and again: what it shows comes from outside, and tells nobody.
    expect: { poll: { interval: 50, timeout: 240_000 } },
  },
});
