import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../clock.ts';
import type { Archive } from '../data/archive.ts';
import { startDocent } from '../discord/start-docent.ts';
import { createLog } from '../log.ts';
import { type Settings, SettingsError } from '../settings.ts';
import { shutdownSignal } from '../shutdown.ts';
import { openStore } from '../store/open-store.ts';
import { keepRunning, unexpectedIn } from '../uncaught.ts';
import { exampleQueries } from './example-queries.ts';
import { CannotListen } from './listening.ts';
import { type Preview, startPreview } from './preview.ts';

/** How long to wait, in milliseconds, after a failed start, for a signal that may have caused it. */
const SIGNAL_WITHIN = 200;

/**
 * Runs the same bot on a Discord in this process, with a page for it, until the process is to stop. It has a store of its
 * own, which is deleted afterwards, so that the host's data stays as it is.
 *
 * @throws {SettingsError | StoreError | DiscordError} each with a message for the host
 */
export async function runPreview(settings: Settings, archive: Archive): Promise<void> {
  const told = shutdownSignal();
  const stopping = new AbortController();
  void told.then(() => stopping.abort());
  const { httpPort: port = 3000, httpHost: host, defaultTimeZone, contactUrl, logLevel } = settings;
  // The host needs the address in the terminal, not lines about what works.
  const log = createLog({ level: logLevel === 'info' ? 'warn' : logLevel });
  keepRunning(unexpectedIn(log));
  const queries = exampleQueries(archive, settings.collections === undefined);
  const starting = startPreview({
    ...{ clock: systemClock, port, host, zone: defaultTimeZone, queries, signal: stopping.signal },
    async startBot({ apiUrl, token, clock, folder }) {
      const store = await openStore({ dataDir: folder, databaseUrl: undefined });
      const services = { archive, clock, chance: Math.random, defaultTimeZone, contactUrl };
      const place = { apiUrl, token, guildId: undefined, shardCount: undefined, shardIds: undefined };
      const bot = await startDocent({ settings: place, services, store, log });
      return async () => {
        await bot.stop();
        await store.close();
      };
    },
  });
  const preview = await startedUnless(stopping.signal, starting);
  if (!preview) return;
  process.stdout.write(`The preview is at ${preview.address}
Try there: /doc ${queries[0] === undefined ? 'on-this-day' : `search ${queries[0]}`}
To use Docent in Discord, set DISCORD_TOKEN: see README.md, "Adding a token". Ctrl-C stops the preview.
`);
  await told;
  await preview.stop();
}

/**
 * The started preview; undefined, with everything undone, when the process was told to stop meanwhile. Ctrl-C in a
 * terminal also ends the bundler, and we may learn of that before the signal.
 *
 * @throws {SettingsError} when the page cannot listen at that host and port
 */
async function startedUnless(told: AbortSignal, starting: Promise<Preview>): Promise<Preview | undefined> {
  try {
    const preview = await starting;
    if (!told.aborted) return preview;
    await preview.stop();
    return undefined;
  } catch (error) {
    await pause(SIGNAL_WITHIN, undefined, { signal: told }).catch(() => undefined);
    if (told.aborted) return undefined;
    if (!(error instanceof CannotListen)) throw error;
    throw new SettingsError([`HTTP_HOST and HTTP_PORT cannot be used: ${error.message}`]);
  }
}
