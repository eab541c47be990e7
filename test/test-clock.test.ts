import { describe, expect, it } from 'vitest';
import { eventually, pass } from './support/eventually.ts';
import { testClock } from './support/test-clock.ts';
import { turns } from './support/work.ts';

const START = '2026-11-24T12:00:00Z';
const passageOf = (clock = testClock(START)) => ({ clock, quiet: () => turns(1) });

describe('a clock of tests', () => {
  it('settles waits in the order in which they end, each at its own instant', () => {
    const clock = testClock(START);
    const ended: string[] = [];
    for (const milliseconds of [3000, 1000, 2000]) {
      const signal = {
        addEventListener() {},
        removeEventListener: () => ended.push(clock.now().toISOString()),
      };
      void clock.wait(milliseconds, signal as never);
    }
    clock.advance(2500);
    expect(ended).toEqual(['2026-11-24T12:00:01.000Z', '2026-11-24T12:00:02.000Z']);
    expect([clock.elapsed(), clock.nextTimer()]).toEqual([2500, 500]);
  });

  it('set by its host shows another time, and no time has passed', () => {
    const clock = testClock(START);
    void clock.wait(1000);
    clock.adjust(3_600_000);
    clock.set('2026-11-24T11:00:00Z');
    expect(clock.now().toISOString()).toBe('2026-11-24T11:00:00.000Z');
    expect([clock.elapsed(), clock.nextTimer()]).toEqual([0, 1000]);
  });

  it('forgets a wait that is called off', async () => {
    const clock = testClock(START);
    const off = new AbortController();
    const wait = clock.wait(1000, off.signal);
    off.abort();
    await wait;
    expect(clock.nextTimer()).toBeUndefined();
  });
});

describe('what is expected eventually', () => {
  it('is looked for at each timer, with all that follows from it', async () => {
    const passage = passageOf();
    const { clock } = passage;
    const seen: number[] = [];
    void (async () => {
      for (;;) {
        await clock.wait(400);
        seen.push(clock.elapsed());
      }
    })();
    await eventually(passage, () => expect(seen).toHaveLength(3));
    expect(seen).toEqual([400, 800, 1200]);
    await pass(passage, 1000);
    expect(seen).toEqual([400, 800, 1200, 1600, 2000]);
    expect(clock.elapsed()).toBe(2200);
  });

  it('fails at once, with what was expected, when nothing is left to happen', async () => {
    const missing = eventually(passageOf(), () => expect('nothing').toBe('something'));
    await expect(missing).rejects.toThrow(/something/);
  });

  it('fails when it has not come within an hour of the clock', async () => {
    const passage = passageOf();
    void (async () => {
      for (;;) await passage.clock.wait(60_000);
    })();
    await expect(eventually(passage, () => expect(1).toBe(2))).rejects.toThrow();
    expect(passage.clock.elapsed()).toBe(3_600_000);
  });
});
