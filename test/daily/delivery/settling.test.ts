import { type APIMessage, type APIThreadChannel, PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { DiscordChannel } from '../../../src/channels/channel-calls.ts';
import { settle } from '../../../src/daily/delivery/settling.ts';
import type { DailyPost } from '../../../src/store/daily.ts';

const OWN = '42';
const TITLE = 'On this day: 10 March 2026';
const NOW = Date.parse('2026-03-10T09:00:00Z');
const idOf = (instant: number) => BigInt(instant - 1_420_070_400_000) << 22n;

/** A channel with so many messages, one a second until now; our post is so many messages before the newest. */
function channelWith({
  count,
  ours = Number.POSITIVE_INFINITY,
  mayRead = true,
}: {
  count: number;
  ours?: number;
  mayRead?: boolean;
}) {
  const calls: string[] = [];
  const oldest = idOf(NOW - (count - 1) * 1000);
  const messageAt = (n: number) =>
    ({
      id: `${idOf(NOW - n * 1000)}`,
      author: { id: n === ours ? OWN : '7' },
      components:
        n === ours ? [{ type: 1, components: [{ custom_id: 'on-this-day#daily-2026-03-10' }] }] : [],
    }) as unknown as APIMessage;
  const discord: Pick<DiscordChannel, 'ownId' | 'messagesBefore' | 'newestMessage' | 'permissions'> = {
    ownId: async () => OWN,
    async messagesBefore(_channel, before) {
      calls.push('page');
      if (!mayRead) return [];
      const first = before === undefined ? 0 : Number((idOf(NOW) - BigInt(before)) >> 22n) / 1000 + 1;
      const length = Math.max(0, Math.min(100, count - first));
      return Array.from({ length }, (_, n) => messageAt(first + n));
    },
    newestMessage: async () => (mayRead && count > 0 ? `${idOf(NOW)}` : undefined),
    permissions: async () => (mayRead ? PermissionFlagsBits.ReadMessageHistory : 0n),
  };
  return { discord: discord as DiscordChannel, calls, oldest };
}

const postAfter = (afterMessageId: bigint | undefined, channelKind: 'text' | 'forum' = 'text') =>
  ({
    ...{ guildId: '1', channelId: '2', channelKind, date: '2026-03-10', state: 'sending' },
    afterMessageId: afterMessageId === undefined ? undefined : `${afterMessageId}`,
  }) as DailyPost;

describe('a post that may have been sent', () => {
  test('is found anywhere on 50 pages, whether or not an earlier id is known', async () => {
    for (const ours of [0, 99, 100, 4999]) {
      for (const after of [undefined, idOf(NOW - 6_000_000)]) {
        const { discord } = channelWith({ count: 6000, ours });
        expect(await settle(discord, postAfter(after), TITLE)).toEqual({
          messageId: `${idOf(NOW - ours * 1000)}`,
        });
      }
    }
  });

  test('is absent when everything since an earlier id was read, and nothing older is read', async () => {
    const { discord, calls } = channelWith({ count: 6000 });
    expect(await settle(discord, postAfter(idOf(NOW - 250_000)), TITLE)).toBe('none');
    // 250 s and a minute more, because Discord’s machines may disagree: 310 messages.
    expect(calls).toHaveLength(4);
  });

  test('is absent when the whole channel was read, as for a claim of version 0.1.0', async () => {
    expect(await settle(channelWith({ count: 450 }).discord, postAfter(undefined), TITLE)).toBe('none');
    expect(await settle(channelWith({ count: 0 }).discord, postAfter(undefined), TITLE)).toBe('none');
  });

  test.each([
    ['a claim of version 0.1.0', undefined],
    ['a claim before more than 5,000 messages', idOf(NOW - 5_500_000)],
  ])('is uncertain after 50 pages: %s', async (_, after) => {
    const { discord, calls } = channelWith({ count: 6000 });
    expect(await settle(discord, postAfter(after), TITLE)).toBe('unknown');
    expect(calls).toHaveLength(50);
  });

  test('is uncertain when the bot may not read the history, which looks like an empty channel', async () => {
    const { discord } = channelWith({ count: 6000, ours: 3, mayRead: false });
    expect(await settle(discord, postAfter(idOf(NOW - 250_000)), TITLE)).toBe('unknown');
  });

  test('is not a message that somebody asked for, nor one for another date', async () => {
    const { discord } = channelWith({ count: 10, ours: 3 });
    const messagesBefore: DiscordChannel['messagesBefore'] = async (...asked) =>
      (await discord.messagesBefore(...asked)).map((each) => {
        return { ...each, interaction_metadata: { user: { id: '9' } } } as unknown as APIMessage;
      });
    expect(await settle({ ...discord, messagesBefore }, postAfter(undefined), TITLE)).toBe('none');
    const other = { ...postAfter(undefined), date: '2026-03-11' };
    expect(await settle(discord, other, TITLE)).toBe('none');
  });
});

describe('a forum post that may have been opened', () => {
  /** A forum with so many pages of archived threads; ours is on one of them. */
  function forumWith(pages: number, ours: number) {
    let asked = 0;
    const archived = async (_channel: string, before: string | undefined) => {
      const page = before === undefined ? 0 : Number(before);
      asked += 1;
      const name = page === ours ? TITLE : 'Another';
      const thread = { id: `${page + 1}`, owner_id: OWN, name };
      const threads = [{ ...thread, thread_metadata: { archive_timestamp: `${page + 1}` } }];
      return { threads: threads as unknown as APIThreadChannel[], isMore: page + 1 < pages };
    };
    const discord = {
      ownId: async () => OWN,
      openThreads: async () => [],
      archivedThreads: archived,
      permissions: async () => PermissionFlagsBits.ReadMessageHistory,
    } as unknown as DiscordChannel;
    return { discord, asked: () => asked };
  }

  test('is found on any of 50 pages of archived threads, and absent when all were read', async () => {
    expect(await settle(forumWith(3, 2).discord, postAfter(undefined, 'forum'), TITLE)).toEqual({
      messageId: '3',
    });
    expect(await settle(forumWith(3, 3).discord, postAfter(undefined, 'forum'), TITLE)).toBe('none');
  });

  test('is uncertain after that', async () => {
    const { discord, asked } = forumWith(60, 55);
    expect(await settle(discord, postAfter(undefined, 'forum'), TITLE)).toBe('unknown');
    expect(asked()).toBe(50);
  });
});
