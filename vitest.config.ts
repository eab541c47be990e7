import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Processes and browsers are started by some tests, on machines that may be busy with other work.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
