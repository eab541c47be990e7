import { fileURLToPath } from 'node:url';
import { config } from 'dotenv';
import { systemClock } from './clock.ts';
import { type Archive, createArchive } from './data/archive.ts';
import { loadCollections } from './data/collection.ts';
import { startBot } from './discord/bot.ts';
import { createLog } from './log.ts';
import { readSettings, type Settings } from './settings.ts';
import { openStore } from './store/open-store.ts';

/** The collection that comes with the bot. */
const BUNDLED_COLLECTION = fileURLToPath(new URL('./data/wilson-center', import.meta.url));

/**
 * Runs the bot until it is told to stop (SIGTERM, SIGINT) or Discord shuts the connection for good.
 *
 * @throws {SettingsError | CollectionError | StoreError | DiscordError} each with a message for the host
 */
export async function start(): Promise<void> {
  config({ quiet: true });
  const settings = readSettings(process.env);
  const { token, defaultTimeZone, contactUrl } = settings;
  const archive = createArchive(await loadCollections(settings.collections ?? [BUNDLED_COLLECTION]));
  if (token === undefined) return preview(settings, archive);

  const log = createLog({ level: settings.logLevel, secrets: [token] });
  const told = toldToStop();
  const store = await openStore(settings);
  try {
    const docent = { archive, clock: systemClock, chance: Math.random, defaultTimeZone, contactUrl };
    const bot = await Promise.race([
      startBot({ settings: { ...settings, token }, docent, ...store, log }),
      told,
    ]);
    const lost = await Promise.race([told, bot?.lost]);
    await bot?.stop();
    if (lost) throw lost;
    log.info('stopped');
  } finally {
    await store.close();
  }
}

/** Settles when the process is told to stop. */
function toldToStop(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(undefined));
  });
}

/** Runs the same bot on a Discord in this process, with a page to use it by, until told to stop. */
async function preview(settings: Settings, archive: Archive): Promise<void> {
  const told = toldToStop();
  const { startPreview } = await import('./preview/preview.ts');
  const { httpPort: port = 3000, httpHost: host, defaultTimeZone, contactUrl, logLevel } = settings;
  // On the terminal the address is what counts; that all is well needs no lines.
  const log = createLog({ level: logLevel === 'info' ? 'warn' : logLevel });
  const { address, stop } = await startPreview({
    ...{ clock: systemClock, port, host, zone: defaultTimeZone },
    async startBot({ apiUrl, token, clock, folder }) {
      const store = await openStore({ dataDir: folder, databaseUrl: undefined });
      const docent = { archive, clock, chance: Math.random, defaultTimeZone, contactUrl };
      const place = { apiUrl, token, guildId: undefined, shardCount: undefined, shardIds: undefined };
      const bot = await startBot({ settings: place, docent, ...store, log });
      return async () => {
        await bot.stop();
        await store.close();
      };
    },
  });
  process.stdout.write(`The preview is at ${address}
Try there: /doc search cela prosecuter 1963
With a bot's token in DISCORD_TOKEN it answers in Discord: README.md, "Adding a token". Ctrl-C ends it.
`);
  await told;
  await stop();
}
