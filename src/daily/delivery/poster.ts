import type { DiscordChannel, DiscordInTurn } from '../../channels/channel-calls.ts';
import { failureOf } from '../../channels/failure.ts';
import type { Clock } from '../../clock.ts';
import type { Archive } from '../../data/archive.ts';
import type { DailyPost, DailyStore, Due, Subscription } from '../../store/daily.ts';
import type { SkipReason } from '../../store/daily-reasons.ts';
import { choosePost } from '../choosing/choose-post.ts';
import type { ChosenPost } from '../choosing/day-records.ts';
import { dateAfter, localDate, nextAfter } from '../schedule/next-due.ts';
import { createDelivery, type DeliveryDependencies } from './deliver.ts';
import { createSeenIds, type SeenIds } from './seen-ids.ts';
import type { TokenWatch } from './token-watch.ts';

/** How far into the next day, in milliseconds, a late post may come: long enough for all that are due at 23:59. */
const INTO_THE_NEXT_DAY = 900_000;

/** The most days that are recorded as missed after a long absence. */
const MOST_MISSED_RECORDED = 31;

/** Dependencies of the poster. */
export interface PosterDependencies extends Omit<DeliveryDependencies, 'store' | 'seenIds'> {
  readonly store: DailyStore;
  readonly archive: Archive;
}

/**
 * Takes the post that a subscription has due as far as it can go now: posted, to be tried again, refused or skipped.
 * Gives false when the post belongs to another process.
 *
 * @throws {StoreUnavailable} when the store does not answer; a claimed post is settled when its lease has ended
 */
export type Poster = (subscription: Subscription) => Promise<boolean>;

/** The poster of this process. */
export function createPoster(dependencies: PosterDependencies): Poster {
  const { store, archive, clock, leases, pace, token } = dependencies;
  const seenIds = createSeenIds(clock);
  const deliver = createDelivery({ ...dependencies, seenIds });
  const discord = callsInTurn(dependencies.discord, { pace, token });

  /** Claims the post of a date and delivers it. */
  async function claimAndDeliver(
    subscription: Subscription,
    date: string,
    before: DailyPost | undefined,
    chosen: ChosenPost | undefined,
  ): Promise<boolean> {
    const { guildId, channelId, channelKind } = subscription;
    const isFirst = chosen !== undefined && (!before || before.state === 'unsent');
    const afterMessageId = isFirst ? await idBefore(subscription, { discord, seenIds, token }) : undefined;
    const recordId = chosen?.quiet?.record.id;
    const wanted = { guildId, date, channelId, channelKind, recordId, afterMessageId };
    const lease = leases.lease();
    const entry = await store.claim(wanted, lease, clock.now(), leases.mayTakeOver);
    if (!entry) return false;
    if (isEnded(entry)) await skip(subscription, 'already-posted', [date], dependencies);
    else await deliver({ subscription, entry, lease, chosen });
    return true;
  }

  return async (subscription) => {
    const { guildId, due, zone, quietDays } = subscription;
    if (!due) return true;
    const { date } = due;
    const before = await store.entry(guildId, date);
    if (before && !isEnded(before) && !leases.mayTakeOver(before)) return false;
    if (isDayOver(due, zone, clock)) {
      if (before) return claimAndDeliver(subscription, date, before, undefined);
      const yesterday = dateAfter(localDate(clock.now(), zone), -1);
      await skip(subscription, 'late', datesUntil(date, yesterday), dependencies);
      return true;
    }
    const chosen = await choosePost(archive, store, {
      ...{ guildId, date, quietDays },
      recordId: before?.recordId,
    });
    if (chosen || before) return claimAndDeliver(subscription, date, before, chosen);
    await skip(subscription, quietDays === 'skip' ? 'quiet-day' : 'nothing-new', [date], dependencies);
    return true;
  };
}

/** Whether the local day of a post is over, so that it may no longer be sent. */
function isDayOver({ date, at }: Due, zone: string, clock: Clock): boolean {
  const now = clock.now();
  return localDate(now, zone) > date && now.getTime() > at.getTime() + INTO_THE_NEXT_DAY;
}

/** Records that dates have no post, and sets when the next one is due. */
async function skip(
  { guildId }: Subscription,
  reason: SkipReason,
  dates: readonly string[],
  { store, clock, counts, log }: PosterDependencies,
): Promise<void> {
  await store.skip(guildId, dates, reason, clock.now(), nextAfter(dates.at(-1) ?? '', clock));
  counts.add('skipped');
  log.info({ guild: guildId, dates, reason }, 'a daily post was skipped');
}

/**
 * An id that Discord gave before the post is sent. Nearly always it is that of an earlier post, which costs no call.
 * With ten thousand posts due in the same minute, a call for each would halve their pace.
 */
async function idBefore(
  { channelId, channelKind }: Subscription,
  { discord, seenIds, token }: { discord: DiscordChannel; seenIds: SeenIds; token: TokenWatch },
): Promise<string | undefined> {
  const recent = seenIds.recent();
  if (recent !== undefined || channelKind === 'forum') return recent;
  try {
    return await discord.newestMessage(channelId);
  } catch (error) {
    // The id only bounds a search. Whatever is wrong with the channel shows when the post is sent.
    if (failureOf(error).kind === 'unauthorized') token.refused();
    return undefined;
  }
}

/** Calls outside a lease, at the pace of all calls. */
function callsInTurn(
  discord: DiscordInTurn,
  { pace, token }: Pick<PosterDependencies, 'pace' | 'token'>,
): DiscordChannel {
  return discord(async () => {
    await pace.turn();
    if (token.isLost()) throw new Error('there are no more turns');
  });
}

function isEnded({ state }: DailyPost): boolean {
  return state === 'done' || state === 'skipped' || state === 'refused' || state === 'uncertain';
}

/** The dates from one to another, both included; only the first ones when there are too many. */
function datesUntil(first: string, last: string): string[] {
  const dates = [first];
  let date = dateAfter(first, 1);
  while (date <= last && dates.length < MOST_MISSED_RECORDED) {
    dates.push(date);
    date = dateAfter(date, 1);
  }
  return dates;
}
