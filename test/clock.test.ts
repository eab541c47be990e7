import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../src/clock.ts';

describe("the machine's clock", () => {
  it('ends a wait at once when it is told to, without rejecting', async () => {
    const stopping = new AbortController();
    const waiting = systemClock.wait(60_000, stopping.signal);
    stopping.abort();
    await waiting;
    await systemClock.wait(60_000, stopping.signal);
  });

  it('leaves nothing behind on a signal that outlives many waits', async () => {
    const { signal } = new AbortController();
    for (let times = 0; times < 5; times += 1) await systemClock.wait(0, signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
