import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { DailyWish, NextDue } from '../../src/store/daily.ts';
import { openEmbeddedStore } from '../../src/store/embedded-store.ts';
import { openPostgresStore } from '../../src/store/postgres-store.ts';
import type { Store } from '../../src/store/store.ts';
import { type RunningPostgres, runPostgres } from '../support/running-postgres.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await runPostgres();
});
afterAll(() => postgres.close());

const at = (time: string) => new Date(`2026-03-01T${time}:00Z`);
const on = (date: string, instant = new Date(`${date}T09:00:00Z`)): NextDue => {
  return () => ({ date, at: instant });
};

const wish: DailyWish = {
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
        : await openPostgresStore({ databaseUrl: await postgres.database() });
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
      const asked: DailyWish = {
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
    test('is one owner’s until its lease ends', async () => {
      const daily = await opened();
      expect(await daily.claim(post, lease('a'), at('08:59'))).toBeUndefined();
      expect(await daily.claim(post, lease('a'), at('09:00'))).toMatchObject({
        state: 'unsent',
        attempts: 1,
      });
      expect(await daily.claim(post, lease('b'), at('09:00'))).toBeUndefined();
      expect(await daily.due(at('09:00'), 10)).toEqual([]);
      expect(await daily.due(at('09:01'), 10)).toHaveLength(1);
      expect(await daily.claim(post, lease('b', at('09:02')), at('09:01'))).toMatchObject({
        state: 'sending',
        attempts: 2,
        claimedAt: at('09:00'),
      });
      expect(await daily.advance(post, { state: 'posted', messageId: '1' }, lease('a', at('09:02')))).toBe(
        false,
      );
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
      const again = (mayBeSent: boolean, minute: string) =>
        daily.retry(post, { at: at(`09:${minute}`), mayBeSent, reason: 'busy' }, 'a', at('09:00'));
      await daily.claim(post, lease('a'), at('09:00'));
      expect(await again(false, '02')).toBe(true);
      expect(await daily.due(at('09:01'), 10)).toEqual([]);
      expect(await daily.claim(post, lease('a', at('09:03')), at('09:02'))).toMatchObject({
        state: 'unsent',
      });
      expect(await again(true, '05')).toBe(true);
      expect(await daily.claim(post, lease('b', at('09:06')), at('09:05'))).toMatchObject({
        state: 'sending',
        attempts: 3,
      });
    });

    test('goes on where it was left', async () => {
      const daily = await opened();
      await daily.claim(post, lease('a'), at('09:00'));
      await daily.advance(post, { state: 'posted', messageId: '7' }, lease('a', at('09:05')));
      expect(await daily.claim(post, lease('b'), at('09:04'))).toBeUndefined();
      expect(await daily.claim(post, lease('b', at('09:06')), at('09:05'))).toMatchObject({
        state: 'posted',
        messageId: '7',
      });
    });

    test('ends once, and sets the next one', async () => {
      const daily = await opened();
      const trouble = { reason: 'missing-access', at: at('09:00') };
      await daily.claim(post, lease('a'), at('09:00'));
      const end = { state: 'refused', reason: 'missing-access', trouble } as const;
      expect(await daily.finish(post, end, 'b', on('2026-03-02'))).toBe(false);
      expect(await daily.finish(post, end, 'a', on('2026-03-02'))).toBe(true);
      expect(await daily.finish(post, end, 'a', on('2026-03-03'))).toBe(false);
      expect(await daily.find(wish.guildId)).toMatchObject({ due: { date: '2026-03-02' }, trouble });
      expect(await daily.tellTrouble(wish.guildId)).toBe(true);
      expect(await daily.tellTrouble(wish.guildId)).toBe(false);
    });

    test('of a post that has ended is that post', async () => {
      const daily = await opened();
      await daily.claim(post, lease('a'), at('09:00'));
      await daily.finish(post, { state: 'done', messageId: '7' }, 'a', on('2026-03-01'));
      expect(await daily.claim(post, lease('b', at('10:00')), at('09:30'))).toMatchObject({
        state: 'done',
        messageId: '7',
      });
      await daily.skip(wish.guildId, ['2026-03-01'], 'told', at('09:30'), on('2026-03-02'));
      expect((await daily.find(wish.guildId))?.due?.date).toBe('2026-03-02');
      expect((await daily.posts(wish.guildId, 5)).map(({ state }) => state)).toEqual(['done']);
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
    expect(await daily.quietRecords(wish.guildId, '2026-03-01')).toEqual(['a-record']);
    expect(await daily.quietRecords(wish.guildId, '2026-03-02')).toEqual([]);
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
