import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // No module of ours has state; loading discord.js and the schemas for each file takes a minute in all.
    isolate: false,
    // One core less is the default, which leaves half of a small machine idle.
    maxWorkers: '100%',
    // Processes and browsers are started by some tests, on machines that may be busy with other work.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
