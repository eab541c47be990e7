import { expect } from 'vitest';
import type { Holdings } from '../../src/data/collections/load-collections.ts';
import { startDocent } from '../../src/discord/start-docent.ts';
import { createLog } from '../../src/log.ts';
import {
  type Loopback,
  type LoopbackOptions,
  startLoopback,
  type World,
} from '../../src/loopback/loopback.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { archiveOf, bundledHoldings } from './archives.ts';
import { awaited, eventually, type Passage, pass } from './eventually.ts';
import { makeFolder, removeFolder } from './temporary-folder.ts';
import { type TestClock, testClock } from './test-clock.ts';
import { watched } from './watched.ts';
import { type Work, workWith } from './work.ts';

/** What a test may choose of the bot that it drives; everything has a default. */
export interface DocentOptions {
  /** Records; the bundled collection unless given. */
  readonly holdings?: Holdings;
  /** The clock of the bot and of Discord; one that stands at `TODAY` unless given. */
  readonly clock?: TestClock;
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
  /** Settles when the bot has nothing in flight. */
  quiet(): Promise<void>;
  /** Lets time pass until an expectation holds. */
  eventually(expectation: () => unknown): Promise<void>;
  /** Lets so many milliseconds pass, with all that follows from them. */
  pass(milliseconds: number): Promise<void>;
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
  clock = testClock(TODAY),
  chance = () => 0,
  contactUrl,
  guildId,
  defaultTimeZone = 'UTC',
  loopback = {},
  databaseUrl,
  dataDir: given,
  furnish,
}: DocentOptions = {}): Promise<RunningDocent> {
  const archive = archiveOf(holdings ?? (await bundledHoldings()));
  const logged: string[] = [];
  const log = createLog({ level: 'debug', stream: { write: (line) => logged.push(line) } });
  const dataDir = given ?? makeFolder();
  const discord = await startLoopback({ clock, ...loopback });
  furnish?.(discord.world);
  const work = workWith(discord);
  const passage: Passage = { clock, quiet: work.quiet };

  const start = async () => {
    const store = counted(await openStore({ dataDir, databaseUrl }), work);
    const { apiUrl, token } = discord;
    const settings = { apiUrl, token, guildId, shardCount: undefined, shardIds: undefined };
    const services = { archive, clock, chance, defaultTimeZone, contactUrl };
    try {
      const bot = await startDocent({ settings, services, store, log });
      await discord.ready();
      return { bot, store };
    } catch (error) {
      await store.close();
      throw error;
    }
  };
  const stop = async ({ bot, store }: Awaited<ReturnType<typeof start>>) => {
    try {
      await awaited(passage, bot.stop());
    } finally {
      await store.close();
    }
  };
  const leave = async () => {
    await discord.close();
    work.close();
    removeFolder(dataDir);
  };

  let running = await start().catch(async (error: unknown) => {
    await leave();
    throw error;
  });
  return {
    discord,
    store: () => running.store,
    logged,
    quiet: work.quiet,
    eventually: (expectation) => eventually(passage, expectation),
    pass: (milliseconds) => pass(passage, milliseconds),
    async restart(meanwhile) {
      await stop(running);
      meanwhile?.();
      running = await start();
    },
    async close() {
      try {
        await stop(running);
      } finally {
        await leave();
      }
      expect(discord.violations).toEqual([]);
    },
  };
}

/** The store, whose calls are counted as work. */
function counted(store: Store, { calls }: Work): Store {
  return {
    addresses: watched(store.addresses, calls),
    registrations: watched(store.registrations, calls),
    daily: watched(store.daily, calls),
    watch: (watch) => store.watch(watch),
    close: () => store.close(),
  };
}
