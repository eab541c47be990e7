import { expect, test } from 'vitest';
import type { DiscordChannel } from '../../../src/channels/channel-calls.ts';
import { createCounts } from '../../../src/daily/counts.ts';
import { createLeaseWatch } from '../../../src/daily/delivery/lease-watch.ts';
import { createPace } from '../../../src/daily/delivery/pace.ts';
import { createPoster, type PosterDependencies } from '../../../src/daily/delivery/poster.ts';
import { createLog } from '../../../src/log.ts';
import type { DailyPost, DailyStore, Subscription } from '../../../src/store/daily.ts';
import { StoreUnavailable } from '../../../src/store/store-error.ts';
import { ARCHIVE } from '../../support/daily/records-of-march.ts';
import { testClock } from '../../support/test-clock.ts';

const SUBSCRIPTION: Subscription = {
  ...{ guildId: '1', channelId: '2', channelKind: 'text', time: '09:00', zone: 'UTC' },
  ...{ roleId: undefined, thread: false, publish: false, quietDays: 'nearest' },
  ...{ paused: false, departed: false, trouble: undefined },
  due: { date: '2026-03-10', at: new Date('2026-03-10T09:00:00Z') },
};

/** A poster over a store and a Discord that only remember what was asked of them, in order. */
function poster(more: { store?: Partial<DailyStore>; messageOf?: PosterDependencies['messageOf'] } = {}) {
  const asked: string[] = [];
  const logged: string[] = [];
  const over = new AbortController();
  const clock = testClock('2026-03-10T09:00:00Z');
  const retries: Parameters<DailyStore['retry']>[1][] = [];
  const store: Partial<DailyStore> = {
    entry: async () => undefined,
    async claim({ guildId, date, channelId, channelKind, recordId }, { owner, until }, now) {
      asked.push('claim');
      return {
        ...{ guildId, date, channelId, channelKind, recordId, owner, leaseUntil: until, claimedAt: now },
        ...{ state: 'unsent', attempts: 1, messageId: undefined, threadId: undefined, reason: undefined },
        afterMessageId: undefined,
      } satisfies DailyPost;
    },
    async retry(_, again) {
      retries.push(again);
      return undefined;
    },
    async finish() {
      asked.push('finish');
      return true;
    },
    ...more.store,
  };
  const discord: Partial<DiscordChannel> = {
    newestMessage: async () => undefined,
    async post() {
      asked.push('post');
      return { id: '3', mention_roles: [] as string[] } as Awaited<ReturnType<DiscordChannel['post']>>;
    },
  };
  const post = createPoster({
    ...{ archive: ARCHIVE, clock, counts: createCounts(), pace: createPace(clock, 48), over: over.signal },
    store: store as DailyStore,
    discord: () => discord as DiscordChannel,
    log: createLog({ level: 'debug', stream: { write: (line) => logged.push(line) } }),
    leases: createLeaseWatch(clock, 'this'),
    token: { refused() {}, accepted() {}, isLost: () => false, lost: new Promise(() => undefined) },
    async messageOf(card) {
      asked.push('card');
      return (await more.messageOf?.(card)) ?? {};
    },
  });
  return { post: () => post(SUBSCRIPTION), asked, retries, logged, over };
}

test('a post is claimed, then its card is made, then it is sent, then it is finished', async () => {
  const { post, asked } = poster();
  expect(await post()).toBe(true);
  expect(asked).toEqual(['claim', 'card', 'post', 'finish']);
});

test('no card is made for a post that another process has', async () => {
  const { post, asked } = poster({ store: { claim: async () => undefined } });
  expect(await post()).toBe(false);
  expect(asked).toEqual([]);
});

test('a card that cannot be made leaves the post unsent, to be tried again, with one error in the log', async () => {
  const messageOf = () => Promise.reject(new TypeError('a bug'));
  const { post, asked, retries, logged } = poster({ messageOf });
  await post();
  expect(asked).toEqual(['claim', 'card']);
  expect(retries).toMatchObject([{ mayBeSent: false, reason: 'unexpected', isAttempt: true }]);
  const errors = logged.map((line) => JSON.parse(line)).filter(({ level }) => level === 'error');
  expect(errors).toMatchObject([{ msg: 'unexpected error in the daily post', error: { message: 'a bug' } }]);
});

test('a write that waits for the store ends at once when there is no more time', async () => {
  let failed: () => void = () => undefined;
  const hasFailed = new Promise<void>((resolve) => {
    failed = resolve;
  });
  const finish = () => {
    failed();
    return Promise.reject(new StoreUnavailable('away', {}));
  };
  const { post, over } = poster({ store: { finish } });
  const posting = post();
  await hasFailed;
  // No clock is moved: only the signal can end the wait.
  over.abort();
  await expect(posting).rejects.toThrow(StoreUnavailable);
});
