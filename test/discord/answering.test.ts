import { type APIInteraction, InteractionResponseType, type REST } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/commands/kit/refusal.ts';
import { createAnswerer } from '../../src/discord/answering.ts';
import { type Connection, connect } from '../../src/discord/connection.ts';
import { incomingOf } from '../../src/discord/incoming.ts';
import { registerCommands } from '../../src/discord/registration.ts';
import { privateSentence, type Router } from '../../src/discord/router.ts';
import { createLog } from '../../src/log.ts';
import { type Loopback, startLoopback } from '../../src/loopback/loopback.ts';
import { messageOf, textOf } from '../support/messages.ts';
import { testClock } from '../support/test-clock.ts';

const clock = testClock('2026-11-24T12:00:00Z');
const discordClock = testClock('2026-11-24T12:00:00Z');
let discord: Loopback;
let connection: Connection;
let route: Router;
let logged: string[];

const said = (content: string) => ({
  type: InteractionResponseType.ChannelMessageWithSource as const,
  data: { content },
});

beforeEach(async () => {
  discord = await startLoopback({ clock: discordClock });
  logged = [];
  const log = createLog({ level: 'info', stream: { write: (line) => logged.push(line) } });
  const settings = {
    token: discord.token,
    apiUrl: discord.apiUrl,
    shardCount: undefined,
    shardIds: undefined,
  };
  const take = (interaction: APIInteraction, rest: REST) => {
    const incoming = incomingOf(interaction);
    if (!incoming) throw new Error('the loopback sent what cannot be answered');
    void createAnswerer({ route: (asked) => route(asked), rest, clock, log }).answer(
      incoming,
      clock.elapsed(),
    );
  };
  const guilds = { present: () => undefined, left: () => undefined, joined: () => undefined };
  connection = await connect(settings, log, take, guilds);
  const book = { hash: async () => undefined, remember: async () => undefined };
  await registerCommands(
    connection.rest,
    { ...settings, applicationId: connection.applicationId, guildId: undefined },
    book,
  );
});
afterEach(async () => {
  await connection.close();
  await discord.close();
  expect(discord.violations).toEqual([]);
});

const about = (options = {}) => discord.command(discord.ada, 'doc search', { query: 'bomb', ...options });

/** A route whose answer is held until it is let go. `reached` settles once somebody waits for it. */
function heldRoute(answer: Router) {
  let letGo = () => {};
  let reach = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const held = new Promise<void>((resolve) => (letGo = resolve));
  route = async (interaction) => {
    reach();
    await held;
    return answer(interaction);
  };
  return { reached, letGo };
}

/** What a reader gets when the answer is there only after the deferral. */
async function deferred(answer: Router, options = {}) {
  const { reached, letGo } = heldRoute(answer);
  const answering = about(options);
  await reached;
  await endOfTurns();
  clock.advance(2000);
  await callbacks(1);
  letGo();
  return answering;
}

/** Settles when the bot has sent so many callbacks. */
async function callbacks(count: number) {
  const sent = () => discord.requests.filter(({ route: name }) => name.includes('callback')).length;
  while (sent() < count) await new Promise((resolve) => setImmediate(resolve));
}

describe('an answer', () => {
  it('that takes over two seconds is deferred, and sent when it is there', async () => {
    const answer = await deferred(async () => said('here it is'));
    expect(answer).toMatchObject({ deferred: true, private: false });
    expect(messageOf(answer).content).toBe('here it is');
  });

  it('that was asked for privately is deferred privately', async () => {
    const answer = await deferred(async () => privateSentence('for you'), { private: true });
    expect(answer).toMatchObject({ deferred: true, private: true });
  });

  it('that turns out to be a refusal stays private, though the deferral was not', async () => {
    await deferred(async () => {
      throw new Refusal('type something else');
    });
    const seen = (viewer = discord.ben.user) =>
      discord.world.messages(discord.ada.channel, viewer).map(({ content }) => content);
    while (!seen(discord.ada.user).includes('type something else')) await endOfTurns();
    expect(seen()).toEqual([]);
  });

  it('that cannot be made is an apology with a reference, which the log carries with the cause', async () => {
    route = async () => {
      throw new Error('the disk is on fire');
    };
    const answer = await about();
    expect(answer.private).toBe(true);
    expect(textOf(answer)).not.toContain('fire');
    const [, reference = 'none'] = /reference `(\w+)`/.exec(textOf(answer)) ?? [];
    expect(logged.join('')).toContain(reference);
    expect(logged.join('')).toContain('the disk is on fire');
  });

  it('that Discord does not take is an apology, and the log says what it did not take', async () => {
    route = async () => said('x'.repeat(2001));
    const answer = await about();
    expect(answer.private).toBe(true);
    expect(textOf(answer)).toMatch(/Something went wrong on our side/);
    expect(logged.join('')).toContain('50035');
    discord.violations.length = 0;
  });

  it.each(['before', 'after'] as const)(
    'that the network loses %s Discord has it is sent again',
    async (when) => {
      discord.faults.cut('POST /interactions/:id/:token/callback', when);
      route = async () => said('after all');
      const answering = about();
      await callbacks(1);
      while (discord.requests.filter(({ route: name }) => name.includes('callback')).length < 2) {
        clock.advance(100);
        await endOfTurns();
      }
      expect(messageOf(await answering).content).toBe('after all');
    },
  );

  it('that comes too late for Discord is one line in the log, and nothing to anybody', async () => {
    const { reached, letGo } = heldRoute(async () => said('late'));
    const answering = about();
    await reached;
    discordClock.advance(3000);
    expect(await answering).toMatchObject({ kind: 'failed', error: 'The application did not respond' });
    letGo();
    await callbacks(1);
    while (logged.length === 0) await endOfTurns();
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([{ level: 'info', error: { code: 10062 } }]);
  });
});

describe('a completion that fails', () => {
  it('is an empty one', async () => {
    route = async () => {
      throw new Error('no');
    };
    expect(await discord.complete(discord.ada, 'doc search', { query: 'x' }, 'query')).toEqual([]);
  });

  it('is an empty one also when it takes too long', async () => {
    const { reached } = heldRoute(async () => said('never sent'));
    const completing = discord.complete(discord.ada, 'doc search', { query: 'x' }, 'query');
    await reached;
    await endOfTurns();
    clock.advance(2000);
    expect(await completing).toEqual([]);
  });
});

/** Lets what waits for the end of this turn go on. */
async function endOfTurns() {
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}
