import type { PostReason, SkipReason, TroubleReason, UnknownReason } from '../../store/daily-reasons.ts';

/** What is wrong with a server's daily post, and how to fix it. */
const TROUBLES = {
  'missing-access': [
    'I can’t see the channel.',
    'In the channel’s settings, under Permissions, give me **View Channel**. If I am no longer in the server, invite me again.',
  ],
  'missing-permissions': [
    'I may not post in the channel.',
    'In the channel’s settings, under Permissions, give me **View Channel**, **Send Messages**, **Embed Links** and **Read Message History**.',
  ],
  'unknown-channel': ['The channel no longer exists.', 'Choose another channel with `/daily set channel:`.'],
  'tag-required': [
    'The forum requires a tag on every post, and I can’t choose one.',
    'Turn that off in the forum’s settings, or choose another channel with `/daily set channel:`.',
  ],
  rejected: [
    'Discord did not accept my message.',
    'This is a bug in Docent. Please tell whoever runs this bot.',
  ],
  'thread-refused': [
    'I posted, but I may not open a thread under the post.',
    'Give me **Create Public Threads** in the channel, or turn threads off with `/daily set thread:False`.',
  ],
  'publish-refused': [
    'I posted, but I could not publish the post.',
    'Check that the channel is an announcement channel and that I have **Send Messages** there, or turn publishing off with `/daily set publish:False`.',
  ],
  'role-not-mentioned': [
    'I posted, but the role was not mentioned.',
    'Let anyone mention the role (in the role’s settings), or give me **Mention All Roles**. If the role no longer exists, choose another one with `/daily set role:`.',
  ],
  uncertain: [
    'The connection broke while I was posting, and I could not find out whether the post arrived. I did not post again, so that it does not appear twice.',
    'Check the channel for the post. I need **Read Message History** there to look for a post myself, and I look through the latest 5,000 messages only.',
  ],
  unknown: ['The last post did not work.', 'Set up the daily post again with `/daily set`.'],
} satisfies Record<TroubleReason | UnknownReason, readonly [problem: string, fix: string]>;

/** A trouble in words: what is wrong, then how to fix it. */
export function troubleText(reason: TroubleReason | UnknownReason): string {
  return TROUBLES[reason].join(' ');
}

/** Why a day had no post, in words. */
const SKIPPED = {
  late: 'I was not running on that day',
  'quiet-day': 'the archive has no record for that day',
  'nothing-new': 'every suitable record was posted within the past year',
  'already-posted': 'it had already been posted',
} satisfies Record<SkipReason, string>;

/** Why a day had no post, in words; empty for any other reason. */
export function skippedText(reason: PostReason | UnknownReason | undefined): string {
  return reason !== undefined && isSkipReason(reason) ? SKIPPED[reason] : '';
}

function isSkipReason(reason: PostReason | UnknownReason): reason is SkipReason {
  return Object.hasOwn(SKIPPED, reason);
}

/** The banner above the next answer to somebody who can fix the daily post. */
export function troubleBanner(reason: TroubleReason | UnknownReason): string {
  return `⚠️ **This server’s daily post needs attention.** ${troubleText(reason)} See \`/daily status\`.`;
}
