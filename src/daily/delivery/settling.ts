import { type APIMessage, type APIThreadChannel, PermissionFlagsBits } from 'discord.js';
import type { DiscordChannel } from '../../channels/channel-calls.ts';
import type { DailyPost } from '../../store/daily.ts';
import { dailySlot } from '../cards/post-card.ts';

/** The most pages read, each with a hundred messages or threads. */
const MOST_PAGES = 50;

/** How far, in milliseconds of Discord's time, two ids may be out of order. The clocks of its machines differ by less. */
const OUT_OF_ORDER = 60_000n;

/** What became of a message that may have been sent: its id, `none`, or `unknown` when nobody can tell. */
export type Settled = { readonly messageId: string } | 'none' | 'unknown';

/**
 * Looks in the channel for the message of a claim whose owner did not record how it went. It reads backwards from the
 * newest message to before the claim. An id that Discord had given by then marks where that is, never a clock of ours,
 * which may differ from Discord's by hours.
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
 * Without Read Message History Discord gives an empty list instead of refusing. A list with anything in it shows that
 * the bot has the permission, so that one call is enough in nearly every channel. This is checked after reading, because
 * an empty page looks like the beginning of the channel.
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

/** An id that is less than the message's; 0 when none is known, so that everything is read. */
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
    // The list is ordered by when a thread was archived, which is after it was opened.
    before = threads.at(-1)?.thread_metadata?.archive_timestamp;
    if (!isMore || before === undefined) return 'none';
  }
  return 'unknown';
}

/**
 * Whether a message is the daily post of a local date, which its button says. A message that somebody asked for, such
 * as a preview, is not.
 */
function isDailyPost(
  { components = [], interaction_metadata: interaction }: APIMessage,
  date: string,
): boolean {
  if (interaction) return false;
  return components.some(
    (row) =>
      'components' in row &&
      row.components.some(
        (component) => 'custom_id' in component && component.custom_id.endsWith(`#${dailySlot(date)}`),
      ),
  );
}
