import { once } from 'node:events';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { startLoopback } from '../../src/preview/loopback.ts';
import { openPostgresStore } from '../../src/store/postgres-store.ts';
import { killedProcess, type StartKilled } from '../support/daily/killed-process.ts';
import { server } from '../support/daily/running-daily.ts';
import { movedClock } from '../support/moved-clock.ts';
import { type RunningPostgres, runPostgres } from '../support/running-postgres.ts';

const SERVERS = 500;

/** Only what hangs takes so long, in milliseconds. */
const HANG = 250_000;

let start: StartKilled;
let postgres: RunningPostgres;
beforeAll(async () => {
  [start, postgres] = await Promise.all([killedProcess(), runPostgres()]);
});
afterAll(() => postgres.close());

test.each([2, 4])(
  '%i processes, one of them killed in the middle: every server has its post, once',
  async (processes) => {
    const clock = movedClock('2026-03-10T08:59:00Z');
    const discord = await startLoopback({ clock });
    const databaseUrl = await postgres.database();
    const store = await openPostgresStore({ databaseUrl });
    const servers: Awaited<ReturnType<typeof server>>[] = [];
    while (servers.length < SERVERS) {
      const some = Array.from({ length: 10 }, () => server({ discord, store, clock }));
      servers.push(...(await Promise.all(some)));
    }
    clock.set('2026-03-10T09:00:00Z');
    const { apiUrl, token } = discord;
    const task = { apiUrl, token, store: { dataDir: '', databaseUrl }, now: clock.now().toISOString() };
    const children = Array.from({ length: processes }, () => start(task));
    onTestFinished(() => {
      for (const child of children) child.kill('SIGKILL');
    });
    const count = () =>
      discord.requests.filter(({ route }) => route === '/channels/:channel/messages').length;
    const posted = () => servers.filter(({ channel }) => discord.world.messages(channel).length > 0).length;
    const patiently = { interval: 50, timeout: HANG };

    await vi.waitFor(() => expect(count()).toBeGreaterThan(SERVERS / 4), patiently);
    const [victim, ...others] = children;
    victim?.kill('SIGKILL');
    await vi.waitFor(() => expect(posted()).toBeGreaterThan(SERVERS - 40), patiently);
    // What it had claimed is free when another has seen it unchanged for a minute, which looks once a minute.
    const minuteByMinute = async () => {
      clock.jump(61_000);
      for (const child of others) child.stdin?.write('61000\n');
      expect(posted()).toBe(SERVERS);
      expect(await store.daily.due(new Date('2026-03-10T12:00:00Z'), 1)).toEqual([]);
    };
    await vi.waitFor(minuteByMinute, { interval: 1000, timeout: HANG });

    for (const { guild, channel } of servers) {
      const messages = discord.world.messages(channel);
      expect(messages).toHaveLength(1);
      expect(await store.daily.posts(guild.id, 2)).toMatchObject([
        { state: 'done', messageId: messages[0]?.id },
      ]);
    }
    for (const child of others) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await store.close();
    await discord.close();
    expect(discord.violations).toEqual([]);
  },
  HANG,
);
