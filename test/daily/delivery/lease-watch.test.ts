import { describe, expect, test } from 'vitest';
import { createLeaseWatch, LEASE, LONGEST_BACKOFF } from '../../../src/daily/delivery/lease-watch.ts';
import type { DailyPost } from '../../../src/store/daily.ts';
import { type TestClock, testClock } from '../../support/test-clock.ts';

const HOUR = 3_600_000;

function postOf(clock: TestClock, changes: Partial<DailyPost> = {}): DailyPost {
  return {
    ...{ guildId: '1', date: '2026-03-10', state: 'sending', owner: 'another 1', claimedAt: clock.now() },
    ...{ leaseUntil: new Date(clock.now().getTime() + LEASE), channelId: '2', channelKind: 'text' },
    ...{ recordId: undefined, messageId: undefined, threadId: undefined, attempts: 1, reason: undefined },
    ...{ afterMessageId: undefined, ...changes },
  };
}

function begun() {
  const clock = testClock('2026-03-10T09:00:00Z');
  return { clock, leases: createLeaseWatch(clock, 'this') };
}

describe('a lease of another process', () => {
  test.each([0, 3 * HOUR, -3 * HOUR])(
    'is over when it was seen unchanged for 60 s, also when the calendar is set by %i ms',
    (set) => {
      const { clock, leases } = begun();
      const post = postOf(clock);
      expect(leases.mayTakeOver(post)).toBe(false);
      clock.adjust(set);
      clock.advance(LEASE - 1);
      expect(leases.mayTakeOver(post)).toBe(false);
      clock.advance(1);
      expect(leases.mayTakeOver(post)).toBe(true);
    },
  );

  test.each<[string, Partial<DailyPost>]>([
    ['claimed again', { owner: 'another 2' }],
    ['brought on', { state: 'posted' }],
    ['held for longer', { leaseUntil: new Date('2026-03-10T09:02:00Z') }],
  ])('that is %s begins anew', (_, change) => {
    const { clock, leases } = begun();
    const post = postOf(clock);
    leases.mayTakeOver(post);
    clock.advance(LEASE - 1);
    const changed = { ...post, ...change };
    expect(leases.mayTakeOver(changed)).toBe(false);
    clock.advance(LEASE - 1);
    expect(leases.mayTakeOver(changed)).toBe(false);
    clock.advance(1);
    expect(leases.mayTakeOver(changed)).toBe(true);
  });

  test('does not hide that its owner is gone when it was written by a clock hours ahead', () => {
    const { clock, leases } = begun();
    const wakeAt = new Date(clock.now().getTime() + 3 * HOUR);
    const post = postOf(clock);
    expect(leases.overslept([{ post, wakeAt }])).toEqual([]);
    clock.advance(LEASE);
    expect(leases.overslept([{ post, wakeAt }])).toEqual([post]);
    // What is to be looked at anyway needs nothing.
    expect(leases.overslept([{ post, wakeAt: clock.now() }])).toEqual([]);
  });
});

describe('a post that nobody owns', () => {
  test('may be claimed at once when it was not sent, otherwise after it has had time to arrive', () => {
    const { clock, leases } = begun();
    const free = { owner: 'free another 1' };
    expect(leases.mayTakeOver(postOf(clock, { ...free, state: 'unsent' }))).toBe(true);
    const sent = postOf(clock, { ...free, guildId: '7' });
    expect(leases.mayTakeOver(sent)).toBe(false);
    clock.advance(10_000);
    expect(leases.mayTakeOver(sent)).toBe(true);
  });

  test('needs a look when its delay has passed, however the calendar was set in the meantime', () => {
    const { clock, leases } = begun();
    const post = postOf(clock, { owner: 'free this 1', state: 'unsent' });
    const wakeAt = new Date(clock.now().getTime() + 15_000);
    leases.released(post, 15_000);
    clock.adjust(-LONGEST_BACKOFF / 2);
    expect(leases.overslept([{ post, wakeAt }])).toEqual([]);
    clock.advance(15_000);
    expect(leases.overslept([{ post, wakeAt }])).toEqual([post]);
  });

  test('needs a look at once when its time is farther off than any delay', () => {
    const { clock, leases } = begun();
    const post = postOf(clock, { owner: 'free another 1', state: 'unsent' });
    const wakeAt = new Date(clock.now().getTime() + LONGEST_BACKOFF);
    expect(leases.overslept([{ post, wakeAt }])).toEqual([]);
    clock.adjust(-1);
    expect(leases.overslept([{ post, wakeAt }])).toEqual([post]);
  });
});

describe('a lease of this process', () => {
  test('has a name of its own for each claim', () => {
    const { leases } = begun();
    const [one, two] = [leases.lease(), leases.lease()];
    expect(one.owner).not.toBe(two.owner);
    expect(leases.renewed(one).owner).toBe(one.owner);
  });

  test('allows calls for 40 s of the stopwatch, also when the calendar is set back', () => {
    const { clock, leases } = begun();
    const lease = leases.lease();
    clock.adjust(-3 * HOUR);
    clock.advance(40_000);
    expect(leases.isOver(lease)).toBe(false);
    clock.advance(1);
    expect(leases.isOver(lease)).toBe(true);
    expect(leases.isOver(leases.renewed(lease))).toBe(false);
  });

  test('is over when the machine has slept, which only the calendar shows', () => {
    const { clock, leases } = begun();
    const lease = leases.lease();
    clock.adjust(HOUR);
    expect(leases.isOver(lease)).toBe(true);
  });

  test('that a failure of the store left open may be taken up again at once', () => {
    const { clock, leases } = begun();
    const { owner } = leases.lease();
    expect(leases.mayTakeOver(postOf(clock, { owner }))).toBe(true);
  });
});
