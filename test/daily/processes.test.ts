import { expect, test } from 'vitest';
import { startLoopback } from '../../src/loopback/loopback.ts';
import { openPostgresStore } from '../../src/store/postgres-store.ts';
import { conduct, killedProcess } from '../support/daily/killed-process.ts';
import { server } from '../support/daily/running-daily.ts';
import { newDatabase } from '../support/new-database.ts';
import { testClock } from '../support/test-clock.ts';

const SERVERS = 100;
const PROCESSES = 4;

/** Only what hangs takes so long, in milliseconds. */
const HANG = 250_000;

test(
  `${PROCESSES} processes, one of them killed in the middle: every server has its post, once`,
  async () => {
    const start = killedProcess();
    const clock = testClock('2026-03-10T08:59:00Z');
    const discord = await startLoopback({ clock });
    const databaseUrl = await newDatabase();
    const store = await openPostgresStore({ databaseUrl });
    const servers: Awaited<ReturnType<typeof server>>[] = [];
    while (servers.length < SERVERS) {
      const some = Array.from({ length: 10 }, () => server({ discord, store, clock }));
      servers.push(...(await Promise.all(some)));
    }
    clock.set('2026-03-10T09:00:00Z');
    const { apiUrl, token } = discord;
    const task = { apiUrl, token, store: { dataDir: '', databaseUrl }, now: clock.now().toISOString() };
    const posted = () => servers.filter(({ channel }) => discord.world.messages(channel).length > 0).length;
    const children = Array.from({ length: PROCESSES }, () => start(task));
    const [victim] = children;
    const unwatch = discord.traffic.watch(() => {
      if (discord.traffic.begun > SERVERS / 4) victim?.process.kill('SIGKILL');
    });
    await conduct(children, clock, async () => {
      // What the victim had claimed is free when its lease has ended.
      return (
        posted() === SERVERS && (await store.daily.due(new Date('2026-03-10T12:00:00Z'), 1)).length === 0
      );
    });
    unwatch();
    expect((await victim?.ended)?.signal).toBe('SIGKILL');

    for (const { guild, channel } of servers) {
      const messages = discord.world.messages(channel);
      expect(messages).toHaveLength(1);
      expect(await store.daily.posts(guild.id, 2)).toMatchObject([
        { state: 'done', messageId: messages[0]?.id },
      ]);
    }
    for (const child of children) await child.kill();
    await store.close();
    await discord.close();
    expect(discord.violations).toEqual([]);
  },
  HANG,
);
