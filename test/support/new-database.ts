import { inject } from 'vitest';
import { newDatabaseAt } from './running-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of this run's PostgreSQL server, without a database. */
    readonly postgres: string;
  }
}

/**
 * The address of a new, empty database on the PostgreSQL server of this run. A test that stops its server starts one of
 * its own (`runPostgres`).
 *
 * @throws {Error} in a test file that is not among those for which a server runs
 */
export function newDatabase(): Promise<string> {
  const server: string | undefined = inject('postgres');
  if (server === undefined)
    throw new Error('List this test file under `process` in test/support/projects.ts.');
  return newDatabaseAt(server);
}
