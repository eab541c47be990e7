import { createCache } from '../../cache.ts';
import type { Card } from '../../cards/kit/card.ts';
import { troubleBanner } from '../../daily/cards/trouble-text.ts';
import type { Subscription } from '../../store/daily.ts';
import { StoreUnavailable } from '../../store/store-error.ts';
import { isReaderView, type View } from '../../views/view.ts';
import { mayManage } from '../daily/manage-server.ts';
import type { RequestContext } from './request-context.ts';
import type { Services } from './services.ts';

/** How long, in milliseconds, an answer waits for settings that it can do without. */
const PATIENCE = 500;

/** How long, in milliseconds, settings that were read are used again. */
const FRESH = 2000;

/** How many servers' settings are remembered. */
const MOST_REMEMBERED = 5000;

/** The settings of servers, as answers need them: at once when they were read a moment ago. */
export interface ServerSettings {
  /** A server's setting; undefined when it has none, or the store does not answer soon. */
  soon(guildId: string | undefined): Promise<Subscription | undefined>;
  /** Forgets what was read for a server, because it may have changed. */
  forget(guildId: string | undefined): void;
}

/** The settings of the servers in the store. */
export function createServerSettings(services: Services): ServerSettings {
  const cache = createCache<string, { readonly setting: Subscription | undefined }>({
    capacity: MOST_REMEMBERED,
    freshness: { milliseconds: FRESH, elapsed: () => services.clock.elapsed() },
  });
  return {
    async soon(guildId) {
      if (guildId === undefined) return undefined;
      const known = cache.get(guildId);
      if (known) return known.setting;
      const setting = await settingSoon(guildId, services);
      cache.set(guildId, { setting });
      return setting;
    },
    forget(guildId) {
      if (guildId !== undefined) cache.delete(guildId);
    },
  };
}

async function settingSoon(guildId: string, { store, clock }: Services): Promise<Subscription | undefined> {
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
 * The card with a banner about the trouble of the server's daily post, the first time that somebody who can mend it
 * opens a view. The views and actions of the daily post itself show trouble in their own way.
 */
export async function withTrouble(
  card: Card,
  view: View | undefined,
  setting: Subscription | undefined,
  context: RequestContext,
  { store }: Services,
): Promise<Card> {
  if (!setting?.trouble || !view || !isReaderView(view) || !mayManage(context)) return card;
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
