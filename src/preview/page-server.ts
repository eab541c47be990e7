import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ownHosts, refusalOf, SAFE_HEADERS } from '../loopback/rest/page-guard.ts';
import { AVATARS } from './avatars.ts';
import { channelState, type Room } from './channel-state.ts';
import { listening } from './listening.ts';
import { act, UnknownAction } from './page-actions.ts';
import type { PageFile } from './page-files.ts';
import { stateStreams } from './state-streams.ts';

/** The longest body of an action, in bytes. An option may have 6,000 characters. */
const LONGEST_BODY = 100_000;

/** The page's server, listening. */
export interface PageServer {
  /** The address at which to open the page. */
  address: string;
  /** Makes every open page show the channel as it is now. */
  refresh(): void;
  /** Ends every connection at once, and frees the port. */
  close(): Promise<void>;
}

/** Dependencies and place of the page's server. */
export interface PageServerOptions {
  room: Room;
  files: Promise<ReadonlyMap<string, PageFile>>;
  port: number;
  host: string;
}

/**
 * Serves the page: its files, the channel as a stream of states (`GET /events?reader=ada`), and the actions of readers
 * (`POST /actions/<name>`). Rejects when it cannot listen.
 */
export async function servePage({ room, files, port, host }: PageServerOptions): Promise<PageServer> {
  const streams = stateStreams((reader) => channelState(room, reader));
  let hosts: string[] = [];
  let isDue = false;

  const refresh = () => {
    if (isDue) return;
    isDue = true;
    // Changes that come at once are shown together.
    setImmediate(() => {
      isDue = false;
      streams.refresh();
    });
  };
  const unsubscribe = room.loopback.world.subscribe(refresh);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, hosts);
    if (refusal !== undefined) return send(response, 403, { type: 'text/plain', body: refusal });
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
    if (request.method === 'POST' && pathname.startsWith('/actions/')) {
      const outcome = await act(room, pathname.slice('/actions/'.length), await bodyOf(request));
      refresh();
      return send(response, 200, { type: 'application/json', body: JSON.stringify(outcome) });
    }
    if (request.method === 'GET' && pathname === '/events') {
      return streams.open(response, searchParams.get('reader') === 'ben' ? 'ben' : 'ada');
    }
    const avatar = AVATARS.get(pathname);
    const file = avatar ? { type: 'image/svg+xml', body: avatar } : (await files).get(pathname);
    if ((request.method === 'GET' || request.method === 'HEAD') && file) return send(response, 200, file);
    return send(response, 404, { type: 'text/plain', body: 'there is nothing here' });
  }

  const server = createServer((request, response) => {
    response.on('error', () => response.destroy());
    answer(request, response).catch((error: unknown) => {
      const fault = error instanceof UnknownAction ? error.message : 'the request cannot be read';
      if (!response.headersSent) send(response, 400, { type: 'text/plain', body: fault });
      else response.destroy();
    });
  });
  const at = await listening(server, port, host);
  hosts = ownHosts(host, at);
  return {
    address: `http://${hosts[0]}/`,
    refresh,
    close() {
      unsubscribe();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

function send(response: ServerResponse, status: number, { type, body }: PageFile): void {
  // The rest of a refused body must not be read as the next request.
  if (status === 400) response.setHeader('Connection', 'close');
  response.writeHead(status, { ...SAFE_HEADERS, 'Content-Type': `${type}; charset=utf-8` }).end(body);
}

/** The JSON value of a body. Throws when it is too long or is not JSON. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LONGEST_BODY) throw new UnknownAction('the body is too long');
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}
