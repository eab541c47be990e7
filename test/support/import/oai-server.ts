import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request that a test's repository was asked. */
export interface Asked {
  /** What is after the `?`. */
  readonly query: URLSearchParams;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A repository of a test on the loopback. */
export interface OaiServer {
  /** Its base URL. */
  readonly address: string;
  readonly asked: readonly Asked[];
  /** The most requests that were open at a time. */
  readonly mostAtOnce: number;
}

/** Starts a repository that answers as it is told to, until the test ends. */
export async function oaiServer(
  answer: (asked: Asked, response: ServerResponse, count: number) => void,
): Promise<OaiServer> {
  const asked: Asked[] = [];
  let open = 0;
  let mostAtOnce = 0;
  const server = createServer((request, response) => {
    mostAtOnce = Math.max(mostAtOnce, ++open);
    response.on('close', () => open--);
    const url = new URL(request.url ?? '', 'http://localhost');
    const one = { query: url.searchParams, path: url.pathname, headers: request.headers };
    asked.push(one);
    answer(one, response, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/oai`,
    asked,
    get mostAtOnce() {
      return mostAtOnce;
    },
  };
}
