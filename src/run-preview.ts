import { systemClock } from './clock.ts';
import type { Archive } from './data/archive.ts';
import { exampleQueries } from './example-queries.ts';
import { createLog } from './log.ts';
import { CannotListen } from './preview/listening.ts';
import { startPreview } from './preview/preview.ts';
import { type Settings, SettingsError } from './settings.ts';
import { startDocent } from './start-docent.ts';
import { openStore } from './store/open-store.ts';
import { toldToStop } from './told-to-stop.ts';

/**
 * Runs the same bot on a Discord in this process, with a page to use it by, until told to stop. Its store is its own
 * and is deleted afterwards, so that trying the bot out leaves the host's data alone.
 *
 * @throws {SettingsError | StoreError | DiscordError} each with a message for the host
 */
export async function runPreview(settings: Settings, archive: Archive): Promise<void> {
  const told = toldToStop();
  const { httpPort: port = 3000, httpHost: host, defaultTimeZone, contactUrl, logLevel } = settings;
  // In the terminal the address is what counts; that all is well needs no lines.
  const log = createLog({ level: logLevel === 'info' ? 'warn' : logLevel });
  const queries = exampleQueries(archive, settings.collections === undefined);
  const { address, stop } = await startPreview({
    ...{ clock: systemClock, port, host, zone: defaultTimeZone, queries },
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
  }).catch((error: unknown) => {
    if (!(error instanceof CannotListen)) throw error;
    throw new SettingsError([`HTTP_HOST and HTTP_PORT name a place that cannot be used: ${error.message}`]);
  });
  process.stdout.write(`The preview is at ${address}
Try there: /doc ${queries[0] === undefined ? 'on-this-day' : `search ${queries[0]}`}
With a bot's token in DISCORD_TOKEN it answers in Discord: README.md, "Adding a token". Ctrl-C ends it.
`);
  await told;
  await stop();
}
