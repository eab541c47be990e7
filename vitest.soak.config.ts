import { defineConfig } from 'vitest/config';

/** `npm run soak`: long runs, apart from the tests. */
export default defineConfig({
  test: {
    include: [
      'test/**/*.soak.ts',
      // Of these `npm test` takes a part of the cases (test/support/how-many.ts).
      'test/daily/schedule/next-due.test.ts',
      'test/data/dates/every-day.test.ts',
      'test/data/dates/printed-date.test.ts',
      'test/data/import/formats.test.ts',
      'test/data/import/formats/csl.test.ts',
      'test/data/import/formats/listing/listing.test.ts',
    ],
    provide: { thorough: true },
    globalSetup: ['test/support/build-once.ts', 'test/support/postgres-once.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
    disableConsoleIntercept: true,
  },
});
