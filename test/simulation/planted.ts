import type { DiscordInTurn } from '../../src/channels/channel-calls.ts';
import type { DailyStore, Subscription } from '../../src/store/daily.ts';
import { snowflake } from './discord.ts';
import type { Fault } from './faults.ts';

/** What may be put in place of a part of the bot, to see whether the world notices. */
export interface Substitutes {
  /** The store's queries, changed. */
  readonly store?: (store: DailyStore) => DailyStore;
  /** The calls to Discord, changed. */
  readonly discord?: ((calls: DiscordInTurn) => DiscordInTurn) | undefined;
}

/** A bug that is put into the bot on purpose. */
export interface Planted {
  readonly name: string;
  /** Faults that bring it out soon. */
  readonly faults: readonly Fault[];
  readonly substitutes: Substitutes;
}

/** Calls whose channel is changed. */
function changed(
  change: (channel: ReturnType<DiscordInTurn>) => Partial<ReturnType<DiscordInTurn>>,
): Substitutes['discord'] {
  return (calls) => (turn) => {
    const channel = calls(turn);
    return { ...channel, ...change(channel) };
  };
}

/** The bugs that a simulation of the daily post has to find. */
export const PLANTED: readonly Planted[] = [
  {
    name: 'unchecked-lease',
    faults: ['freeze', 'nonce', 'death'],
    // The turn is waited for, but what it says about the lease is not listened to.
    substitutes: { discord: (calls) => (turn) => calls(() => turn().catch(() => undefined)) },
  },
  {
    name: 'one-page',
    faults: ['flood', 'death', 'cut-after', 'nonce'],
    substitutes: {
      discord: changed(({ messagesBefore }) => ({
        messagesBefore: async (channelId, before) =>
          before === undefined ? messagesBefore(channelId, before) : [],
      })),
    },
  },
  {
    name: 'old-zone',
    faults: ['setting'],
    substitutes: {
      store: (store) => ({
        ...store,
        async save(wish, next) {
          const before = await store.find(wish.guildId);
          const old = (settings: Subscription) => (before ? { ...settings, zone: before.zone } : settings);
          return store.save(wish, (settings, taken) => next(old(settings), taken));
        },
      }),
    },
  },
  {
    name: 'nonce-without-date',
    faults: ['setting', 'store-away', 'death'],
    substitutes: {
      discord: changed(({ post }) => ({
        post: (channelId, body) => post(channelId, body, channelId.slice(0, 25)),
      })),
    },
  },
  {
    name: 'forgetful-retry',
    faults: ['cut-after', 'hang', 'server-error', 'nonce'],
    substitutes: {
      store: (store) => ({
        ...store,
        retry: (post, again, owner, now) => store.retry(post, { ...again, mayBeSent: false }, owner, now),
      }),
    },
  },
  {
    name: 'own-clock',
    faults: ['skew', 'jump', 'death', 'cut-after', 'nonce', 'flood'],
    substitutes: {
      store: (store) => ({
        ...store,
        claim: (wanted, lease, now, mayTakeOver) => {
          const afterMessageId = String(snowflake(now.getTime()));
          return store.claim({ ...wanted, afterMessageId }, lease, now, mayTakeOver);
        },
      }),
    },
  },
];
