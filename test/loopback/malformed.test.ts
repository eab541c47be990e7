import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { deflateSync } from 'node:zlib';
import { ChannelType } from 'discord.js';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Loopback, startLoopback } from '../../src/loopback/loopback.ts';

let loopback: Loopback;
let port: number;
let forum: string;
const sockets: WebSocket[] = [];
beforeAll(async () => {
  loopback = await startLoopback();
  port = Number(new URL(loopback.apiUrl).port);
  const { world } = loopback;
  forum = world.addChannel(world.guild('Reading Room'), 'forum', ChannelType.GuildForum).id;
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});
afterAll(() => loopback.close());

const GATEWAY = '/?v=10&encoding=json';

/** A bot's connection, greeted. */
async function greeted(headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${GATEWAY}`, { headers });
  sockets.push(socket);
  await once(socket, 'message');
  return socket;
}

async function identified(): Promise<{ socket: WebSocket; sessionId: string }> {
  const socket = await greeted();
  const ready = once(socket, 'message');
  socket.send(JSON.stringify({ op: 2, d: { token: loopback.token, intents: 0, properties: {} } }));
  const [text] = await ready;
  return { socket, sessionId: JSON.parse(`${text}`).d.session_id };
}

/** The code that the connection is closed with. */
const closed = async (socket: WebSocket): Promise<number> => (await once(socket, 'close'))[0];

/** What the gateway answers a WebSocket's request with. */
async function upgraded(path: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  sockets.push(socket);
  socket.on('error', () => undefined);
  const refused = once(socket, 'unexpected-response').then(([, response]) => response.statusCode);
  return Promise.race([refused, once(socket, 'open').then(() => 101)]);
}

describe('who may open a connection to the gateway', () => {
  it.each<[string, Record<string, string>]>([
    ['a bot, which says nothing of an origin', {}],
    ['what calls the machine by its name', { Host: 'localhost:PORT' }],
  ])('%s', async (_, headers) => {
    expect(await upgraded(GATEWAY, ported(headers))).toBe(101);
  });

  it.each<[string, string, Record<string, string>]>([
    ['a page of another site', GATEWAY, { Origin: 'https://evil.example' }],
    ['the same at the bare address', '/', { Origin: 'https://evil.example' }],
    ['a page of another port of this machine', GATEWAY, { Origin: 'http://127.0.0.1:3000' }],
    ['a sandboxed frame', GATEWAY, { Origin: 'null' }],
    ['a site whose name leads here', GATEWAY, { Host: 'evil.example' }],
    ['the same with the right port', GATEWAY, { Host: 'evil.example:PORT' }],
    ['a browser that names no origin', GATEWAY, { 'Sec-Fetch-Site': 'cross-site' }],
  ])('not %s', async (_, path, headers) => {
    expect(await upgraded(path, ported(headers))).toBe(403);
  });

  it('one that goes away while it is refused ends nothing', async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET / HTTP/1.1\r\nHost: evil\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    socket.resetAndDestroy();
    await once(socket, 'close');
    expect(await upgraded(GATEWAY, {})).toBe(101);
  });
});

describe('a frame that no bot should send', () => {
  const before: [string, string | Buffer, number][] = [
    ['no JSON', 'hello', 4002],
    ['nothing', '', 4002],
    ['null', 'null', 4002],
    ['a list', '[]', 4002],
    ['a number', '2', 4002],
    ['without an op', '{"d":{}}', 4002],
    ['an op that is text', '{"op":"2","d":{}}', 4002],
    ['an op that is a fraction', '{"op":1.5}', 4002],
    ['bytes', Buffer.from('{"op":1,"d":null}'), 4002],
    ['compressed', deflateSync('{"op":1,"d":null}'), 4002],
    ['longer than 4,096 bytes', `{"op":1,"d":null,"x":"${'x'.repeat(5000)}"}`, 4002],
    ['a heartbeat of text', '{"op":1,"d":"1"}', 4002],
    ['IDENTIFY without data', '{"op":2}', 4002],
    ['IDENTIFY with null', '{"op":2,"d":null}', 4002],
    ['IDENTIFY with a list', '{"op":2,"d":[]}', 4002],
    ['IDENTIFY without a token', '{"op":2,"d":{}}', 4004],
    ['IDENTIFY with a token of another type', '{"op":2,"d":{"token":{}}}', 4004],
    ['RESUME without data', '{"op":6}', 4002],
    ['RESUME with null', '{"op":6,"d":null}', 4002],
    ['RESUME with text', '{"op":6,"d":"x"}', 4002],
    ['RESUME without a token', '{"op":6,"d":{}}', 4004],
    ['anything else before IDENTIFY', '{"op":3,"d":{}}', 4003],
    ['an unknown op before IDENTIFY', '{"op":99}', 4003],
  ];
  it.each(before)('%s closes the connection', async (_, frame, code) => {
    const socket = await greeted();
    const end = closed(socket);
    socket.send(frame, { binary: Buffer.isBuffer(frame) });
    expect(await end).toBe(code);
  });

  it.each<[string, object, number]>([
    ['a shard that is a number', { shard: 0 }, 4010],
    ['a shard of text', { shard: ['0', '1'] }, 4010],
    ['a shard below zero', { shard: [-1, 1] }, 4010],
    ['a shard that is null', { shard: null }, 4010],
    ['a shard of three', { shard: [0, 1, 2] }, 4010],
    ['no intents', { intents: undefined }, 4013],
    ['intents that are text', { intents: '1' }, 4013],
    ['intents below zero', { intents: -1 }, 4013],
    ['intents that are a fraction', { intents: 1.5 }, 4013],
    ['intents past 32 bits', { intents: 2 ** 40 }, 4013],
    ['compression', { compress: true }, 4002],
    ['compression of another type', { compress: {} }, 4002],
  ])('IDENTIFY with %s closes the connection', async (_, fields, code) => {
    const socket = await greeted();
    const end = closed(socket);
    socket.send(JSON.stringify({ op: 2, d: { token: loopback.token, intents: 1, ...fields } }));
    expect(await end).toBe(code);
  });

  it.each<[string, unknown, number]>([
    ['an unknown op', { op: 99, d: {} }, 4001],
    ['an op that only Discord sends', { op: 0, t: 'READY', d: {} }, 4001],
    ['a second IDENTIFY', { op: 2, d: { token: 'x' } }, 4005],
    ['RESUME', { op: 6, d: { token: 'x' } }, 4005],
  ])('%s after IDENTIFY closes the connection', async (_, packet, code) => {
    const { socket } = await identified();
    const end = closed(socket);
    socket.send(JSON.stringify(packet));
    expect(await end).toBe(code);
  });

  it.each<[string, unknown]>([
    ['none', undefined],
    ['null', null],
    ['text', '1'],
    ['one below zero', -1],
    ['one that was never sent', 1_000_000],
  ])('RESUME with a sequence number that is %s closes the connection', async (_, seq) => {
    const { sessionId } = await identified();
    const socket = await greeted();
    const end = closed(socket);
    socket.send(JSON.stringify({ op: 6, d: { token: loopback.token, session_id: sessionId, seq } }));
    expect(await end).toBe(4007);
  });

  it.each([[undefined], [null], [5], [{ toString: 1 }], ['__proto__'], ['unknown']])(
    'RESUME of the session %j is told that there is none',
    async (sessionId) => {
      const socket = await greeted();
      const answer = once(socket, 'message');
      socket.send(JSON.stringify({ op: 6, d: { token: loopback.token, session_id: sessionId, seq: 0 } }));
      expect(JSON.parse(`${(await answer)[0]}`)).toMatchObject({ op: 9, d: false });
    },
  );

  it('of a megabyte and more is not even read', async () => {
    const socket = await greeted();
    const end = closed(socket);
    socket.send('x'.repeat(3_000_000));
    expect([1009, 1006]).toContain(await end);
  });

  it('of any JSON is answered or closes the connection with a code of Discord', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 2, 3, 4, 6, 8, 99),
        fc.oneof(fc.jsonValue(), fc.record({ token: fc.constant(loopback.token), shard: fc.jsonValue() })),
        async (op, d) => {
          const socket = await greeted();
          const end = closed(socket);
          socket.send(JSON.stringify({ op, d }));
          socket.send('the end');
          expect([4001, 4002, 4003, 4004, 4010, 4013]).toContain(await end);
        },
      ),
      { seed: 12, numRuns: 100 },
    );
  });
});

describe('a request that no bot should send', () => {
  /** Sends bytes as they are; gives the status of the answer. */
  async function raw(text: string): Promise<number> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (part) => (answer += part));
    socket.write(text);
    await once(socket, 'close');
    return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
  }
  const get = (path: string) =>
    raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);

  it.each([
    ...['//', '//evil/api/v10/gateway', '/api/v10//', '/api/v10/%', '/api/v10/%ff%fe', '/api/v10/users/%00'],
    ...['*', 'http://evil/api/v10/gateway', '/?%%%&=&&', '/api/v10/%2e%2e%2fgateway', '/[', '/\\'],
    ...['/api/v10/__proto__', '/api/v10/constructor', `/${'a'.repeat(8000)}`],
  ])('at %s is not found', async (path) => {
    expect(await get(path)).toBe(404);
  });

  it('whose query is none is answered all the same', async () => {
    expect(await get('/api/v10/gateway?%&==&a[]=%zz?')).toBe(200);
  });

  it('with headers too long or none at all is refused', async () => {
    const long = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`;
    expect(await raw(long)).toBe(431);
    expect(await raw('nonsense\r\n\r\n')).toBe(400);
  });

  it.each([
    ['a page of another site', { Origin: 'https://evil.example' }],
    ['a site whose name leads here', { Host: 'evil.example' }],
    ['a form', { 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'text/plain' }],
  ])('by %s is refused', async (_, headers) => {
    expect(await asked('POST', '/interactions/1/token/callback', { headers, body: '{}' })).toBe(403);
  });

  const paths = () => {
    const { channel } = loopback.ada;
    const application = `/applications/${loopback.applicationId}`;
    const message = loopback.world.messages(channel)[0]?.id ?? '1';
    return [
      ['PUT', `${application}/commands`],
      ['POST', `/channels/${channel.id}/messages`],
      ['GET', `/channels/${channel.id}/messages?limit=all&after=none`],
      ['GET', `/channels/${channel.id}/messages?limit=-1`],
      ['POST', `/channels/${channel.id}/messages/${message}/threads`],
      ['POST', `/channels/${forum}/threads`],
      ['POST', '/interactions/1/token/callback'],
      ['PATCH', `/webhooks/${loopback.applicationId}/token/messages/@original`],
      ['POST', `/webhooks/${loopback.applicationId}/token`],
    ] as const;
  };

  const bodies = [
    ...['', 'null', '[]', '5', '"text"', 'true', '{', '{"content":', '{"embeds":{}}', '{"embeds":[null]}'],
    ...[
      '{"components":[[]]}',
      '{"components":[{"type":1,"components":5}]}',
      '[null]',
      '[{"options":[null]}]',
    ],
    ...['{"content":{}}', '{"allowed_mentions":5}', '{"nonce":{},"enforce_nonce":true,"content":"x"}'],
    ...['{"name":5,"message":null}', '{"name":"x"}', '{"type":99}', '{"type":4,"data":5}', '{"flags":"x"}'],
  ];

  it.each(bodies)('with the body %s is answered, and breaks nothing', async (body) => {
    for (const [method, path] of paths()) {
      expect(await asked(method, path, { body }), `${method} ${path}`).toBeLessThan(500);
    }
    expect(loopback.violations.filter(({ message }) => /the loopback broke/.test(message))).toEqual([]);
  });

  it('that answers an interaction with nonsense is refused, and the interaction can still be answered', async () => {
    const commands = `/applications/${loopback.applicationId}/commands`;
    expect(await asked('PUT', commands, { body: '[{"name":"ask","description":"Asks"}]' })).toBe(200);
    const { socket } = await identified();
    const dispatched = once(socket, 'message');
    const answer = loopback.command(loopback.ada, 'ask');
    const { id, token } = JSON.parse(`${(await dispatched)[0]}`).d;
    const callback = `/interactions/${id}/${token}/callback`;
    // Fields that nobody knows are no matter to Discord.
    const wrong = bodies.filter((body) => !body.includes('"x"}') || body.includes('flags'));
    const nonsense = [...bodies, ...wrong.map((body) => `{"type":4,"data":${body || 0}}`)];
    for (const body of nonsense) {
      expect(await asked('POST', callback, { body }), body).toBe(400);
    }
    expect(await asked('POST', callback, { body: '{"type":4,"data":{"content":"ok"}}' })).toBe(204);
    expect((await answer).message?.content).toBe('ok');
  });

  it('with a body that never ends is refused', async () => {
    expect(await asked('POST', '/interactions/1/token/callback', { body: 'x'.repeat(27_000_000) })).toBe(413);
  });

  async function asked(
    method: string,
    path: string,
    { headers = {}, body }: { headers?: Record<string, string>; body: string },
  ): Promise<number> {
    const all = { Authorization: `Bot ${loopback.token}`, 'Content-Type': 'application/json', ...headers };
    return new Promise((resolve) => {
      const sent = request({ host: '127.0.0.1', port, method, path: `/api/v10${path}`, headers: all });
      sent.on('response', (response) => {
        resolve(response.statusCode ?? 0);
        response.resume();
      });
      // What is refused before it is read may be cut off.
      sent.on('error', () => undefined);
      sent.end(body);
    });
  }
});

function ported(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', `${port}`)]),
  );
}
