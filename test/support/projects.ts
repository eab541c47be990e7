/** What a test needs to run, and so how quick it is. */
export type ProjectName = 'unit' | 'bot' | 'process' | 'browser';

/**
 * Which tests are in which project, by folder (with a slash at its end) or by file. A file belongs to the first
 * project that names it or its folder, in the order given here. All that is not named here is in `bot`.
 */
const PLACES: Readonly<Record<Exclude<ProjectName, 'bot'>, readonly string[]>> = {
  /** Chromium. */
  browser: ['test/preview/failures.test.ts', 'test/preview/hostile.test.ts', 'test/preview/page.test.ts'],
  /** Real processes, PostgreSQL. */
  process: [
    'test/build.test.ts',
    'test/start.test.ts',
    'test/cli/',
    'test/daily/crash.test.ts',
    'test/daily/processes.test.ts',
    'test/daily/storms.test.ts',
    'test/data/import/hostile.test.ts',
    'test/data/import/formats/oai/harvest.test.ts',
    'test/fixtures/',
    'test/preview/preview-process.test.ts',
    'test/loopback/rest/rest.test.ts',
    'test/store/copy-store.test.ts',
    'test/store/daily-store.test.ts',
    'test/store/embedded-store.test.ts',
    'test/store/full-disk.test.ts',
    'test/store/lost-store.test.ts',
    'test/store/new-store.test.ts',
    'test/store/path-lock.test.ts',
    'test/store/postgres-store.test.ts',
  ],
  /** Neither a socket nor a process. */
  unit: [
    'test/cache.test.ts',
    'test/clock.test.ts',
    'test/test-clock.test.ts',
    'test/preview/example-queries.test.ts',
    'test/log.test.ts',
    'test/projects.test.ts',
    'test/relevance.test.ts',
    'test/settings.test.ts',
    'test/cards/',
    'test/commands/typed-time.test.ts',
    'test/channels/failure.test.ts',
    'test/channels/own-permissions.test.ts',
    'test/daily/delivery/pace.test.ts',
    'test/daily/schedule/next-due.test.ts',
    'test/data/',
    'test/docs.test.ts',
    'test/preview/markdown.test.ts',
    'test/preview/movable-clock.test.ts',
    'test/loopback/world/snowflake.test.ts',
    'test/preview/time.test.ts',
    'test/store/',
    'test/support/',
  ],
};

/** The projects, each after those that have the first say on its files. */
const ORDER: readonly ProjectName[] = ['browser', 'process', 'unit', 'bot'];

/** The places of a project, all of `test` for `bot`. */
export function placesOf(project: ProjectName): readonly string[] {
  return project === 'bot' ? ['test/'] : PLACES[project];
}

/** The globs of a project's files, and of those in its folders that are another project's. */
export function filesOf(project: ProjectName): { readonly include: string[]; readonly exclude: string[] } {
  const globs = (name: ProjectName) =>
    placesOf(name).map((place) => (place.endsWith('/') ? `${place}**/*.test.ts` : place));
  return { include: globs(project), exclude: ORDER.slice(0, ORDER.indexOf(project)).flatMap(globs) };
}
