import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog, describeError, type Log, type LogFields } from '../src/log.ts';
import { LOG_LEVELS, type LogLevel } from '../src/settings.ts';

// Of the form of a real one, and none.
const TOKEN = `${'M'.repeat(26)}.GAbcde.${'x'.repeat(38)}`;
const INTERACTION_TOKEN = 'aW50ZXJhY3Rpb246MTIzNDU2Nzg5OmFiY2RlZg_-==';

/** What a log writes. */
function written(say: (log: Log) => void, level: LogLevel = 'info', isTTY = false) {
  const lines: string[] = [];
  const stream = { isTTY, write: (text: string) => lines.push(text) };
  say(createLog({ level, secrets: [TOKEN, undefined, ''], stream }));
  return lines;
}

function line(message: string, fields?: LogFields): string {
  const [text = ''] = written((log) => (fields ? log.info(fields, message) : log.info(message)));
  return text;
}

const logged = (message: string, fields?: LogFields) => JSON.parse(line(message, fields));

describe('a line', () => {
  test('is JSON with the time, the level by name, the message and the fields', () => {
    expect(logged('Posted the day', { guild: '80351110224678912', tookMs: 12 })).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      level: 'info',
      msg: 'Posted the day',
      guild: '80351110224678912',
      tookMs: 12,
    });
  });

  test('is one line, whatever it tells', () => {
    const text = line('two\nlines', { typed: 'a\r\nb\u2028c' });
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text.endsWith('\n')).toBe(true);
  });

  test.each(LOG_LEVELS)('is written from the level %s on', (level) => {
    const lines = written((log) => {
      for (const at of LOG_LEVELS) log[at](at);
    }, level);
    expect(lines.map((text) => JSON.parse(text).level)).toEqual(LOG_LEVELS.slice(LOG_LEVELS.indexOf(level)));
  });

  test('takes what JSON does not', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop.self = loop;
    const fields = {
      big: 2n ** 64n,
      day: new Date('2026-01-02T00:00:00Z'),
      never: new Date(Number.NaN),
      bytes: Buffer.from('abc'),
      call: () => 1,
      nothing: undefined,
      list: [1n, null],
      loop,
    };
    expect(logged('odd', fields)).toMatchObject({
      big: '18446744073709551616',
      day: '2026-01-02T00:00:00.000Z',
      never: '[invalid date]',
      bytes: '[bytes]',
      call: '[function]',
      list: ['1', null],
      loop: { name: 'loop', self: { name: 'loop' } },
    });
  });
});

describe('on a terminal', () => {
  test('it is a line for people, without what would move the cursor', () => {
    const [text = ''] = written(
      (log) => log.warn({ guild: '1', error: new Error('no') }, 'Typed \u001b[2J\nhere'),
      'info',
      true,
    );
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text).toContain('WARN');
    expect(text).not.toContain('[2J\n');
    expect(text).not.toContain('\u001b[2J');
    expect(text).toContain('"message":"no"');
  });

  test('errors with their stack are a line, too', () => {
    const [text = ''] = written((log) => log.error({ error: new Error('no') }, 'Failed'), 'debug', true);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(text).toContain('log.test.ts');
  });

  test('secrets are masked as well', () => {
    const [text = ''] = written((log) => log.info({ token: 'sesame' }, `token ${TOKEN}`), 'info', true);
    expect(text).not.toContain(TOKEN);
    expect(text).not.toContain('sesame');
  });
});

describe('a secret never reaches the log', () => {
  test.each(['token', 'Authorization', 'DISCORD_TOKEN', 'password', 'DATABASE_URL', 'databaseUrl'])(
    'in a field named %s, at any depth',
    (name) => {
      const text = line('asked', { [name]: 'sesame', request: { headers: [{ [name]: ['sesame'] }] } });
      expect(text).not.toContain('sesame');
      expect(JSON.parse(text)[name]).toBe('[secret]');
    },
  );

  test('that is the token, wherever it stands', () => {
    const part = fc.string({ maxLength: 20 });
    fc.assert(
      fc.property(part, part, (before, after) => {
        const secret = before + TOKEN + after;
        const text = line(secret, { secret, [secret]: [secret], error: new Error(secret) });
        expect(text).not.toContain(TOKEN);
      }),
    );
  });

  test('that was given to it, even of no known form and where JSON escapes it', () => {
    const lines: string[] = [];
    const log = createLog({
      level: 'info',
      secrets: ['se"sa\\me'],
      stream: { write: (text) => lines.push(text) },
    });
    log.info({ url: `https://example.org/${encodeURIComponent('se"sa\\me')}` }, 'open se"sa\\me');
    expect(JSON.parse(lines.join(''))).toMatchObject({
      msg: 'open [secret]',
      url: 'https://example.org/[secret]',
    });
  });

  test.each([
    [`https://discord.com/api/v10/interactions/123/${INTERACTION_TOKEN}/callback?with_response=true`],
    [`POST /webhooks/123/${INTERACTION_TOKEN}`],
    [`webhooks/123/${INTERACTION_TOKEN}/messages/@original`],
    [`/webhooks/123/${encodeURIComponent(INTERACTION_TOKEN)}/messages/%40original`],
    [`"/webhooks/123/${INTERACTION_TOKEN}"`],
    [encodeURIComponent(`/interactions/123/${INTERACTION_TOKEN}/callback`)],
  ])('that is an interaction token: %s', (route) => {
    const text = line(`Called ${route}`, { route, error: new Error(route) });
    expect(text).not.toContain(INTERACTION_TOKEN.slice(0, 20));
    expect(text).not.toContain('_-');
    expect(text).toMatch(/(interactions|webhooks)/);
  });

  test('that is another token or a password in an address', () => {
    const other = `${'N'.repeat(24)}.GAbcde.${'y'.repeat(27)}`;
    expect(logged(`${other} Bearer abcdefghijklmnopqrst postgres://me:sesame@host/docent`).msg).toBe(
      '[secret] Bearer [secret] postgres://me:[secret]@host/docent',
    );
  });

  test('and what is none is told in full', () => {
    for (const text of [
      'search?query=bomb&from=1964',
      'https://digitalarchive.wilsoncenter.org/document/110433',
      '/webhooks/:id/:token',
      'Cela: 12:30 at me@example.org',
      '1.2.3',
    ]) {
      expect(logged(text, { text })).toMatchObject({ msg: text, text });
    }
  });
});

describe('an error is told', () => {
  test('by its name, code, status, message and causes, and nothing else', () => {
    const cause = Object.assign(new Error(''), { code: 'ECONNREFUSED', address: '127.0.0.1' });
    const error = Object.assign(new TypeError('Failed', { cause }), {
      code: 50013,
      status: 403,
      requestBody: { json: { content: 'private words' } },
    });
    expect(logged('Refused', { error }).error).toEqual({
      name: 'TypeError',
      message: 'Failed',
      code: 50013,
      status: 403,
      cause: { name: 'Error', message: '', code: 'ECONNREFUSED' },
    });
  });

  test('with its stack at level debug only', () => {
    const say = (log: Log) => log.error({ error: new Error('no') }, 'Failed');
    expect(written(say, 'info').join()).not.toContain('log.test.ts');
    expect(written(say, 'debug').join()).toContain('log.test.ts');
  });

  test('without the query of an address, or a token in it', () => {
    const url = `https://discord.com/api/v10/webhooks/1/${INTERACTION_TOKEN}?wait=true&key=sesame`;
    expect(describeError(new Error(`GET ${url} failed`)).message).toBe(
      'GET https://discord.com/api/v10/webhooks/1/[secret] failed',
    );
    expect(describeError(new Error(url), { stack: true }).stack).not.toContain('sesame');
  });

  test('when it causes itself', () => {
    const error = new Error('round');
    error.cause = error;
    expect(describeError(error)).toMatchObject({ message: 'round', cause: { message: 'round' } });
  });

  test.each([
    ['words', { name: 'string', message: 'words' }],
    [undefined, { name: 'undefined', message: 'undefined' }],
    [{ token: 'sesame' }, { name: 'object', message: '[object Object]' }],
    [Object.create(null), { name: 'object', message: '[object Object]' }],
    [Symbol('s'), { name: 'symbol', message: 'Symbol(s)' }],
  ])('also when it is none: %o', (thrown, told) => {
    expect(describeError(thrown)).toEqual(told);
  });
});
