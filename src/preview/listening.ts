import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How many ports are tried, upwards from the given one. */
const TRIES = 50;

/** The server cannot listen at this host or port. */
export class CannotListen extends Error {}

/**
 * Makes the server listen at the port or, if it is taken, at the next free one. Gives the port.
 *
 * @throws {CannotListen} with the system's reason
 */
export async function listening(server: Server, port: number, host: string): Promise<number> {
  for (let next = port; ; next += 1) {
    try {
      await listenAt(server, next, host);
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (taken && next < Math.min(port + TRIES, 65_535)) continue;
      throw new CannotListen(error instanceof Error ? error.message : `${error}`);
    }
  }
}

function listenAt(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
