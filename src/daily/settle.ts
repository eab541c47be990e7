import { type APIMessage, PermissionFlagsBits } from 'discord.js';
import { dailySlot } from '../cards/daily-card.ts';
import type { DailyPost } from '../store/daily.ts';
import { type DiscordChannel, MESSAGES_A_PAGE } from './discord-channel.ts';

/** The first millisecond of 2015, from which Discord counts (API reference, "Snowflakes"). */
const DISCORD_EPOCH = 1_420_070_400_000;

/** How far, in milliseconds, our clock may be ahead of Discord's. */
const CLOCKS_APART = 600_000;

/** Pages of messages read at most: 5,000 messages since the claim. */
const MOST_PAGES = 50;

/** What became of a post that may have been sent: its message, `none`, or nobody can tell. */
export type Settled = { readonly messageId: string } | 'none' | 'unknown';

/** Looks in the channel for the post of a claim whose owner did not say how it went. */
export async function settle(discord: DiscordChannel, post: DailyPost, title: string): Promise<Settled> {
  const own = await discord.ownId();
  const found =
    post.channelKind === 'forum'
      ? await forumPost(discord, post, own, title)
      : await message(discord, post, own);
  if (found !== 'none') return found;
  return (await mayReadHistory(discord, post)) ? 'none' : 'unknown';
}

/**
 * Without Read Message History Discord gives an empty list instead of refusing: a list with anything in it says that
 * the bot has it, which one call finds out in nearly every channel.
 */
async function mayReadHistory(discord: DiscordChannel, post: DailyPost): Promise<boolean> {
  const { guildId, channelId, channelKind } = post;
  if (channelKind !== 'forum' && (await discord.showsMessages(channelId))) return true;
  const permissions = await discord.permissions(guildId, channelId);
  return (permissions & PermissionFlagsBits.ReadMessageHistory) !== 0n;
}

async function message(discord: DiscordChannel, post: DailyPost, own: string): Promise<Settled> {
  const { channelId, claimedAt, date } = post;
  let after = String(BigInt(claimedAt.getTime() - CLOCKS_APART - DISCORD_EPOCH) << 22n);
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const messages = await discord.messagesAfter(channelId, after);
    const found = messages.find((each) => each.author.id === own && isDailyPost(each, date));
    if (found) return { messageId: found.id };
    const last = messages.at(-1);
    if (!last || messages.length < MESSAGES_A_PAGE) return 'none';
    after = last.id;
  }
  return 'unknown';
}

async function forumPost(
  discord: DiscordChannel,
  post: DailyPost,
  own: string,
  title: string,
): Promise<Settled> {
  const threads = await discord.threadsOf(post.guildId, post.channelId);
  const found = threads.find(({ owner_id, name }) => owner_id === own && name === title);
  return found ? { messageId: found.id } : 'none';
}

/**
 * Whether a message is the daily post of a local date: its button says so. One that somebody asked for, a preview,
 * is none.
 */
function isDailyPost({ components = [], interaction_metadata: asked }: APIMessage, date: string): boolean {
  if (asked) return false;
  return components.some(
    (row) =>
      'components' in row &&
      row.components.some(
        (component) => 'custom_id' in component && component.custom_id.endsWith(`#${dailySlot(date)}`),
      ),
  );
}
