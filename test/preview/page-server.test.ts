import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownHosts } from '../../src/loopback/rest/page-guard.ts';
import type { ChannelState } from '../../src/preview/page/protocol.ts';
import { type Preview, startPreview } from '../../src/preview/preview.ts';
import { testClock } from '../support/test-clock.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === '::1'),
);

const clock = testClock('2026-11-24T12:00:00Z');
let preview: Preview;
let origin: string;
let port: number;
beforeAll(async () => {
  const where = { port: 0, host: '127.0.0.1', zone: 'Europe/Tirane', queries: [] };
  preview = await startPreview({ clock, ...where, startBot: async () => async () => undefined });
  origin = preview.address.replace(/\/$/, '');
  port = Number(new URL(origin).port);
});
afterAll(() => preview.stop());

/** Sends what fetch would not let through. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
  at = { host: '127.0.0.1', port },
) {
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      const sent = request({ ...at, method, path, headers }, (response) => {
        let text = '';
        response.on('data', (part) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
        );
      });
      sent.on('error', reject).end(body);
    },
  );
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const now = JSON.stringify({ local: null });

describe('who may ask the page', () => {
  it('itself, and a person who typed its address', async () => {
    expect((await ask('GET', '/')).status).toBe(200);
    expect((await ask('GET', '/', { Host: `localhost:${port}`, 'Sec-Fetch-Site': 'none' })).status).toBe(200);
    const own = { ...JSON_TYPE, Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
    expect(await ask('POST', '/actions/clock', own, now)).toMatchObject({ status: 200, text: '{}' });
  });

  it('HEAD is answered as GET, without the body', async () => {
    const { headers } = await ask('GET', '/page.js');
    expect(await ask('HEAD', '/page.js')).toMatchObject({ status: 200, text: '' });
    expect((await ask('HEAD', '/page.js')).headers['content-type']).toBe(headers['content-type']);
    expect((await ask('HEAD', '/')).status).toBe(200);
  });

  it.each([
    ['another name for this machine', 'GET', '/', { Host: 'evil.example' }],
    ['another port', 'GET', '/', { Host: '127.0.0.1:1' }],
    ['another site, the stream', 'GET', '/events?reader=ada', { 'Sec-Fetch-Site': 'cross-site' }],
    [
      'another port of this machine',
      'POST',
      '/actions/clock',
      { ...JSON_TYPE, 'Sec-Fetch-Site': 'same-site' },
    ],
    ['another origin', 'POST', '/actions/clock', { ...JSON_TYPE, Origin: 'https://evil.example' }],
    ['a sandboxed frame', 'POST', '/actions/clock', { ...JSON_TYPE, Origin: 'null' }],
    ['a form', 'POST', '/actions/clock', { 'Content-Type': 'text/plain' }],
    ['nobody knows what', 'POST', '/actions/clock', {}],
  ])('not %s', async (_, method, path, headers) => {
    expect((await ask(method, path, headers, method === 'POST' ? now : '')).status).toBe(403);
  });

  it.each([
    ['no such action', '/actions/toString', '{}'],
    ['a shape of its own', '/actions/press', '{"reader":"eve"}'],
    ['a day that is none', '/actions/clock', '{"local":"2026-02-30T12:00"}'],
    ['no JSON', '/actions/clock', '{'],
    ['too much', '/actions/clock', `{"local":"${'x'.repeat(200_000)}"}`],
  ])('400: %s', async (_, path, body) => {
    expect((await ask('POST', path, JSON_TYPE, body)).status).toBe(400);
  });

  it('404: nothing else is served', async () => {
    for (const path of [
      '/package.json',
      '/../package.json',
      '/%2e%2e/package.json',
      '/page.ts',
      '/actions/clock',
    ]) {
      expect((await ask('GET', path)).status).toBe(404);
    }
  });
});

describe('where the page is', () => {
  const servedAt = (host: string) =>
    startPreview({
      ...{ clock, port: 0, host, zone: 'UTC', queries: [] },
      startBot: async () => async () => undefined,
    });

  it.each([
    ['127.0.0.2', '127.0.0.2'],
    ['localhost', 'localhost'],
    ['0.0.0.0', '127.0.0.1'],
  ])('told to be at %s, it says %s and answers there', async (host, name) => {
    const { address, stop } = await servedAt(host);
    expect(new URL(address).hostname).toBe(name);
    expect((await fetch(address)).status).toBe(200);
    await stop();
  });

  it('an IPv6 address is in brackets', async () => {
    const opened = ['::1', '0:0:0:0:0:0:0:1', '::'].map((host) => ownHosts(host, 3000)[0]);
    expect(opened).toEqual(['[::1]:3000', '[::1]:3000', '[::1]:3000']);
    for (const host of hasIpv6 ? ['::1', '0:0:0:0:0:0:0:1', '::'] : []) {
      const { address, stop } = await servedAt(host);
      expect(new URL(address).hostname).toBe('[::1]');
      expect((await fetch(address)).status).toBe(200);
      await stop();
    }
  });

  it('open to the network, it answers at the address that a request came to, and at no other name', async () => {
    const { address, stop } = await servedAt('0.0.0.0');
    const at = Number(new URL(address).port);
    const asked = (host: string) => ask('GET', '/', { Host: host }, '', { host: '127.0.0.3', port: at });
    expect((await asked(`127.0.0.3:${at}`)).status).toBe(200);
    expect((await asked(`192.168.0.9:${at}`)).status).toBe(403);
    expect((await asked(`evil.example:${at}`)).status).toBe(403);
    await stop();
  });
});

describe('what the page may do', () => {
  it('runs no script and loads nothing but its own', async () => {
    const { headers, text } = await ask('GET', '/');
    const policy = `${headers['content-security-policy']}`;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy.match(/unsafe-\w+/g)).toEqual(['unsafe-inline']);
    expect(policy).toContain("style-src-attr 'unsafe-inline'");
    expect(text).not.toMatch(/https?:|<script>|style=/);
  });
});

describe('the clock', () => {
  const state = async (): Promise<ChannelState> => {
    const { body } = await fetch(`${origin}/events?reader=ben`);
    const reader = body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    await reader?.cancel();
    return JSON.parse(new TextDecoder().decode(value).replace(/^data: /, '')) as ChannelState;
  };
  const set = (local: string | null) => ask('POST', '/actions/clock', JSON_TYPE, JSON.stringify({ local }));

  it('is set to a day and hour in its zone, goes on from there, and back to the real time', async () => {
    await set('2031-07-05T09:30');
    clock.advance(1000);
    const { clock: shown, reader } = await state();
    expect(reader).toBe('ben');
    expect(shown).toMatchObject({ moved: true, zone: 'Europe/Tirane' });
    expect(shown.now).toMatch(/^2031-07-05T07:30:01/);
    await set('0050-02-03T09:30');
    expect((await state()).clock.now).toMatch(/^0050-02-03T08:10:/);
    await set(null);
    expect((await state()).clock.moved).toBe(false);
  });
});
