import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { createArchive } from '../../src/data/archive.ts';
import { type Holdings, loadCollections } from '../../src/data/collection.ts';
import { createLog } from '../../src/log.ts';
import {
  type Loopback,
  type LoopbackOptions,
  startLoopback,
  type World,
} from '../../src/preview/loopback.ts';
import { startDocent } from '../../src/start-docent.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

/** What a test may choose of the bot that it drives; everything has a default. */
export interface DocentOptions {
  /** Records; the bundled collection unless given. */
  readonly holdings?: Holdings;
  readonly clock?: Clock;
  readonly chance?: () => number;
  readonly contactUrl?: string;
  readonly guildId?: string;
  readonly defaultTimeZone?: string;
  readonly loopback?: LoopbackOptions;
  /** A PostgreSQL address; the embedded store unless given. */
  readonly databaseUrl?: string;
  /** The folder of the embedded store; a new one unless given. It is deleted when all has ended. */
  readonly dataDir?: string;
  /** Puts servers, channels and messages into the loopback before the bot connects. */
  readonly furnish?: (world: World) => void;
}

/** The real bot, logged in to a Discord of its own. */
export interface RunningDocent {
  readonly discord: Loopback;
  /** What the bot keeps, as it stands now. */
  store(): Store;
  /** Lines that the bot has logged. */
  readonly logged: readonly string[];
  /** Stops the bot and starts it again on what it kept, as a restart of the process does. */
  restart(meanwhile?: () => void): Promise<void>;
  /** Ends everything, and fails if Discord had to refuse anything that the bot sent. */
  close(): Promise<void>;
}

/** Midday on an ordinary day, so that ages and "today" are known. */
export const TODAY = '2026-11-24T12:00:00Z';

/** Starts the real bot against a loopback Discord. */
export async function runDocent({
  holdings,
  clock = { ...systemClock, now: () => new Date(TODAY) },
  chance = () => 0,
  contactUrl,
  guildId,
  defaultTimeZone = 'UTC',
  loopback = {},
  databaseUrl,
  dataDir: given,
  furnish,
}: DocentOptions = {}): Promise<RunningDocent> {
  const dataDir = given ?? (await mkdtemp(join(tmpdir(), 'docent-')));
  const discord = await startLoopback(loopback);
  furnish?.(discord.world);
  const archive = createArchive(holdings ?? (await loadCollections(['src/data/wilson-center'])));
  const logged: string[] = [];
  const log = createLog({ level: 'debug', stream: { write: (line) => logged.push(line) } });

  const start = async () => {
    const store = await openStore({ dataDir, databaseUrl });
    const { apiUrl, token } = discord;
    const settings = { apiUrl, token, guildId, shardCount: undefined, shardIds: undefined };
    const docent = { archive, clock, chance, defaultTimeZone, contactUrl };
    const bot = await startDocent({ settings, docent, store, log });
    await discord.ready();
    return { bot, store };
  };
  const stop = async ({ bot, store }: Awaited<ReturnType<typeof start>>) => {
    await bot.stop();
    await store.close();
  };

  let running = await start();
  return {
    discord,
    store: () => running.store,
    logged,
    async restart(meanwhile) {
      await stop(running);
      meanwhile?.();
      running = await start();
    },
    async close() {
      await stop(running);
      await discord.close();
      await rm(dataDir, { recursive: true });
      expect(discord.violations).toEqual([]);
    },
  };
}
