/**
 * The tables. They have TEXT and INTEGER columns only, so that one set of queries serves SQLite
 * and PostgreSQL: snowflakes are TEXT (they pass 2^53), and so are instants (ISO 8601 in UTC with
 * milliseconds, which sort as text; milliseconds since 1970 do not fit an INTEGER of PostgreSQL).
 */
export interface Tables {
  addresses: { key: string; address: string; used_at: string };
  registrations: { scope: string; hash: string };
  daily_settings: SubscriptionRow;
  daily_posts: PostRow;
}

/** A server's subscription, and when to act on it next. */
export interface SubscriptionRow {
  guild_id: string;
  channel_id: string;
  channel_kind: string;
  time: string;
  zone: string;
  role_id: string | null;
  thread: number;
  publish: number;
  quiet_days: string;
  paused: number;
  /** The local date of the next post, and the instant of its time in the subscription's zone. */
  due_date: string | null;
  due_at: string | null;
  /** When to act next: the due instant, a retry, the end of a lease. Null: never, until something changes. */
  wake_at: string | null;
  trouble: string | null;
  trouble_at: string | null;
  trouble_told: number;
  departed_at: string | null;
}

/** The ledger: one server's post for one local date. */
export interface PostRow {
  guild_id: string;
  local_date: string;
  state: string;
  owner: string;
  lease_until: string;
  claimed_at: string;
  channel_id: string;
  channel_kind: string;
  record_id: string | null;
  message_id: string | null;
  thread_id: string | null;
  attempts: number;
  reason: string | null;
  /** An id that Discord gave before the post was first sent, so the post's message has a greater one. Null: unknown. */
  after_message_id: string | null;
}
