import { createCache } from '../../cache.ts';
import type { Card } from '../../cards/kit/card.ts';
import { troubleBanner } from '../../daily/cards/trouble-text.ts';
import type { Subscription } from '../../store/daily.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import type { View } from '../../views/view.ts';
import { mayManage } from '../daily/manage-server.ts';
import type { Asked, Docent } from './request-context.ts';

/** How long, in milliseconds, an answer waits for what it can do without. */
const PATIENCE = 500;

/** For so long, in milliseconds, a setting that was read is taken for the one that holds. */
const FRESH = 2000;

/** How many servers' settings are remembered. */
const MOST_REMEMBERED = 5000;

/** The settings of servers, as answers need them: at once where they were read a moment ago. */
export interface ServerSettings {
  /** A server's setting; undefined when it has none, or the store does not answer soon. */
  soon(guildId: string | undefined): Promise<Subscription | undefined>;
  /** Forgets what was read of a server, for it is being changed. */
  forget(guildId: string | undefined): void;
}

/** The settings of the servers in the store. */
export function createServerSettings(docent: Docent): ServerSettings {
  const cache = createCache<string, { readonly setting: Subscription | undefined }>({
    capacity: MOST_REMEMBERED,
    freshness: { milliseconds: FRESH, elapsed: () => docent.clock.elapsed() },
  });
  return {
    async soon(guildId) {
      if (guildId === undefined) return undefined;
      const known = cache.get(guildId);
      if (known) return known.setting;
      const setting = await settingSoon(guildId, docent);
      cache.set(guildId, { setting });
      return setting;
    },
    forget(guildId) {
      if (guildId !== undefined) cache.delete(guildId);
    },
  };
}

async function settingSoon(guildId: string, { store, clock }: Docent): Promise<Subscription | undefined> {
  const waiting = new AbortController();
  const found = store.daily.find(guildId).catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return undefined;
    throw error;
  });
  try {
    return await Promise.race([found, clock.wait(PATIENCE, waiting.signal).then(() => undefined)]);
  } finally {
    waiting.abort();
  }
}

/**
 * The card with a word about the trouble of the server's daily post, the first time that it goes to somebody who
 * can mend it. The views of the daily post itself show it in their own way.
 */
export async function withTrouble(
  card: Card,
  view: View,
  setting: Subscription | undefined,
  asked: Asked,
  { store }: Docent,
): Promise<Card> {
  if (!setting?.trouble || !mayManage(asked) || view.name.startsWith('daily-')) return card;
  const isNew = await store.daily.markTroubleReported(setting.guildId).catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return false;
    throw error;
  });
  if (!isNew) return card;
  return {
    ...card,
    content: [troubleBanner(setting.trouble.reason), card.content].filter(Boolean).join('\n\n'),
  };
}
