import type { Services } from '../commands/kit/services.ts';
import { type Daily, startDaily } from '../daily/daily.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { StoreError } from '../store/store-error.ts';
import { type Bot, type BotParts, startBot } from './bot.ts';
import { type DiscordError, whyNotLoggedIn } from './discord-error.ts';
import { messagePayload } from './payload.ts';

/** What a whole Docent runs on, apart from its settings. */
export interface DocentParts {
  readonly settings: BotParts['settings'];
  readonly services: Omit<Services, 'store'>;
  readonly store: Store;
  readonly log: Log;
}

/** A bot that answers and posts. */
export interface RunningBot extends Omit<Bot, 'lost'> {
  /** Settles, with the reason, if Discord shuts the connection or the store is gone for good. */
  readonly lost: Promise<DiscordError | StoreError>;
  /** What happened to daily posts so far. */
  readonly counts: Daily['counts'];
}

/**
 * Starts the daily posts, then the bot: posts do not wait for the gateway.
 *
 * @throws {DiscordError} when Discord cannot be reached, or does not let the bot in
 */
export async function startDocent({ settings, services, store, log }: DocentParts): Promise<RunningBot> {
  const { archive, clock } = services;
  const storeLost = store.watch({
    clock,
    onMade: (file) => log.info({ file }, 'there was no store: an empty one was made'),
    onAway: (error) => log.warn({ error }, 'the store does not answer: posts and settings wait for it'),
    onBack: () => log.info('the store answers again'),
  });
  const daily = startDaily({
    discord: settings,
    store: store.daily,
    archive,
    clock,
    log,
    messageOf: (card) => messagePayload(card, (long) => store.addresses.keep(long, clock.now())),
  });
  try {
    const { addresses, registrations } = store;
    const { guilds } = daily;
    const bot = await startBot({
      settings,
      services: { ...services, store },
      addresses,
      registrations,
      guilds,
      log,
    });
    return {
      lost: Promise.race([bot.lost, daily.lost.then(whyNotLoggedIn), storeLost]),
      counts: daily.counts,
      async stop() {
        await Promise.all([bot.stop(), daily.stop()]);
      },
    };
  } catch (error) {
    await daily.stop();
    throw error;
  }
}
