import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nextDue } from '../../src/daily/schedule/next-due.ts';
import type { Channel } from '../../src/loopback/loopback.ts';
import { textOf } from '../support/messages.ts';
import { type RunningDocent, runDocent } from '../support/running-docent.ts';
import { type RunningPostgres, runPostgres } from '../support/running-postgres.ts';
import { type TestClock, testClock } from '../support/test-clock.ts';

const SERVERS = 5;
const POST = 'POST /channels/:channel/messages';

let clock: TestClock;
let docent: RunningDocent;
let channels: Channel[];

/** Starts the bot in servers whose posts are due in a minute. */
async function start(databaseUrl?: string): Promise<void> {
  clock = testClock('2026-06-29T08:59:00Z');
  docent = await runDocent({ clock, ...(databaseUrl !== undefined && { databaseUrl }) });
  const { world } = docent.discord;
  const guilds = [
    world.guild('Reading Room'),
    ...Array.from({ length: SERVERS - 1 }, () => world.addGuild('Other')),
  ];
  channels = guilds.map((guild) => world.addChannel(guild, 'daily'));
  for (const { id: channelId, guild } of channels) {
    await docent.store().daily.save(
      {
        ...{ guildId: guild?.id ?? '', channelId, channelKind: 'text', time: '09:00', zone: 'UTC' },
        ...{ roleId: undefined, thread: false, publish: false, quietDays: 'nearest' },
      },
      (settings, taken) => nextDue(settings, { now: clock.now(), taken }),
    );
  }
}
afterEach(() => docent.close());

const counts = () => channels.map((channel) => docent.discord.world.messages(channel).length);
const once = Array.from({ length: SERVERS }, () => 1);

const everyPost = () => expect(counts()).toEqual(once);

/** A minute in which commands are asked for, and answered. */
async function aMinuteOfCommands(): Promise<void> {
  for (let step = 0; step < 6; step += 1) {
    const answer = await docent.discord.command(docent.discord.ada, 'doc search', { query: 'bomb' });
    expect(textOf(answer)).toContain('Search: bomb');
    await docent.pass(10_000);
  }
}

describe('every server’s post arrives once, and commands are answered meanwhile', () => {
  beforeEach(() => start());

  test.each([
    ['a storm of 502', () => docent.discord.faults.serverError(POST, { status: 502, times: Infinity })],
    [
      'a storm of 502 in which posts are accepted',
      () => docent.discord.faults.serverError(POST, { status: 502, times: Infinity, accepted: true }),
    ],
    ['connections cut', () => docent.discord.faults.cut(POST, 'after', { times: Infinity })],
    [
      'limits on all calls',
      () => docent.discord.faults.rateLimit(POST, { retryAfter: 0.5, global: true, times: Infinity }),
    ],
    [
      'limits on the routes',
      () => docent.discord.faults.rateLimit(POST, { retryAfter: 0.5, times: Infinity }),
    ],
  ])('%s, for a minute', async (_, fault) => {
    fault();
    clock.set('2026-06-29T09:00:00Z');
    await aMinuteOfCommands();
    docent.discord.faults.clear();
    await docent.eventually(everyPost);
  });

  test('the gateway away for ten minutes', async () => {
    const { gatewayFaults } = docent.discord;
    gatewayFaults.refuse(Number.POSITIVE_INFINITY);
    gatewayFaults.drop();
    await docent.discord.gateway.disconnected();
    clock.set('2026-06-29T09:00:00Z');
    await docent.eventually(everyPost);
    await docent.pass(10 * 60_000);
    gatewayFaults.refuse(0);
    await docent.discord.ready();
    const answer = await docent.discord.command(docent.discord.ada, 'daily status');
    expect(textOf(answer)).toContain('2026-06-29: https://discord.com/channels/');
    expect(counts()).toEqual(once);
  });
});

describe('every server’s post arrives once although the database is restarted', () => {
  let postgres: RunningPostgres;
  beforeAll(async () => {
    postgres = await runPostgres();
  });
  afterAll(() => postgres.close());
  beforeEach(async () => start(await postgres.database()));

  test('the database away for a minute', async () => {
    await postgres.stop();
    clock.set('2026-06-29T09:00:00Z');
    await aMinuteOfCommands();
    const status = await docent.discord.command(docent.discord.ada, 'daily status');
    expect(status.private).toBe(true);
    expect(textOf(status)).toContain('I can’t reach this server’s settings');
    await postgres.start();
    await docent.eventually(everyPost);
  });

  test('the database away while posts are under way', async () => {
    const release = docent.discord.faults.hold(POST, 'after', { times: SERVERS });
    clock.set('2026-06-29T09:00:00Z');
    await docent.eventually(everyPost);
    await postgres.stop();
    release();
    await aMinuteOfCommands();
    await postgres.start();
    await docent.eventually(async () => {
      expect(await docent.store().daily.due(new Date('2026-06-29T23:00:00Z'), 1)).toEqual([]);
    });
    expect(counts()).toEqual(once);
  });
});
