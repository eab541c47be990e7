import { describe, expect, test } from 'vitest';
import { botOn, loopbackForTest, refusal } from '../../support/preview/bot.ts';
import { testClock } from '../../support/test-clock.ts';

const CALLBACK = 'POST /interactions/:id/:token/callback';
const ME = 'GET /users/@me';

async function bot(options = {}) {
  const loopback = await loopbackForTest(options);
  const { client, errors, quiet } = await botOn(
    loopback,
    (asked) => asked.isChatInputCommand() && asked.reply('ok'),
    { rest: { retries: 0 } },
  );
  await client.application.commands.set([{ name: 'ask', description: 'Asks' }]);
  const statuses = (path: string) =>
    loopback.requests.filter((each) => each.path === path).map((each) => each.status);
  return { loopback, client, errors, quiet, statuses };
}

describe('a rate limit', () => {
  test.each([false, true])(
    'holds the client for its delay, then the request is made (global: %s)',
    async (global) => {
      const { loopback, client, statuses } = await bot();
      loopback.faults.rateLimit(ME, { retryAfter: 0.05, global });
      await client.rest.get('/users/@me');
      expect(statuses('/users/@me')).toEqual([429, 200]);
    },
  );

  test('says what Discord says', async () => {
    const { loopback } = await bot();
    loopback.faults.rateLimit('GET /gateway', { retryAfter: 1.5 });
    const answer = await fetch(`${loopback.apiUrl}/v10/gateway`);
    expect(answer.status).toBe(429);
    expect(await answer.json()).toEqual({
      message: 'You are being rate limited.',
      retry_after: 1.5,
      global: false,
    });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.headers.get('x-ratelimit-reset-after')).toBe('1.5');
    expect(answer.headers.get('x-ratelimit-scope')).toBe('user');
    loopback.faults.rateLimit('GET /gateway', { global: true });
    const all = await fetch(`${loopback.apiUrl}/v10/gateway`);
    expect([all.headers.get('x-ratelimit-global'), all.headers.get('x-ratelimit-bucket')]).toEqual([
      'true',
      null,
    ]);
  });
});

describe('an answer that is lost', () => {
  test.each(['before', 'after'] as const)('by a connection cut %s Discord acted', async (when) => {
    const { loopback, client, statuses } = await bot();
    const path = `/applications/${loopback.applicationId}/commands`;
    loopback.faults.cut('PUT /applications/:application/commands', when);
    await expect(client.application.commands.set([])).rejects.toThrow();
    expect(loopback.commands()).toHaveLength(when === 'before' ? 1 : 0);
    expect(statuses(path)).toEqual([200, 0]);
  });

  test.each([false, true])('by a 5xx (accepted: %s)', async (accepted) => {
    const { loopback, client } = await bot();
    loopback.faults.serverError('PUT /applications/:application/commands', { status: 502, accepted });
    await expect(client.application.commands.set([])).rejects.toMatchObject({ status: 502 });
    expect(loopback.commands()).toHaveLength(accepted ? 0 : 1);
  });
});

test('a permission that is missing', async () => {
  const { loopback, client } = await bot();
  loopback.faults.forbid(/users/, 50001, { times: 2 });
  for (const _ of [1, 2]) {
    expect(await refusal(client.rest.get('/users/@me'))).toMatchObject({ status: 403, code: 50001 });
  }
  await client.rest.get('/users/@me');
  expect(loopback.violations).toEqual([]);
});

test('a request held before Discord acts can miss the deadline', async () => {
  const clock = testClock('2026-06-29T12:00:00Z');
  const { loopback, errors, quiet } = await bot({ clock });
  const release = loopback.faults.hold(CALLBACK, 'before');
  const answer = loopback.command(loopback.ada, 'ask');
  await release.reached;
  clock.advance(3_000);
  release();
  expect((await answer).kind).toBe('failed');
  await quiet();
  expect(errors).toMatchObject([{ code: 10062 }]);
});

test('an answer delayed by the clock has been acted on already', async () => {
  const clock = testClock('2026-06-29T12:00:00Z');
  const { loopback, client } = await bot({ clock });
  loopback.faults.delay(CALLBACK, 2_000);
  expect((await loopback.command(loopback.ada, 'ask')).kind).toBe('message');
  expect(loopback.requests.at(-1)?.status).toBe(0);
  clock.advance(2_000);
  await client.rest.get('/users/@me');
  await loopback.traffic.rest();
  expect(loopback.requests.map((each) => each.status)).not.toContain(0);
});

test('a login that is told of an outage fails with it', async () => {
  const loopback = await loopbackForTest();
  loopback.faults.serverError('GET /gateway/bot', { times: Infinity });
  await expect(botOn(loopback, () => undefined, { rest: { retries: 0 } })).rejects.toMatchObject({
    status: 503,
  });
  loopback.faults.clear();
  await botOn(loopback);
});

test('a fault on a route that does not exist is a mistake of the test', async () => {
  const loopback = await loopbackForTest();
  expect(() => loopback.faults.forbid('GET /user/@me')).toThrow("no route 'GET /user/@me'");
});
