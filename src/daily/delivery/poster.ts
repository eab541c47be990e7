import type { Card } from '../../cards/kit/card.ts';
import type { DiscordInTurn, MessageBody } from '../../channels/channel-calls.ts';
import { failureOf } from '../../channels/failure.ts';
import type { Clock } from '../../clock.ts';
import type { Archive } from '../../data/archive.ts';
import type { Log } from '../../log.ts';
import type { DailyPost, DailyStore, NextDue, Subscription } from '../../store/daily.ts';
import { cardOfDay } from '../cards/post-text.ts';
import type { SkipReason } from '../cards/trouble-text.ts';
import { toTell } from '../choosing/choose-post.ts';
import type { DayTold } from '../choosing/day-records.ts';
import type { Counts } from '../counts.ts';
import { dateAfter, localDate, nextDue } from '../schedule/next-due.ts';
import type { LeaseWatch } from './lease-watch.ts';
import { createClaimedPosts } from './leased-posts.ts';
import type { Pace } from './pace.ts';
import { createSeenIds } from './seen-ids.ts';
import type { TokenWatch } from './token-watch.ts';

const MINUTE = 60_000;

/** From when on, in milliseconds after it was due, a post is said to be late. */
const LATE_AFTER = 10 * MINUTE;

/** How far into the next day a post of the evening may come: long enough for all that are due at 23:59. */
const INTO_THE_NEXT_DAY = 15 * MINUTE;

/** Days that are noted as missed, at most, after a long absence. */
const MISSED_NOTED = 31;

/** What posting needs. */
export interface PosterParts {
  readonly store: DailyStore;
  readonly discord: DiscordInTurn;
  readonly archive: Archive;
  readonly clock: Clock;
  readonly log: Log;
  readonly counts: Counts;
  readonly pace: Pace;
  readonly leases: LeaseWatch;
  readonly token: TokenWatch;
  /** The message of a card, which mentions nobody. */
  readonly messageOf: (card: Card) => Promise<object>;
  /** Says that there is no more time to write anything down. */
  readonly over: AbortSignal;
}

/**
 * Brings the post of a setting that is due as far as it goes now: posted, put off, refused or skipped. Gives false
 * when another process has it.
 *
 * @throws {StoreUnavailable} when the store does not answer; what is claimed is settled when the lease has ended
 */
export type Poster = (settings: Subscription) => Promise<boolean>;

/** The poster of this process. */
export function createPoster(parts: PosterParts): Poster {
  const { store, archive, clock, log, counts, pace, leases, token, messageOf } = parts;
  const seenIds = createSeenIds(clock);

  const nextAfter =
    (date: string): NextDue =>
    (settings, taken) =>
      nextDue(settings, { now: clock.now(), taken, owed: dateAfter(date, 1) });

  const inTurn = parts.discord(async () => {
    await pace.turn();
    if (token.isLost()) throw new Error('there are no more turns');
  });
  const claimed = createClaimedPosts({ ...parts, seenIds, nextAfter });

  async function skip(
    { guildId }: Subscription,
    reason: SkipReason,
    dates: readonly string[],
  ): Promise<void> {
    await store.skip(guildId, dates, reason, clock.now(), nextAfter(dates.at(-1) ?? ''));
    counts.add('skipped');
    log.info({ guild: guildId, dates, reason }, 'a daily post was skipped');
  }

  async function message(settings: Subscription, date: string, told: DayTold): Promise<MessageBody> {
    const { roleId, due } = settings;
    const isLate = due !== undefined && clock.now().getTime() > due.at.getTime() + LATE_AFTER;
    const card = cardOfDay(date, told, { roleId, ...(isLate && { lateSince: due.at }) });
    const body = await messageOf(card);
    return { ...body, allowed_mentions: { parse: [], ...(roleId && { roles: [roleId] }) } };
  }

  /**
   * An id that Discord gave before the post is sent. Nearly always one of the post before, which costs no call; with
   * ten thousand posts at one minute a call for each would halve their pace.
   */
  async function idBefore({ channelId, channelKind }: Subscription): Promise<string | undefined> {
    const recent = seenIds.recent();
    if (recent !== undefined || channelKind === 'forum') return recent;
    try {
      return await inTurn.newestMessage(channelId);
    } catch (error) {
      // It is only a bound for a search; what is wrong with the channel is met when the post is sent.
      if (failureOf(error).kind === 'unauthorized') token.refused();
      return undefined;
    }
  }

  /** Claims the post of a date and brings it on. */
  async function postDated(
    settings: Subscription,
    date: string,
    before: DailyPost | undefined,
    told?: DayTold,
  ) {
    const { guildId, channelId, channelKind } = settings;
    const body = told && (await message(settings, date, told));
    const isFirst = body !== undefined && (!before || before.state === 'unsent');
    const afterMessageId = isFirst ? await idBefore(settings) : undefined;
    const recordId = told?.quiet?.record.id;
    const wanted = { guildId, date, channelId, channelKind, recordId, afterMessageId };
    const lease = leases.lease();
    const post = await store.claim(wanted, lease, clock.now(), leases.mayTakeOver);
    if (!post) return false;
    if (isEnded(post)) await skip(settings, 'told', [date]);
    else await claimed.carryOn({ settings, post, lease }, body);
    return true;
  }

  return async (settings) => {
    const { guildId, due, zone, quietDays } = settings;
    if (!due) return true;
    const { date } = due;
    const before = await store.entry(guildId, date);
    if (before && !isEnded(before) && !leases.mayTakeOver(before)) return false;
    const now = clock.now();
    const today = localDate(now, zone);
    const over = today > date && now.getTime() > due.at.getTime() + INTO_THE_NEXT_DAY;
    if (over && !before) {
      await skip(settings, 'late', datesUntil(date, dateAfter(today, -1)));
      return true;
    }
    const told = over
      ? undefined
      : await toTell(archive, store, { guildId, date, quietDays, recordId: before?.recordId });
    if (!over && !told && !before) {
      await skip(settings, quietDays === 'skip' ? 'quiet-day' : 'nothing-new', [date]);
      return true;
    }
    return postDated(settings, date, before, told);
  };
}

function isEnded({ state }: DailyPost): boolean {
  return state === 'done' || state === 'skipped' || state === 'refused' || state === 'uncertain';
}

function datesUntil(first: string, last: string): string[] {
  const dates = [first];
  for (
    let date = dateAfter(first, 1);
    date <= last && dates.length < MISSED_NOTED;
    date = dateAfter(date, 1)
  ) {
    dates.push(date);
  }
  return dates;
}
