import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../src/channels/failure.ts';

const request = { files: undefined, body: undefined } as never;
const api = (code: number, status: number) =>
  new DiscordAPIError(
    { code, message: 'no' } as never,
    code,
    status,
    'POST',
    'https://discord.example',
    request,
  );
const limit = (global: boolean) =>
  new RateLimitError({
    ...{ global, method: 'POST', url: '', route: '', majorParameter: '', hash: '', limit: 5 },
    ...{ timeToReset: 1500, retryAfter: 1500, sublimitTimeout: 0, scope: 'user' },
  } as never);

/** A page of HTML, as @discordjs/rest reports it. */
const page = (status: number) => {
  const html = new TextEncoder().encode('<title>Attention required!</title>').buffer;
  const of = (name: 'code') => (html as unknown as { code?: number })[name] as number;
  return new DiscordAPIError(html as never, of('code'), status, 'POST', '', request);
};

describe('the failure of a call to Discord', () => {
  it.each([
    [limit(false), { kind: 'limited', after: 1500, everywhere: false }],
    [limit(true), { kind: 'limited', after: 1500, everywhere: true }],
    [new HTTPError(502, 'Bad Gateway', 'POST', '', request), { kind: 'unreachable', mayBeDone: true }],
    [
      Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }),
      { kind: 'unreachable', mayBeDone: false },
    ],
    [Object.assign(new Error('reset'), { code: 'ECONNRESET' }), { kind: 'unreachable', mayBeDone: true }],
    [new DOMException('aborted', 'AbortError'), { kind: 'unreachable', mayBeDone: true }],
    [api(0, 401), { kind: 'unauthorized' }],
    [api(40333, 403), { kind: 'unreachable', mayBeDone: true, everywhere: true }],
    [page(403), { kind: 'unreachable', mayBeDone: true, everywhere: true }],
    [page(404), { kind: 'unreachable', mayBeDone: true, everywhere: true }],
    [api(130000, 503), { kind: 'unreachable', mayBeDone: false }],
    [api(160004, 400), { kind: 'already' }],
    [api(40033, 400), { kind: 'already' }],
    [api(50001, 403), { kind: 'refused', reason: 'missing-access' }],
    [api(50013, 403), { kind: 'refused', reason: 'missing-permissions' }],
    [api(10003, 404), { kind: 'refused', reason: 'unknown-channel' }],
    [api(40067, 400), { kind: 'refused', reason: 'tag-required' }],
    [api(50035, 400), { kind: 'refused', reason: 'rejected' }],
    [api(99999, 403), { kind: 'refused', reason: 'missing-permissions' }],
  ])('%s means %o', (error, failure) => {
    expect(failureOf(error)).toEqual(failure);
  });
});
