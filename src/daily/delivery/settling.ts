import { type APIMessage, type APIThreadChannel, PermissionFlagsBits } from 'discord.js';
import type { DiscordChannel } from '../../channels/channel-calls.ts';
import type { DailyPost } from '../../store/daily.ts';
import { dailySlot } from '../cards/post-card.ts';

/** Pages read at most, of a hundred messages or threads each. */
const MOST_PAGES = 50;

/** How far, in milliseconds of Discord's time, two ids may be out of order: its machines agree within less. */
const OUT_OF_ORDER = 60_000n;

/** What became of a post that may have been sent: its message, `none`, or nobody can tell. */
export type Settled = { readonly messageId: string } | 'none' | 'unknown';

/**
 * Looks in the channel for the post of a claim whose owner did not say how it went. It reads backwards from the
 * newest message to before the claim. What "before the claim" is an id tells that Discord had given by then, never a
 * clock of ours: it may be hours from Discord's.
 */
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
 * the bot has it, which one call finds out in nearly every channel. Asked after reading, because an empty page looks
 * like the beginning of the channel.
 */
async function mayReadHistory(discord: DiscordChannel, post: DailyPost): Promise<boolean> {
  const { guildId, channelId, channelKind } = post;
  if (channelKind !== 'forum' && (await discord.newestMessage(channelId)) !== undefined) return true;
  const permissions = await discord.permissions(guildId, channelId);
  return (permissions & PermissionFlagsBits.ReadMessageHistory) !== 0n;
}

async function message(discord: DiscordChannel, post: DailyPost, own: string): Promise<Settled> {
  const { channelId, date } = post;
  const bound = boundOf(post);
  let before: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const messages = await discord.messagesBefore(channelId, before);
    const found = messages.find((each) => each.author.id === own && isDailyPost(each, date));
    if (found) return { messageId: found.id };
    const oldest = messages.at(-1);
    if (!oldest || BigInt(oldest.id) < bound) return 'none';
    before = oldest.id;
  }
  return 'unknown';
}

/** The id that no message of the post is below; 0 when none is known, so that all is read. */
function boundOf({ afterMessageId }: DailyPost): bigint {
  return afterMessageId === undefined ? 0n : BigInt(afterMessageId) - (OUT_OF_ORDER << 22n);
}

async function forumPost(
  discord: DiscordChannel,
  post: DailyPost,
  own: string,
  title: string,
): Promise<Settled> {
  const { guildId, channelId } = post;
  const isOurs = ({ owner_id, name }: APIThreadChannel) => owner_id === own && name === title;
  const open = (await discord.openThreads(guildId, channelId)).find(isOurs);
  if (open) return { messageId: open.id };
  let before: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { threads, isMore } = await discord.archivedThreads(channelId, before);
    const found = threads.find(isOurs);
    if (found) return { messageId: found.id };
    // The list is ordered by when a thread was archived, which is after it was made.
    before = threads.at(-1)?.thread_metadata?.archive_timestamp;
    if (!isMore || before === undefined) return 'none';
  }
  return 'unknown';
}

/**
 * Whether a message is the daily post of a local date: its button says so. A message that somebody asked for, such as
 * a preview, is not.
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
