import type { Card } from '../cards/card.ts';
import { troubleBanner } from '../cards/daily-trouble.ts';
import type { View } from '../cards/view.ts';
import type { DailySettings } from '../store/daily.ts';
import { StoreUnavailable } from '../store/store-error.ts';
import { mayManage } from './daily/manager.ts';
import type { Asked, Docent } from './docent.ts';

/** How long, in milliseconds, an answer waits for what it can do without. */
const PATIENCE = 500;

/** A server's setting; undefined when it has none, or the store does not answer soon. */
export async function settingSoon(
  guildId: string | undefined,
  { store, clock }: Docent,
): Promise<DailySettings | undefined> {
  if (guildId === undefined) return undefined;
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
  setting: DailySettings | undefined,
  asked: Asked,
  { store }: Docent,
): Promise<Card> {
  if (!setting?.trouble || !mayManage(asked) || view.name.startsWith('daily-')) return card;
  const isNew = await store.daily.tellTrouble(setting.guildId).catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return false;
    throw error;
  });
  if (!isNew) return card;
  return {
    ...card,
    content: [troubleBanner(setting.trouble.reason), card.content].filter(Boolean).join('\n\n'),
  };
}
