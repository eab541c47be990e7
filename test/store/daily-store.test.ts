import { describe, expect, onTestFinished, test } from 'vitest';
import type { DailyPost, NextDue, SubscriptionOptions } from '../../src/store/daily.ts';
import { openEmbeddedStore } from '../../src/store/embedded-store.ts';
import { openPostgresStore } from '../../src/store/postgres-store.ts';
import type { Store } from '../../src/store/store.ts';
import { newDatabase } from '../support/new-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const at = (time: string) => new Date(`2026-03-01T${time}:00Z`);
const on = (date: string, instant = new Date(`${date}T09:00:00Z`)): NextDue => {
  return () => ({ date, at: instant });
};

const wish: SubscriptionOptions = {
  guildId: '80351110224678912',
  channelId: '80351110224678913',
  channelKind: 'text',
  time: '09:00',
  zone: 'UTC',
  roleId: undefined,
  thread: false,
  publish: false,
  quietDays: 'nearest',
};
const post = {
  ...{ guildId: wish.guildId, date: '2026-03-01', channelId: wish.channelId, recordId: undefined },
  channelKind: 'text' as const,
};
const lease = (owner: string, until = at('09:01')) => ({ owner, until });

describe.each(['embedded', 'PostgreSQL'])('the %s store', (kind) => {
  async function open(): Promise<Store> {
    const store =
      kind === 'embedded'
        ? await openEmbeddedStore({ dataDir: temporaryFolder() })
        : await openPostgresStore({ databaseUrl: await newDatabase() });
    onTestFinished(() => store.close());
    return store;
  }
  async function opened() {
    const { daily } = await open();
    await daily.save(wish, on('2026-03-01'));
    return daily;
  }

  test('keeps long addresses and registrations', async () => {
    const { addresses, registrations } = await open();
    const [key = ''] = await addresses.keep(['search?query=Çela', 'search?query=b'], at('09:00'));
    expect(await addresses.find(key, at('09:00'))).toBe('search?query=Çela');
    await registrations.remember('all', 'one');
    await registrations.remember('all', 'two');
    expect(await registrations.hash('all')).toBe('two');
  });

  describe('settings', () => {
    test('come back as they were asked for', async () => {
      const { daily } = await open();
      const asked: SubscriptionOptions = {
        ...wish,
        channelKind: 'forum',
        roleId: '5',
        thread: true,
        quietDays: 'skip',
      };
      await daily.save(asked, on('2026-03-01'));
      expect(await daily.find(wish.guildId)).toEqual({
        ...asked,
        paused: false,
        departed: false,
        due: { date: '2026-03-01', at: at('09:00') },
        trouble: undefined,
      });
      expect(await daily.find('1')).toBeUndefined();
    });

    test('are found when they are due, the longest waiting first, as many as asked for', async () => {
      const { daily } = await open();
      for (const [guildId, minute] of [
        ['3', '02'],
        ['1', '00'],
        ['2', '01'],
      ] as const) {
        await daily.save({ ...wish, guildId }, on('2026-03-01', at(`09:${minute}`)));
      }
      const ids = async (time: string, most = 10) =>
        (await daily.due(at(time), most)).map(({ guildId }) => guildId);
      expect(await ids('08:59')).toEqual([]);
      expect(await ids('09:01')).toEqual(['1', '2']);
      expect(await ids('10:00', 2)).toEqual(['1', '2']);
    });

    test('are not due while paused, and are again when resumed', async () => {
      const daily = await opened();
      expect((await daily.pause(wish.guildId))?.due).toBeUndefined();
      expect(await daily.due(at('10:00'), 10)).toEqual([]);
      const resumed = await daily.resume(wish.guildId, on('2026-03-02'));
      expect(resumed).toMatchObject({ paused: false, due: { date: '2026-03-02' } });
      expect(await daily.pause('1')).toBeUndefined();
    });

    test('that are removed leave the ledger behind, so that no day is told twice', async () => {
      const daily = await opened();
      await daily.claim(post, lease('a'), at('09:00'));
      expect(await daily.remove(wish.guildId)).toBe(true);
      expect(await daily.remove(wish.guildId)).toBe(false);
      let taken: readonly string[] = [];
      await daily.save(wish, (_, dates) => {
        taken = [...dates];
        return { date: '2026-03-02', at: at('09:00') };
      });
      expect(taken).toEqual(['2026-03-01']);
    });

    test('that are changed while a post is under way leave it to be finished', async () => {
      const daily = await opened();
      await daily.claim(post, lease('a'), at('09:00'));
      const saved = await daily.save({ ...wish, time: '18:00' }, on('2026-03-02'));
      expect(saved).toMatchObject({ time: '18:00', due: { date: '2026-03-01' } });
      expect(await daily.due(at('09:01'), 10)).toHaveLength(1);
    });
  });

  describe('a claim', () => {
    test('is one owner’s until another may take it over, which no instant decides', async () => {
      const daily = await opened();
      expect(await daily.claim(post, lease('a'), at('08:59'))).toBeUndefined();
      expect(await daily.claim({ ...post, afterMessageId: '77' }, lease('a'), at('09:00'))).toMatchObject({
        state: 'unsent',
        attempts: 1,
        afterMessageId: '77',
      });
      expect(await daily.due(at('09:00'), 10)).toEqual([]);
      // A clock that is hours ahead finds the lease long over, and must not conclude anything from it.
      expect(await daily.due(at('12:00'), 10)).toHaveLength(1);
      expect(await daily.claim(post, lease('b', at('12:01')), at('12:00'))).toBeUndefined();
      expect(await daily.due(at('09:00'), 10)).toEqual([]);
      const asked: DailyPost[] = [];
      const mayTakeOver = (seen: DailyPost) => asked.push(seen) > 0;
      const taken = await daily.claim(post, lease('b', at('09:02')), at('09:01'), mayTakeOver);
      expect(asked).toMatchObject([{ owner: 'a', state: 'sending', leaseUntil: at('09:01') }]);
      expect(taken).toMatchObject({
        ...{ state: 'sending', owner: 'b', attempts: 2, claimedAt: at('09:00'), afterMessageId: '77' },
      });
      expect(await daily.advance(post, { state: 'posted', messageId: '1' }, lease('a', at('09:02')))).toBe(
        false,
      );
    });

    test('that is not due leaves no trace', async () => {
      const daily = await opened();
      await daily.claim(post, lease('a'), at('08:59'));
      expect(await daily.entry(wish.guildId, post.date)).toBeUndefined();
    });

    test('of many at once is one', async () => {
      const daily = await opened();
      const owners = Array.from({ length: 20 }, (_, index) => `owner ${index}`);
      const claims = await Promise.all(owners.map((owner) => daily.claim(post, lease(owner), at('09:00'))));
      expect(claims.filter(Boolean)).toHaveLength(1);
    });

    test('of a date that is no longer due is none', async () => {
      const daily = await opened();
      await daily.save(wish, on('2026-03-02'));
      expect(await daily.claim(post, lease('a'), at('09:00'))).toBeUndefined();
    });

    test('is known as not sent only when that is certain', async () => {
      const daily = await opened();
      const again = (mayBeSent: boolean, minute: string, owner: string) =>
        daily.retry(post, { at: at(`09:${minute}`), mayBeSent, reason: 'unreachable' }, owner, at('09:00'));
      await daily.claim(post, lease('a 1'), at('09:00'));
      expect(await again(false, '02', 'a 1')).toMatchObject({ state: 'unsent', owner: 'free a 1' });
      expect(await again(false, '02', 'a 1')).toBeUndefined();
      expect(await daily.due(at('09:01'), 10)).toEqual([]);
      const later = lease('a 2', at('09:03'));
      expect(await daily.claim(post, later, at('09:02'), () => true)).toMatchObject({ state: 'unsent' });
      expect(await again(true, '05', 'a 2')).toMatchObject({ state: 'sending', owner: 'free a 2' });
      expect(await daily.claim(post, lease('b', at('09:06')), at('09:05'), () => true)).toMatchObject({
        state: 'sending',
        attempts: 3,
      });
    });

    test('that came to nothing is not an attempt', async () => {
      const daily = await opened();
      await daily.claim(post, lease('a 1'), at('09:00'));
      const waited = { at: at('09:00'), mayBeSent: false, reason: 'waited', isAttempt: false } as const;
      expect(await daily.retry(post, waited, 'a 1', at('09:00'))).toMatchObject({ attempts: 0 });
      expect(await daily.claim(post, lease('a 2'), at('09:00'), () => true)).toMatchObject({ attempts: 1 });
    });

    test('of what was not sent goes by what Discord has given since', async () => {
      const daily = await opened();
      const again = { at: at('09:00'), mayBeSent: false, reason: 'unreachable' } as const;
      const claimAfter = (afterMessageId: string | undefined, owner: string) =>
        daily.claim({ ...post, afterMessageId }, lease(owner), at('09:00'), () => true);
      await claimAfter('77', 'a 1');
      await daily.retry(post, again, 'a 1', at('09:00'));
      expect(await claimAfter('88', 'a 2')).toMatchObject({ afterMessageId: '88' });
      await daily.retry(post, { ...again, mayBeSent: true }, 'a 2', at('09:00'));
      expect(await claimAfter('99', 'a 3')).toMatchObject({ afterMessageId: '88' });
    });

    test('goes on where it was left', async () => {
      const daily = await opened();
      await daily.claim(post, lease('a'), at('09:00'));
      await daily.advance(post, { state: 'posted', messageId: '7' }, lease('a', at('09:05')));
      expect(await daily.claim(post, lease('b'), at('09:04'))).toBeUndefined();
      expect(await daily.claim(post, lease('b', at('09:06')), at('09:05'), () => true)).toMatchObject({
        state: 'posted',
        messageId: '7',
      });
    });

    test('ends once, and sets the next one', async () => {
      const daily = await opened();
      const trouble = { reason: 'missing-access', at: at('09:00') } as const;
      await daily.claim(post, lease('a'), at('09:00'));
      const end = { state: 'refused', reason: 'missing-access', trouble } as const;
      expect(await daily.finish(post, end, 'b', on('2026-03-02'))).toBe(false);
      expect(await daily.finish(post, end, 'a', on('2026-03-02'))).toBe(true);
      expect(await daily.finish(post, end, 'a', on('2026-03-03'))).toBe(false);
      expect(await daily.find(wish.guildId)).toMatchObject({ due: { date: '2026-03-02' }, trouble });
      expect(await daily.markTroubleReported(wish.guildId)).toBe(true);
      expect(await daily.markTroubleReported(wish.guildId)).toBe(false);
    });

    test('of a post that has ended is that post', async () => {
      const daily = await opened();
      await daily.claim(post, lease('a'), at('09:00'));
      await daily.finish(post, { state: 'done', messageId: '7' }, 'a', on('2026-03-01'));
      expect(await daily.claim(post, lease('b', at('10:00')), at('09:30'))).toMatchObject({
        state: 'done',
        messageId: '7',
      });
      await daily.skip(wish.guildId, ['2026-03-01'], 'already-posted', at('09:30'), on('2026-03-02'));
      expect((await daily.find(wish.guildId))?.due?.date).toBe('2026-03-02');
      expect((await daily.posts(wish.guildId, 5)).map(({ state }) => state)).toEqual(['done']);
    });
  });

  describe('what a wrong clock has left', () => {
    const ids = (found: { guildId: string }[]) => found.map(({ guildId }) => guildId);

    test('is found: what is due too late, and what was skipped too early', async () => {
      const daily = await opened();
      await daily.save({ ...wish, guildId: '2' }, on('2026-04-10'));
      expect(ids(await daily.dueAfter(at('09:00')))).toEqual(['2']);
      const dates = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'];
      await daily.skip(wish.guildId, dates.slice(0, 1), 'late', at('09:00'), on('2026-02-28'));
      await daily.save(wish, on('2026-02-28'));
      await daily.skip(wish.guildId, dates.slice(1), 'late', at('09:00'), on('2026-03-03'));
      await daily.save({ ...wish, guildId: '3' }, on('2026-03-01'));
      await daily.skip('3', ['2026-03-01'], 'quiet-day', at('09:00'), on('2026-03-02'));
      expect(await daily.missedSince('2026-02-28')).toMatchObject([
        { settings: { guildId: wish.guildId }, dates: dates.slice(1) },
      ]);
    });

    test('is worked out anew, with the dates that count again', async () => {
      const daily = await opened();
      await daily.skip(wish.guildId, ['2026-03-01', '2026-03-02'], 'late', at('09:00'), on('2026-04-10'));
      let taken: readonly string[] = [];
      const next: NextDue = (_, dates) => {
        taken = [...dates];
        return { date: '2026-03-02', at: at('10:00') };
      };
      expect(await daily.deriveDue(wish.guildId, ['2026-03-02'], next)).toBe(true);
      expect(taken).toEqual(['2026-03-01']);
      expect((await daily.find(wish.guildId))?.due?.date).toBe('2026-03-02');
      expect((await daily.posts(wish.guildId, 5)).map(({ date }) => date)).toEqual(['2026-03-01']);
      // Nothing is put off, and nothing that is under way is touched.
      expect(await daily.deriveDue(wish.guildId, [], on('2026-03-05'))).toBe(false);
      await daily.claim({ ...post, date: '2026-03-02' }, lease('a', at('10:01')), at('10:00'));
      expect(await daily.deriveDue(wish.guildId, [], on('2026-02-01'))).toBe(false);
      expect(await daily.deriveDue('999', [], on('2026-02-01'))).toBe(false);
    });

    test('does not hide what was posted: entries of many dates to come', async () => {
      const daily = await opened();
      const ahead = Array.from({ length: 20 }, (_, day) => `2026-05-${10 + day}`);
      await daily.claim(post, lease('a'), at('09:00'));
      await daily.finish(post, { state: 'done' }, 'a', on('2026-05-10'));
      await daily.skip(wish.guildId, ahead, 'quiet-day', at('09:00'), on('2026-06-01'));
      let taken: ReadonlySet<string> = new Set();
      await daily.save(wish, (_, dates) => {
        taken = dates;
        return { date: '2026-03-02', at: at('09:00') };
      });
      expect(taken).toContain('2026-03-01');
    });

    test('a post under way is woken, unless it has changed hands', async () => {
      const daily = await opened();
      await daily.claim(post, lease('a', at('23:00')), at('09:00'));
      const [open] = await daily.open();
      expect(open).toMatchObject({ post: { owner: 'a', state: 'sending' }, wakeAt: at('23:00') });
      if (!open) return;
      await daily.wake({ ...open.post, owner: 'b' }, at('09:05'));
      expect(await daily.due(at('09:05'), 10)).toEqual([]);
      await daily.wake(open.post, at('09:05'));
      expect(await daily.due(at('09:05'), 10)).toHaveLength(1);
      await daily.finish(post, { state: 'done' }, 'a', on('2026-03-02'));
      expect(await daily.open()).toEqual([]);
    });

    test('a server left long ago by such a clock is kept when it had a post since', async () => {
      const daily = await opened();
      await daily.claim(post, lease('a'), at('09:00'));
      await daily.depart([wish.guildId], new Date('1970-01-01T00:00:00Z'));
      expect(await daily.forget(at('08:59'), '2025-01-01')).toBe(0);
      expect(await daily.forget(at('09:00'), '2025-01-01')).toBe(1);
    });
  });

  test('days that were missed are noted', async () => {
    const daily = await opened();
    await daily.skip(wish.guildId, ['2026-03-01', '2026-03-02'], 'late', at('09:00'), on('2026-03-03'));
    expect(await daily.posts(wish.guildId, 5)).toMatchObject([
      { date: '2026-03-02', state: 'skipped', reason: 'late' },
      { date: '2026-03-01', state: 'skipped', reason: 'late' },
    ]);
    expect((await daily.find(wish.guildId))?.due?.date).toBe('2026-03-03');
  });

  test('the records of quiet days are remembered from a date on', async () => {
    const daily = await opened();
    await daily.claim({ ...post, recordId: 'a-record' }, lease('a'), at('09:00'));
    expect(await daily.quietDayRecords(wish.guildId, '2026-03-01')).toEqual(['a-record']);
    expect(await daily.quietDayRecords(wish.guildId, '2026-03-02')).toEqual([]);
  });

  test('a server that is left gets no post, is forgotten when the time comes, not before', async () => {
    const daily = await opened();
    await daily.save({ ...wish, guildId: '2' }, on('2026-03-01'));
    await daily.claim(post, lease('a'), at('09:00'));
    await daily.depart([wish.guildId, '999'], at('10:00'));
    expect((await daily.due(at('23:00'), 10)).map(({ guildId }) => guildId)).toEqual(['2']);
    expect(await daily.guilds()).toContainEqual({ guildId: wish.guildId, departed: true });

    expect(await daily.forget(at('09:59'), '2025-01-01')).toBe(0);
    expect(await daily.find(wish.guildId)).toBeDefined();
    expect(await daily.forget(at('10:00'), '2025-01-01')).toBe(1);
    expect(await daily.find(wish.guildId)).toBeUndefined();
    expect(await daily.posts(wish.guildId, 5)).toEqual([]);
    expect(await daily.find('2')).toBeDefined();
  });

  test('a server that is joined again has its setting again', async () => {
    const daily = await opened();
    await daily.depart([wish.guildId], at('10:00'));
    await daily.comeBack([wish.guildId, '999'], on('2026-03-02'));
    expect(await daily.find(wish.guildId)).toMatchObject({ departed: false, due: { date: '2026-03-02' } });
  });
});
