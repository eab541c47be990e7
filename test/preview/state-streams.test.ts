import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StateStreams, stateStreams } from '../../src/preview/state-streams.ts';

/** More than the sockets of a system take up by themselves. */
const LARGE = 'x'.repeat(20_000_000);

describe('the streams of states', () => {
  let state: unknown;
  let made: number;
  let streams: StateStreams;
  const responses: ServerResponse[] = [];
  const server = createServer((_, response) => {
    responses.push(response);
    streams.open(response, 'ada');
  });
  beforeEach(async () => {
    state = 'first';
    made = 0;
    responses.length = 0;
    streams = stateStreams(() => {
      made += 1;
      return state;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const client = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const asked = get({ host: '127.0.0.1', port, agent: false }, (response) => {
        response.on('error', () => undefined);
        resolve(response);
      });
      asked.on('error', reject);
    });

  it('keep one state for a client that does not read, which then gets the newest', async () => {
    state = LARGE;
    const slow = await client();
    const before = responses[0]?.writableLength ?? 0;
    for (let change = 0; change < 100; change += 1) {
      state = `change ${change}`;
      streams.refresh();
    }
    expect(responses[0]?.writableLength).toBe(before);
    expect(made).toBe(1);
    let read = '';
    for await (const part of slow) {
      read = `${read}${part}`.slice(-100);
      if (read.endsWith('"\n\n') && read.includes('change')) break;
    }
    expect(read).toMatch(/xx"\n\ndata: "change 99"\n\n$/);
  });

  it('are made of one state for all who read as the same reader', async () => {
    await Promise.all([client(), client(), client()]);
    made = 0;
    streams.refresh();
    expect(made).toBe(1);
  });

  it('are 32 at most: the oldest ends for a newer one', async () => {
    const clients: IncomingMessage[] = [];
    for (let count = 0; count < 32; count += 1) clients.push(await client());
    const ended = new Promise((resolve) => clients[0]?.once('close', resolve).resume());
    await client();
    await ended;
    expect(responses.filter((response) => !response.destroyed)).toHaveLength(32);
  });
});
