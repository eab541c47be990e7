import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Incoming, incomingOf } from '../../src/discord/incoming.ts';
import { commandPayload, pressPayload } from '../support/interaction-payloads.ts';

const valuesOf = (payload: unknown) => {
  const incoming = incomingOf(payload);
  if (!incoming || incoming.kind === 'press') throw new Error('it is no command');
  return incoming.values;
};
const chosenOf = (payload: unknown) => {
  const incoming = incomingOf(payload);
  if (incoming?.kind !== 'press') throw new Error('it is no press');
  return incoming.chosen;
};

describe('an incoming text', () => {
  it.each(['command', 'completion'])('of a %s is cut to 200 UTF-16 units', (kind) => {
    const focused = kind === 'completion' ? 'query' : undefined;
    const values = valuesOf(commandPayload('doc search', { query: 'a '.repeat(3000), place: 'ж' }, focused));
    expect(values).toEqual({ query: 'a '.repeat(100), place: 'ж' });
  });

  it('is cut between characters, never inside one', () => {
    expect(valuesOf(commandPayload('doc search', { query: `${'x'.repeat(199)}🙂` }))).toEqual({
      query: 'x'.repeat(199),
    });
    expect(valuesOf(commandPayload('doc search', { query: `${'x'.repeat(198)}🙂!` }))).toEqual({
      query: `${'x'.repeat(198)}🙂`,
    });
  });

  it('has no halves of characters', () => {
    expect(valuesOf(commandPayload('doc search', { query: 'a\uD800b\uDC00' }))).toEqual({
      query: 'a\uFFFDb\uFFFD',
    });
  });

  it('of a press or a menu is cut to 100 UTF-16 units', () => {
    expect(chosenOf(pressPayload('x'.repeat(5000)))).toBe('x'.repeat(100));
    expect(chosenOf(pressPayload('#open', ['y'.repeat(5000), 'z']))).toBe('y'.repeat(100));
  });
});

describe('an incoming part', () => {
  it('that is missing or of another kind is as if it had not been sent', () => {
    const payload = {
      ...commandPayload('doc search', {}),
      member: null,
      channel: 7,
      locale: ['en'],
      guild_id: {},
    };
    expect(incomingOf(payload)).toMatchObject({ userId: '', locale: 'en-US', permissions: 0n, channels: [] });
    expect(incomingOf(payload)).not.toHaveProperty('guildId');
    expect(chosenOf({ ...pressPayload(undefined), message: undefined })).toBe('');
    expect(chosenOf(pressPayload('#open', []))).toBe('');
  });

  it('that should be an id is one, or is left out', () => {
    const option = (value: unknown) => ({ name: 'channel', type: 7, value });
    const sent = (value: unknown) => ({
      ...commandPayload('daily set', {}),
      data: { name: 'daily', options: [{ name: 'set', type: 1, options: [option(value)] }] },
    });
    expect(valuesOf(sent('1500000000000000000'))).toEqual({ channel: '1500000000000000000' });
    for (const value of ['../../users/@me', '1'.repeat(21), '', 5, null, {}])
      expect(valuesOf(sent(value))).toEqual({});
  });

  it('that is a number is finite', () => {
    expect(
      valuesOf(commandPayload('doc search', { one: 1, none: Number.NaN, all: Number.POSITIVE_INFINITY })),
    ).toEqual({
      one: 1,
    });
  });

  it('without which there is no answering makes it no interaction', () => {
    const whole = pressPayload('about#x');
    expect(incomingOf(whole)).toBeDefined();
    for (const without of [
      { id: 5 },
      { token: '' },
      { token: '../x y' },
      { application_id: undefined },
      { type: 99 },
    ])
      expect(incomingOf({ ...whole, ...without })).toBeUndefined();
    for (const nothing of [undefined, null, 'x', 5, []]) expect(incomingOf(nothing)).toBeUndefined();
  });
});

/** The longest text anywhere in what was made of a payload. */
function longestIn(incoming: Incoming): number {
  const texts = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => (key === 'token' ? [] : [key, ...texts(inner)]))
        : [];
  const all = texts(incoming);
  for (const text of all) expect(text.isWellFormed()).toBe(true);
  return Math.max(...all.map((text) => text.length));
}

describe('any payload', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constant('x'.repeat(7000)),
  );

  it('is read without an error, and no text in it is longer than 200', () => {
    fc.assert(
      fc.property(
        anything,
        anything,
        anything,
        anything,
        fc.integer({ min: 1, max: 6 }),
        (a, b, c, d, type) => {
          const incoming = incomingOf({
            ...pressPayload(a, [b, c]),
            ...{ type, member: c, locale: d, channel: a, guild_id: b, message: d },
            data: {
              ...{ custom_id: a, values: b, component_type: c, name: d, resolved: { channels: a, roles: c } },
              options: [{ type: 1, name: a, options: [{ name: d, value: b, type: c, focused: true }, a, c] }],
            },
          });
          if (incoming) expect(longestIn(incoming)).toBeLessThanOrEqual(200);
        },
      ),
    );
  });
});
