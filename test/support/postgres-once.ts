// Before the tests that start processes: starts the PostgreSQL server that they share, a database each.
import type { TestProject } from 'vitest/node';
import { runPostgres } from './running-postgres.ts';

/** Starts the server, and gives what ends it. */
export default async function postgresOnce(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await runPostgres();
  project.provide('postgres', postgres.address);
  return postgres.close;
}
