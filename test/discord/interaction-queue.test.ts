import { describe, expect, it } from 'vitest';
import type { Answerer, Deferral } from '../../src/discord/answering.ts';
import { type Incoming, incomingOf } from '../../src/discord/incoming.ts';
import { createInteractionQueue } from '../../src/discord/interaction-queue.ts';
import { commandPayload, pressPayload } from '../support/interaction-payloads.ts';
import { testClock } from '../support/test-clock.ts';

const WAIT: Deferral = { type: 5 };

/** The name that a test gave an interaction: the text typed, or the button pressed. */
const nameOf = (interaction: Incoming) =>
  interaction.kind === 'press' ? interaction.chosen : String(interaction.values.query);

/** A queue whose turns and clock the test moves, and what it had done, in order. */
function queueForTest() {
  const clock = testClock('2026-11-24T12:00:00Z');
  const done: string[] = [];
  const turns: (() => void)[] = [];
  const held = new Map<string, () => void>();
  const answerer: Answerer = {
    async answer(interaction, _since, deferral) {
      done.push(`${deferral ? 'follow up' : 'answer'} ${nameOf(interaction)}`);
      if (nameOf(interaction).startsWith('slow')) {
        await new Promise<void>((resolve) => held.set(nameOf(interaction), resolve));
      }
    },
    async defer(interaction) {
      done.push(`defer ${nameOf(interaction)}`);
      return nameOf(interaction).startsWith('lost') ? undefined : WAIT;
    },
    async dismiss(interaction) {
      done.push(`dismiss ${nameOf(interaction)}`);
    },
  };
  const queue = createInteractionQueue({ answerer, clock, afterTurn: (next) => turns.push(next) });
  const taken = (payload: unknown) => {
    const interaction = incomingOf(payload);
    if (!interaction) throw new Error('it is not an interaction');
    queue.take(interaction);
  };
  /** Ends the turn of the event loop. */
  const turn = async () => {
    await settled();
    for (const next of turns.splice(0)) next();
    await settled();
  };
  return {
    clock,
    done,
    queue,
    held,
    command: (name: string) => taken(commandPayload('doc search', { query: name })),
    press: (name: string) => taken(pressPayload(name)),
    complete: (name: string, user = 'ada', option = 'query') =>
      taken({
        ...commandPayload('doc search', { query: name, ...(option !== 'query' && { [option]: '' }) }, option),
        member: { user: { id: { ada: '1', ben: '2' }[user] } },
      }),
    turn,
    /** Ends turns until nothing more is done. */
    async turnsOut() {
      for (let before = -1; before !== done.length; ) {
        before = done.length;
        await turn();
      }
    },
    async pass(milliseconds: number) {
      clock.advance(milliseconds);
      await settled();
    },
  };
}

/** Lets the promises that have settled go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('interactions that come one by one', () => {
  it('are worked on at once, in the turn in which they came', async () => {
    const { command, complete, turn, done } = queueForTest();
    command('one');
    expect(done).toEqual(['answer one']);
    await turn();
    complete('two');
    expect(done).toEqual(['answer one', 'answer two']);
  });
});

describe('interactions that come together', () => {
  it('are worked on one a turn, so that timers and sockets have theirs', async () => {
    const { command, turn, done } = queueForTest();
    for (const name of ['one', 'two', 'three']) command(name);
    expect(done).toEqual(['answer one']);
    await turn();
    expect(done).toEqual(['answer one', 'answer two']);
    await turn();
    expect(done).toEqual(['answer one', 'answer two', 'answer three']);
  });

  it('come in the order: commands and presses as they came, then completions, the newest first', async () => {
    const { command, press, complete, turnsOut, done } = queueForTest();
    command('first');
    complete('older', 'ben');
    complete('newer', 'ada');
    press('pressed');
    command('last');
    await turnsOut();
    expect(done).toEqual(['answer first', 'answer pressed', 'answer last', 'answer newer', 'answer older']);
  });

  it('have only the newest completion of a person and an option worked on; the others get no choices', async () => {
    const { command, complete, turnsOut, done } = queueForTest();
    command('first');
    for (const typed of ['m', 'ma', 'mao']) complete(typed);
    complete('other option', 'ada', 'person');
    complete('m', 'ben');
    await turnsOut();
    expect(done.slice(0, 3)).toEqual(['answer first', 'dismiss m', 'dismiss ma']);
    expect(done.slice(3).sort()).toEqual(['answer m', 'answer mao', 'answer other option']);
  });

  it('are no more at a time than would only wait for each other, unless those are slow', async () => {
    const { command, turnsOut, pass, done, held } = queueForTest();
    for (let count = 0; count < 100; count += 1) command(`slow ${count}`);
    await turnsOut();
    expect(done).toHaveLength(64);
    held.get('slow 7')?.();
    await turnsOut();
    expect(done).toHaveLength(65);
    await pass(250);
    await turnsOut();
    expect(done.filter((each) => each.startsWith('answer'))).toHaveLength(100);
  });
});

describe('an interaction that waits', () => {
  it('is deferred after a second and a half, before anything else is done, and worked on later', async () => {
    const { command, turn, turnsOut, pass, done } = queueForTest();
    for (const name of ['one', 'two', 'three']) command(name);
    await pass(1499);
    expect(done).toEqual(['answer one']);
    await pass(50);
    await turnsOut();
    expect(done).toEqual(['answer one', 'defer two', 'defer three', 'follow up two', 'follow up three']);
    command('four');
    await turn();
    expect(done.at(-1)).toBe('answer four');
  });

  it('is deferred before its time when so many are before it that its turn would come too late', async () => {
    const { command, pass, turnsOut, done } = queueForTest();
    for (let count = 0; count < 2000; count += 1) command(`${count}`);
    await pass(50);
    await turnsOut();
    expect(done).toHaveLength(2000 + done.filter((each) => each.startsWith('defer')).length);
    expect(done[0]).toBe('answer 0');
    expect(done[1]).toMatch(/^defer 501$/);
    expect(done).toContain('answer 500');
    expect(done).toContain('follow up 1999');
    expect(done.indexOf('defer 1999')).toBeLessThan(done.indexOf('answer 1'));
  });

  it('is left alone when its deferral did not reach Discord in time', async () => {
    const { command, pass, turnsOut, done } = queueForTest();
    command('one');
    command('lost');
    await pass(1550);
    await turnsOut();
    expect(done).toEqual(['answer one', 'defer lost']);
  });

  it('to be completed is not worked on after a second, and not even answered after three', async () => {
    const { command, complete, pass, turn, turnsOut, done } = queueForTest();
    command('one');
    complete('waited');
    await pass(1000);
    await turnsOut();
    expect(done).toEqual(['answer one', 'dismiss waited']);
    command('two');
    complete('forgotten');
    await pass(3000);
    await turn();
    await turnsOut();
    expect(done.slice(2)).toEqual(['answer two']);
  });

  it('counts its time by the stopwatch, whatever the calendar says', async () => {
    const { command, clock, pass, done } = queueForTest();
    command('one');
    command('two');
    clock.adjust(3_600_000);
    await pass(60);
    clock.adjust(-7_200_000);
    await pass(60);
    expect(done).toEqual(['answer one']);
  });
});

describe('a queue that is to finish', () => {
  it('finishes what it took, completions with no choices, and says when', async () => {
    const { queue, command, complete, turnsOut, held, done } = queueForTest();
    command('slow one');
    command('two');
    complete('three');
    let isOver = false;
    void queue.finished().then(() => {
      isOver = true;
    });
    await turnsOut();
    expect(done).toEqual(['answer slow one', 'answer two', 'dismiss three']);
    expect(isOver).toBe(false);
    held.get('slow one')?.();
    await turnsOut();
    expect(isOver).toBe(true);
  });

  it('is over at once when there is nothing', async () => {
    await expect(queueForTest().queue.finished()).resolves.toBeUndefined();
  });
});
