import { config } from 'dotenv';
import { systemClock } from './clock.ts';
import { createArchive } from './data/archive.ts';
import { loadCollections } from './data/collections/load-collections.ts';
import { startDocent } from './discord/start-docent.ts';
import { createLog } from './log.ts';
import { packageFiles } from './package-files.ts';
import { readSettings } from './settings.ts';
import { shutdownSignal } from './shutdown.ts';
import { openStore } from './store/open-store.ts';
import { keepRunning, unexpectedIn } from './uncaught.ts';

/**
 * Runs the bot until the process should stop (SIGTERM, SIGINT), Discord ends the connection for good, or the store is
 * lost. Without a token it runs the preview.
 *
 * @throws {SettingsError | CollectionError | StoreError | DiscordError} each with a message for the host
 */
export async function start(): Promise<void> {
  config({ quiet: true });
  const settings = readSettings(process.env);
  const { token, defaultTimeZone, contactUrl } = settings;
  const folders = settings.collections ?? [packageFiles.bundledCollection];
  const archive = createArchive(await loadCollections(folders));
  if (token === undefined) {
    const { runPreview } = await import('./preview/run-preview.ts');
    return runPreview(settings, archive);
  }

  const log = createLog({ level: settings.logLevel, secrets: [token] });
  keepRunning(unexpectedIn(log));
  const shutdown = shutdownSignal();
  const store = await openStore(settings);
  try {
    const services = { archive, clock: systemClock, chance: Math.random, defaultTimeZone, contactUrl };
    const bot = await Promise.race([
      startDocent({ settings: { ...settings, token }, services, store, log }),
      shutdown,
    ]);
    const lost = await Promise.race([shutdown, bot?.lost]);
    await bot?.stop();
    if (lost) throw lost;
    log.info('stopped');
  } finally {
    await store.close();
  }
}
