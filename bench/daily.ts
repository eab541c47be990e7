import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { nextDue } from '../src/daily/schedule/next-due.ts';
import { createArchive } from '../src/data/archive.ts';
import { loadCollections } from '../src/data/collections/load-collections.ts';
import { startDocent } from '../src/discord/start-docent.ts';
import { createLog } from '../src/log.ts';
import { openEmbeddedStore } from '../src/store/embedded-store.ts';
import type { BenchAnswers, BenchDiscord } from './daily-discord.ts';
import { median, quantile } from './median.ts';
import { movedClock } from './moved-clock.ts';

const SERVERS = Number(process.env.SERVERS ?? 10_000);
const ALLOWED_A_SECOND = 50;
const BEFORE = '2026-03-10T08:50:00Z';
const DUE = '2026-03-10T09:00:00Z';
const MEGABYTE = 1024 * 1024;

/** Ten thousand servers due at one minute: how long all posts take, what memory, and how commands fare meanwhile. */
export async function run(): Promise<void> {
  const clock = movedClock(BEFORE);
  const file = fileURLToPath(new URL('daily-discord.ts', import.meta.url));
  const child = fork(file, [String(SERVERS), BEFORE], { execArgv: ['--import', 'tsx'] });
  const [{ apiUrl, token, servers }] = (await once(child, 'message')) as [BenchDiscord];
  const dataDir = await mkdtemp(join(tmpdir(), 'docent-bench-'));
  const store = await openEmbeddedStore({ dataDir });
  for (const [guildId, channelId] of servers) {
    await store.daily.save(
      {
        ...{ guildId, channelId, channelKind: 'text', time: '09:00', zone: 'UTC', roleId: undefined },
        ...{ thread: false, publish: false, quietDays: 'nearest' },
      },
      (settings, taken) => nextDue(settings, { now: clock.now(), taken }),
    );
  }
  const archive = createArchive(await loadCollections(['collections/wilson-center']));
  const log = createLog({ level: 'warn' });
  const settings = { apiUrl, token, guildId: undefined, shardCount: undefined, shardIds: undefined };
  const services = { archive, clock, chance: Math.random, defaultTimeZone: 'UTC', contactUrl: undefined };
  const bot = await startDocent({ settings, services, store, log });
  // So many servers come in at the start, which is another matter.
  await pause(3000);
  child.send('ask');

  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  const memory = { before: process.memoryUsage().rss, most: 0 };
  clock.set(DUE);
  const start = performance.now();
  while (bot.counts().posted < SERVERS) {
    await pause(100);
    memory.most = Math.max(memory.most, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - start) / 1000;
  loop.disable();
  child.send('stop');
  const [{ times, posts, limited, violations }] = (await once(child, 'message')) as [BenchAnswers];
  await bot.stop();
  await store.close();
  child.kill();
  await rm(dataDir, { recursive: true });

  const least = SERVERS / ALLOWED_A_SECOND;
  console.log(
    `${SERVERS} posts in ${seconds.toFixed(1)} s, ${(seconds / least).toFixed(3)} of the ${least} s that the limit allows (goal: at most 1.1)`,
  );
  console.log(
    `servers by number of posts ${JSON.stringify(posts)}, ${limited} requests over the limit, ${violations} refused payloads`,
  );
  console.log(
    `memory ${(memory.before / MEGABYTE).toFixed(0)} MB before, at most ${(memory.most / MEGABYTE).toFixed(0)} MB meanwhile`,
  );
  console.log(
    `commands meanwhile: ${times.length}, median ${median(times).toFixed(1)} ms, 99 % under ${quantile(times, 0.99).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(1)} ms; the process was held up for at most ${(loop.max / 1e6).toFixed(0)} ms`,
  );
}
