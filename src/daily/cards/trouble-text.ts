/** Why a server's daily post is not as it was asked for. */
export type TroubleReason =
  // Discord refuses the post.
  | 'missing-access'
  | 'missing-permissions'
  | 'unknown-channel'
  | 'tag-required'
  | 'rejected'
  // The post is there, but not all that belongs to it.
  | 'thread-refused'
  | 'publish-refused'
  | 'role-not-mentioned'
  // Nobody can tell whether the post is there.
  | 'uncertain';

/** What is wrong with a server's daily post, and how to fix it. */
export const TROUBLES = {
  'missing-access': [
    'I cannot see the channel.',
    'In the channel’s settings, under Permissions, give me **View Channel**; if I am no longer in the server, invite me again.',
  ],
  'missing-permissions': [
    'I may not post in the channel.',
    'In the channel’s settings, under Permissions, give me **View Channel**, **Send Messages**, **Embed Links** and **Read Message History**.',
  ],
  'unknown-channel': ['The channel is gone.', 'Choose another with `/daily set channel:`.'],
  'tag-required': [
    'The forum asks for a tag on every post, which I cannot choose.',
    'Switch that off in the forum’s settings, or choose another channel with `/daily set channel:`.',
  ],
  rejected: ['Discord did not take my message.', 'This is a mistake of mine: tell whoever runs this bot.'],
  'thread-refused': [
    'The post was made, but I may not open a thread under it.',
    'Give me **Create Public Threads** in the channel, or switch it off with `/daily set thread:False`.',
  ],
  'publish-refused': [
    'The post was made, but I could not publish it.',
    'Give me **Send Messages** in the channel and see that it is an announcement channel, or switch it off with `/daily set publish:False`.',
  ],
  'role-not-mentioned': [
    'The post was made, but the role was not mentioned.',
    'Let anyone mention the role (in its settings), or give me **Mention All Roles**; if it is gone, choose another with `/daily set role:`.',
  ],
  uncertain: [
    'The connection broke while I was posting, and I could not look whether the post arrived, so I did not post again.',
    'Give me **Read Message History** in the channel, so that I can look.',
  ],
} satisfies Record<TroubleReason, readonly [problem: string, fix: string]>;

/** A trouble in words: what is wrong, then what to do. Another version may have noted a reason that this one lacks. */
export function troubleText(reason: string): string {
  const [problem, fix] = Object.hasOwn(TROUBLES, reason)
    ? TROUBLES[reason as TroubleReason]
    : ['The last post did not work.', 'Set it anew with `/daily set`.'];
  return `${problem} ${fix}`;
}

/** Why a day has no post. */
export type SkipReason = 'late' | 'quiet-day' | 'nothing-new' | 'told';

/** Why a day had no post, in words. */
export const SKIPPED = {
  late: 'I was not running on that day',
  'quiet-day': 'there was no record of that day',
  'nothing-new': 'there was no record left that was not told within a year',
  told: 'it had been posted before',
} satisfies Record<SkipReason, string>;

/** Why a day had no post, in words; empty when nothing is known. */
export function skippedText(reason = ''): string {
  return Object.hasOwn(SKIPPED, reason) ? SKIPPED[reason as SkipReason] : '';
}

/** What is said above the next answer to somebody who can mend it. */
export function troubleBanner(reason: string): string {
  return `⚠️ **The daily post of this server is in trouble.** ${troubleText(reason)} See \`/daily status\`.`;
}
