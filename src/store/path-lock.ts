import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readlinkSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';

/** A path that this process has locked. */
export interface PathLock {
  release(): Promise<void>;
}

/**
 * Locks a path for this process, whatever happens to the files there. SQLite's own lock belongs to the file: when the
 * file or its folder is deleted, a second process makes a new file and locks that. The same goes for any lock file. A
 * listening socket needs no file, and the system closes it when the process ends, even by SIGKILL:
 * - Linux: in the abstract namespace (unix(7)), which leaves nothing on the disk. The name includes the mount
 *   namespace, because two containers on one network may mean different folders by one path.
 * - Windows: a named pipe, which goes away with its process.
 * - macOS and others: a socket file in /tmp. The one that a killed process left behind refuses connections, and is
 *   replaced. When two processes replace it at the same moment, SQLite's lock stops one of them.
 *
 * Where sockets are not allowed (a sandbox) there is no such lock, only SQLite's.
 * @param path Absolute.
 * @param name The name of the socket; only tests give it.
 * @returns undefined when this process or another one has locked the path already.
 */
export async function lockPath(path: string, name = socketName(path)): Promise<PathLock | undefined> {
  let server = await listening(name);
  if (server === 'taken' && isSocketFile(name) && (await isLeftBehind(name))) {
    unlinkIfAllowed(name);
    server = await listening(name);
  }
  if (server === 'taken') return undefined;
  return {
    async release() {
      if (server === 'not allowed') return;
      server.close();
      await once(server, 'close');
    },
  };
}

function socketName(path: string): string {
  const place = process.platform === 'linux' ? mountNamespace() : '';
  const hash = createHash('sha256').update(`${place}\0${path}`).digest('hex').slice(0, 40);
  if (process.platform === 'linux') return `\0docent-store-${hash}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\docent-store-${hash}`;
  // Not the environment's folder for temporary files, because two terminals may have different ones.
  return `/tmp/docent-store-${hash}.sock`;
}

function mountNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/mnt');
  } catch {
    return '';
  }
}

function isSocketFile(name: string): boolean {
  return name.startsWith('/');
}

async function listening(name: string): Promise<Server | 'taken' | 'not allowed'> {
  const server = createServer((socket) => socket.destroy());
  try {
    // Exclusive, because workers of node:cluster would otherwise share it.
    server.listen({ path: name, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'taken' : 'not allowed';
  }
  // Later errors must not end the process, and the lock alone must not keep it running.
  server.on('error', () => undefined).unref();
  return server;
}

async function isLeftBehind(name: string): Promise<boolean> {
  const socket = connect(name);
  try {
    await once(socket, 'connect');
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED';
  } finally {
    socket.destroy();
  }
}

function unlinkIfAllowed(name: string): void {
  try {
    unlinkSync(name);
  } catch {
    // It belongs to another user, or is gone already. The next attempt to listen shows which.
  }
}
