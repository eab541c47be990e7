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

/** How long, in milliseconds, after a failed start it is waited for a signal that may be the cause of it. */
const SIGNAL_WITHIN = 200;

/**
 * Runs the same bot on a Discord in this process, with a page to use it by, until told to stop. Its store is its own
 * and is deleted afterwards, so that trying the bot out leaves the host's data alone.
 *
 * @throws {SettingsError | StoreError | DiscordError} each with a message for the host
 */
export async function runPreview(settings: Settings, archive: Archive): Promise<void> {
  const told = shutdownSignal();
  const stopping = new AbortController();
  void told.then(() => stopping.abort());
  const { httpPort: port = 3000, httpHost: host, defaultTimeZone, contactUrl, logLevel } = settings;
  // In the terminal the address is what counts; that all is well needs no lines.
  const log = createLog({ level: logLevel === 'info' ? 'warn' : logLevel });
  keepRunning(unexpectedIn(log));
  const queries = exampleQueries(archive, settings.collections === undefined);
  const starting = startPreview({
    ...{ clock: systemClock, port, host, zone: defaultTimeZone, queries, signal: stopping.signal },
    async startBot({ apiUrl, token, clock, folder }) {
      const store = await openStore({ dataDir: folder, databaseUrl: undefined });
      const docent = { archive, clock, chance: Math.random, defaultTimeZone, contactUrl };
      const place = { apiUrl, token, guildId: undefined, shardCount: undefined, shardIds: undefined };
      const bot = await startDocent({ settings: place, docent, store, log });
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
With a bot's token in DISCORD_TOKEN it answers in Discord: README.md, "Adding a token". Ctrl-C ends it.
`);
  await told;
  await preview.stop();
}

/**
 * What was started; undefined, with all put away, when the process was told to stop meanwhile. Ctrl-C in a terminal
 * also ends the bundler, whose end may be heard of before the signal is.
 *
 * @throws {SettingsError} when the page cannot listen where it was told to
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
    throw new SettingsError([`HTTP_HOST and HTTP_PORT name a place that cannot be used: ${error.message}`]);
  }
}
