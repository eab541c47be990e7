import type { ChannelKind, DailyPost, PostState, QuietDays, Subscription } from './daily.ts';
import { parsePostReason, parseTroubleReason } from './daily-reasons.ts';
import type { PostRow, SubscriptionRow } from './tables.ts';

/** The subscription in a row. */
export function subscriptionOf(row: SubscriptionRow): Subscription {
  return {
    guildId: row.guild_id,
    channelId: row.channel_id,
    channelKind: row.channel_kind as ChannelKind,
    time: row.time,
    zone: row.zone,
    roleId: row.role_id ?? undefined,
    thread: row.thread !== 0,
    publish: row.publish !== 0,
    quietDays: row.quiet_days as QuietDays,
    paused: row.paused !== 0,
    departed: row.departed_at !== null,
    due: row.due_date && row.due_at ? { date: row.due_date, at: new Date(row.due_at) } : undefined,
    trouble:
      row.trouble && row.trouble_at
        ? { reason: parseTroubleReason(row.trouble), at: new Date(row.trouble_at) }
        : undefined,
  };
}

/** The ledger's entry in a row. */
export function postOf(row: PostRow): DailyPost {
  return {
    guildId: row.guild_id,
    date: row.local_date,
    state: row.state as PostState,
    owner: row.owner,
    claimedAt: new Date(row.claimed_at),
    leaseUntil: new Date(row.lease_until),
    channelId: row.channel_id,
    channelKind: row.channel_kind as ChannelKind,
    recordId: row.record_id ?? undefined,
    messageId: row.message_id ?? undefined,
    threadId: row.thread_id ?? undefined,
    attempts: row.attempts,
    reason: row.reason === null ? undefined : parsePostReason(row.reason),
    afterMessageId: row.after_message_id ?? undefined,
  };
}
