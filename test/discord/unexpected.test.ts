import { MessageFlags } from 'discord.js';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../src/discord/connection.ts';
import { createLog } from '../../src/log.ts';
import { type Loopback, type StoredMessage, startLoopback } from '../../src/loopback/loopback.ts';
import { dispatches, type Fields, mutations } from '../support/gateway-payloads.ts';
import { textOf } from '../support/messages.ts';
import { type RunningDocent, runDocent } from '../support/running-docent.ts';

/** The lines of level `error`, as fields. */
const errorsOf = ({ logged }: RunningDocent): Fields[] =>
  logged.map((line) => JSON.parse(line)).filter(({ level }) => level === 'error');

const about = ({ discord }: RunningDocent) => discord.command(discord.ada, 'doc about');

const expectOneLine = (errors: readonly Fields[]) => {
  expect(errors).toEqual([
    expect.objectContaining({ msg: expect.any(String), reference: expect.stringMatching(/^[\da-f]{8}$/) }),
  ]);
};

describe('a bot that was sent something unexpected', () => {
  let docent: RunningDocent;
  let dayShown: StoredMessage;
  beforeAll(async () => {
    docent = await runDocent();
    const { discord } = docent;
    const { message } = await discord.command(discord.ada, 'doc on-this-day');
    if (!message) throw new Error('there is no day');
    dayShown = message;
  });
  afterEach(() => void (docent.logged as string[]).splice(0));
  afterAll(() => docent.close());

  const command = (change: (data: Fields) => unknown) => {
    docent.discord.gatewayFaults.rewrite('INTERACTION_CREATE', (data) =>
      change(structuredClone(data) as Fields),
    );
    return about(docent);
  };
  const press = (change: (data: Fields) => unknown) => {
    docent.discord.gatewayFaults.rewrite('INTERACTION_CREATE', (data) =>
      change(structuredClone(data) as Fields),
    );
    return docent.discord.press(docent.discord.ada, dayShown, buttonOf(dayShown));
  };

  it.each<[string, (data: Fields) => unknown]>([
    ['entitlements', ({ entitlements: _, ...rest }) => rest],
    ['a channel', ({ channel: _, ...rest }) => rest],
    ['a channel of a known type', (data) => ({ ...data, channel: { id: '1', type: 99 } })],
    ['a guild', ({ guild: _, guild_locale: _locale, ...rest }) => rest],
    ['permissions of the bot', ({ app_permissions: _, ...rest }) => rest],
    ['permissions of the member', (data) => ({ ...data, member: { user: { id: '5' } } })],
    ['a locale', ({ locale: _, ...rest }) => rest],
    ['an application', ({ application_id: _, ...rest }) => rest],
  ])('a command without %s is answered as ever', async (_, change) => {
    expect(textOf(await command(change))).toContain('Wilson Center');
    expect(errorsOf(docent)).toEqual([]);
  });

  it.each<[string, (data: Fields) => unknown]>([
    ['no data', (data) => ({ ...data, data: null })],
    ['data that is text', (data) => ({ ...data, data: 'doc' })],
    ['options that are a number', (data) => ({ ...data, data: { ...(data.data as Fields), options: 7 } })],
    [
      'options that are nothing',
      (data) => ({ ...data, data: { ...(data.data as Fields), options: [null] } }),
    ],
    ['nobody who asks', ({ member: _, user: _user, ...rest }) => rest],
    [
      'permissions that are no number',
      (data) => ({ ...data, member: { user: { id: '5' }, permissions: 'all' } }),
    ],
    ['a server that is an object', (data) => ({ ...data, guild_id: { id: 1 } })],
    ['an unknown type of command', (data) => ({ ...data, data: { ...(data.data as Fields), type: 99 } })],
  ])('a command with %s gets a private word, not silence', async (_, change) => {
    const answer = await command(change);
    expect(answer).toMatchObject({ kind: 'message' });
    expect((await about(docent)).kind).toBe('message');
  });

  it.each<[string, (data: Fields) => unknown]>([
    ['no message', ({ message: _, ...rest }) => rest],
    ['no data', ({ data: _, ...rest }) => rest],
    ['a component of an unknown type', (data) => ({ ...data, data: { component_type: 99, custom_id: 'x' } })],
    ['an address that is a number', (data) => ({ ...data, data: { component_type: 2, custom_id: 4 } })],
  ])('a button with %s gets a private word, not silence', async (_, change) => {
    const { kind, message } = await press(change);
    expect(kind).toBe('message');
    expect((message?.flags ?? 0) & MessageFlags.Ephemeral).toBe(MessageFlags.Ephemeral);
  });

  it.each<[string, (data: Fields) => unknown]>([
    ['nothing', () => null],
    ['a list', () => []],
    ['text', () => 'text'],
    ['no id', ({ id: _, ...rest }) => rest],
    ['an id that is a number', (data) => ({ ...data, id: 1 })],
    ['no token', ({ token: _, ...rest }) => rest],
    ['an empty token', (data) => ({ ...data, token: '' })],
    ['no type', ({ type: _, ...rest }) => rest],
    ['an unknown type', (data) => ({ ...data, type: 99 })],
  ])('an interaction that is %s, which nobody can answer, is one line', async (_, change) => {
    void command(change);
    expect((await about(docent)).kind).toBe('message');
    expectOneLine(errorsOf(docent));
  });

  it.each<[string, unknown]>([
    ['GUILD_CREATE', null],
    ['GUILD_CREATE', {}],
    ['GUILD_CREATE', { id: 5 }],
    ['GUILD_DELETE', null],
    ['GUILD_DELETE', {}],
    ['GUILD_DELETE', { id: ['1'] }],
    ['GUILD_DELETE', { id: 'no number' }],
    ['GUILD_DELETE', { id: '1', unavailable: 'yes' }],
    ['GUILD_ROLE_CREATE', null],
    ['READY', null],
    ['READY', {}],
    ['READY', { guilds: [null] }],
    ['READY', { guilds: [{ id: 1 }] }],
    ['', {}],
  ])('%s with %j is one line', async (type, data) => {
    docent.discord.gatewayFaults.dispatch(type, data);
    expect((await about(docent)).kind).toBe('message');
    expectOneLine(errorsOf(docent));
  });

  it.each<[string, unknown]>([
    ['GUILD_ROLE_CREATE', { guild_id: '1' }],
    ['GUILD_ROLE_UPDATE', { guild_id: 1, role: 7 }],
    ['CHANNEL_CREATE', {}],
    ['THREAD_LIST_SYNC', { threads: null }],
    ['STAGE_INSTANCE_CREATE', {}],
    ['GUILD_MEMBERS_CHUNK', {}],
    ['RESUMED', {}],
    ['A_NEW_EVENT', { huge: 'x'.repeat(3_000_000) }],
    ['constructor', {}],
    ['__proto__', {}],
  ])('%s, which is not read, is no matter', async (type, data) => {
    docent.discord.gatewayFaults.dispatch(type, data);
    expect((await about(docent)).kind).toBe('message');
    expect(errorsOf(docent)).toEqual([]);
  });

  it.each<[string, string | Buffer]>([
    ['no JSON', 'no JSON'],
    ['half of one', '{"op":0'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '5'],
    ['without an op', '{}'],
    ['of an unknown op', '{"op":99}'],
    ['of an op that is text', '{"op":"0","t":"READY","d":{}}'],
    ['an event without a type', '{"op":0,"s":1,"d":{}}'],
    ['an event of a numbered type', '{"op":0,"t":5,"s":1,"d":{}}'],
    ['an event without data', '{"op":0,"t":"GUILD_CREATE","s":1}'],
    ['a second greeting', '{"op":10,"d":{"heartbeat_interval":1}}'],
    ['a greeting without data', '{"op":10}'],
    ['bytes', Buffer.from([0, 1, 2, 255])],
  ])('a packet that is %s is one line', async (_, frame) => {
    docent.discord.gatewayFaults.send(frame);
    expect((await about(docent)).kind).toBe('message');
    expectOneLine(errorsOf(docent));
  });

  it('an interaction that comes anew is not answered by what was before it', async () => {
    const { id } = docent.discord.world.guild('Reading Room');
    docent.discord.gatewayFaults.dispatch('READY', { guilds: [{ id }], session_id: 'other', shard: 'none' });
    docent.discord.gatewayFaults.dispatch('READY', { guilds: [{ id }] });
    expect((await about(docent)).kind).toBe('message');
  });

  it('whatever is changed in what Discord sends, the next command is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...dispatches(docent.discord)), mutations, async (event, mutate) => {
        docent.discord.gatewayFaults.dispatch(event.type, mutate(event.data));
        const { kind } = await about(docent);
        expect(kind).toBe('message');
        const nameless = errorsOf(docent).filter(({ reference }) => reference === undefined);
        expect(nameless).toEqual([]);
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

describe('a connection that begins with something unexpected', () => {
  let discord: Loopback;
  beforeAll(async () => {
    discord = await startLoopback();
  });
  afterAll(() => discord.close());

  /** Connects to a Discord whose first event of that type carries something else, and tells what comes of it. */
  async function connected(type: string, change: (data: Fields) => unknown) {
    discord.gatewayFaults.rewrite(type, (data) => change(data as Fields));
    const logged: Fields[] = [];
    const present: unknown[] = [];
    let take = (_: unknown) => {};
    const connection = await connect(
      { ...discord, shardCount: undefined, shardIds: undefined },
      createLog({ level: 'error', stream: { write: (line) => logged.push(JSON.parse(line)) } }),
      (interaction) => take(interaction.id),
      { present: (...all) => present.push(all), left: () => undefined, joined: () => undefined },
    );
    onTestFinished(() => connection.close());
    const next = () => new Promise((resolve) => (take = resolve));
    const asks = (id: string) =>
      discord.gatewayFaults.dispatch('INTERACTION_CREATE', { id, token: 'token', type: 2 });
    return { connection, logged, present, next, asks };
  }

  it.each<[string, string, (data: Fields) => unknown]>([
    ['READY', 'nothing', () => null],
    ['READY', 'text', () => 'ready'],
    ['READY', 'no fields', () => ({})],
    ['READY', 'no application', ({ application: _, ...rest }) => rest],
    ['READY', 'no servers', ({ guilds: _, ...rest }) => rest],
    ['READY', 'servers without ids', (data) => ({ ...data, guilds: [{}, null] })],
    ['HELLO', 'nothing', () => null],
    ['HELLO', 'no interval', () => ({})],
    ['HELLO', 'an interval too long for a timer', () => ({ heartbeat_interval: 1e12 })],
    ['HELLO', 'an interval below zero', () => ({ heartbeat_interval: -1 })],
  ])('%s with %s: one line, and it stands', async (type, _, change) => {
    const { connection, logged, next, asks } = await connected(type, change);
    expectOneLine(logged);
    expect(connection.applicationId).toBe(discord.applicationId);
    const taken = next();
    asks('77');
    expect(await taken).toBe('77');
  });

  it('READY without a shard or a user lacks nothing that is needed', async () => {
    const { logged, present } = await connected('READY', ({ shard: _, user: _user, ...rest }) => rest);
    expect(logged).toEqual([]);
    expect(present).toEqual([[[discord.world.guild('Reading Room').id], [0, 1]]]);
  });

  it('READY with a place to resume that is none is resumed where it began', async () => {
    const { next, asks } = await connected('READY', (data) => ({ ...data, resume_gateway_url: 'no place#' }));
    const before = discord.gateway.identified;
    discord.gatewayFaults.drop();
    const taken = next();
    asks('78');
    expect(await taken).toBe('78');
    expect(discord.gateway.identified).toBe(before);
  });
});

describe('a READY that does not name all servers', () => {
  it('has none count as left', async () => {
    const docent = await runDocent();
    try {
      const { discord } = docent;
      const departed = async () => (await docent.store().daily.guilds()).filter((each) => each.departed);
      const channel = discord.ada.channel.id;
      await discord.command(discord.ada, 'daily set', { channel, time: '09:00' });
      for (const guilds of [undefined, [{ id: '1' }, {}], 'none', { 0: { id: '1' } }]) {
        discord.gatewayFaults.dispatch('READY', { guilds });
      }
      expect((await about(docent)).kind).toBe('message');
      expect(await departed()).toEqual([]);
    } finally {
      await docent.close();
    }
  });
});

function buttonOf(message: StoredMessage): string {
  const rows = message.components as {
    components: { type: number; custom_id?: string; disabled?: boolean }[];
  }[];
  const button = rows
    .flatMap(({ components }) => components)
    .find(({ type, custom_id, disabled }) => type === 2 && custom_id && !disabled);
  return button?.custom_id ?? '';
}
