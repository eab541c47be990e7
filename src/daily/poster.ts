import type { Card } from '../cards/card.ts';
import type { SkipReason } from '../cards/daily-trouble.ts';
import type { Clock } from '../clock.ts';
import type { Archive } from '../data/archive.ts';
import type { Log } from '../log.ts';
import type { DailyPost, DailySettings, DailyStore, NextDue } from '../store/daily.ts';
import { createClaimedPosts } from './claimed-posts.ts';
import type { Counts } from './counts.ts';
import type { DayTold } from './day.ts';
import type { DiscordInTurn, MessageBody } from './discord-channel.ts';
import type { Pace } from './pace.ts';
import { cardOfDay } from './post-text.ts';
import { dateAfter, localDate, nextDue } from './schedule.ts';
import { toTell } from './to-tell.ts';

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
  /** Who claims: a name that no other process has, nor this one before it was started again. */
  readonly owner: string;
  /** The message of a card, which mentions nobody. */
  readonly messageOf: (card: Card) => Promise<object>;
  /** Says that there is no more time to write anything down. */
  readonly over: AbortSignal;
}

/**
 * Brings the post of a setting that is due as far as it goes now: posted, put off, refused or skipped.
 *
 * @throws {StoreUnavailable} when the store does not answer; what is claimed is settled when the lease has ended
 */
export type Poster = (settings: DailySettings) => Promise<void>;

/** The poster of this process. */
export function createPoster(parts: PosterParts): Poster {
  const { store, archive, clock, log, counts, messageOf } = parts;

  const nextAfter =
    (date: string): NextDue =>
    (settings, taken) =>
      nextDue(settings, { now: clock.now(), taken, owed: dateAfter(date, 1) });

  const claimed = createClaimedPosts({ ...parts, nextAfter });

  async function skip(
    { guildId }: DailySettings,
    reason: SkipReason,
    dates: readonly string[],
  ): Promise<void> {
    await store.skip(guildId, dates, reason, clock.now(), nextAfter(dates.at(-1) ?? ''));
    counts.add('skipped');
    log.info({ guild: guildId, dates, reason }, 'a daily post was skipped');
  }

  async function message(settings: DailySettings, date: string, told: DayTold): Promise<MessageBody> {
    const { roleId, due } = settings;
    const isLate = due !== undefined && clock.now().getTime() > due.at.getTime() + LATE_AFTER;
    const card = cardOfDay(date, told, { roleId, ...(isLate && { lateSince: due.at }) });
    const body = await messageOf(card);
    return { ...body, allowed_mentions: { parse: [], ...(roleId && { roles: [roleId] }) } };
  }

  return async (settings) => {
    const { guildId, due, zone, channelId, channelKind, quietDays } = settings;
    if (!due) return;
    const { date } = due;
    const now = clock.now();
    const before = (await store.posts(guildId, 5)).find((post) => post.date === date);
    const today = localDate(now, zone);
    const over = today > date && now.getTime() > due.at.getTime() + INTO_THE_NEXT_DAY;
    if (over && !before) return skip(settings, 'late', datesUntil(date, dateAfter(today, -1)));
    const told = over
      ? undefined
      : await toTell(archive, store, { guildId, date, quietDays, recordId: before?.recordId });
    if (!over && !told && !before) {
      return skip(settings, quietDays === 'skip' ? 'quiet-day' : 'nothing-new', [date]);
    }
    const body = told && (await message(settings, date, told));
    const wanted = { guildId, date, channelId, channelKind, recordId: told?.quiet?.record.id };
    const post = await store.claim(wanted, claimed.lease(), clock.now());
    if (!post) return;
    if (isEnded(post)) return skip(settings, 'told', [date]);
    await claimed.carryOn(settings, post, body);
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
