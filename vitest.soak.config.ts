import { defineConfig } from 'vitest/config';

/** `npm run soak`: long runs, apart from the tests. */
export default defineConfig({
  test: {
    include: ['test/**/*.soak.ts'],
    globalSetup: ['test/support/build-once.ts', 'test/support/postgres-once.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
    disableConsoleIntercept: true,
  },
});
