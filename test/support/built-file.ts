import { join } from 'node:path';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of this run's build. */
    readonly build: string;
  }
}

/**
 * The path of a file that was built for this run: `dist/docent.js`, or one of the processes that tests start.
 *
 * @throws {Error} in a test file that is not among those for which there is a build
 */
export function builtFile(name: string): string {
  const build: string | undefined = inject('build');
  if (build === undefined) throw new Error('List this test file under `process` in vitest.config.ts.');
  return join(build, name);
}
