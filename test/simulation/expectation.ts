import { isQuiet } from '../../src/daily/choosing/day-records.ts';
import { dateAfter, instantOf, localDate } from '../../src/daily/schedule/next-due.ts';
import type { Archive } from '../../src/data/archive.ts';
import type { DailyPost, DailyStore, Subscription, SubscriptionOptions } from '../../src/store/daily.ts';
import { instantOfId, type Message } from './discord.ts';
import type { Server, Standing } from './server.ts';
import type { Surroundings } from './surroundings.ts';

const MINUTE = 60_000;

/**
 * How long, in milliseconds, everything may take to be in order again once nothing goes wrong any more: a retry
 * after ten minutes, a lease, and the hourly look at what is due.
 */
const RECOVERY = 80 * MINUTE;

/** What the expectations are measured on. */
export interface ExpectationParts {
  readonly around: Surroundings;
  readonly store: DailyStore;
  readonly archive: Archive;
}

/** The laws of a server that hold whenever nothing has gone wrong for a while. */
export interface Expectation {
  /** Looks at a server's post of the day after each time at which it is due. */
  follow(server: Server): void;
  /** Looks at a server now. */
  check(server: Server): Promise<void>;
}

/** What a server may expect. */
export function createExpectation(parts: ExpectationParts): Expectation {
  const { around, store } = parts;
  const { timeline, blame, laws } = around;
  const following = new Map<Server, { cancel(): void }>();

  async function check(server: Server): Promise<void> {
    const { guild, name } = server;
    const setting = await store.find(guild.id);
    const posts = await store.posts(guild.id, 4);
    if (laws.violation) return;
    const broken = (law: string, what: string) => laws.broken(law, name, what);
    checkSetting(server, setting, broken);
    checkLedger(server, posts, broken);
    if (setting) await checkFair(parts, server, setting, posts, broken);
  }

  function follow(server: Server): void {
    following.get(server)?.cancel();
    const { wish } = server.possible.at(-1) ?? {};
    if (!wish) return;
    const now = timeline.now();
    const since = blame.fairSince(server.name);
    const due = nextInstant(wish, now - RECOVERY);
    // Not fair for long enough: looked at again when it may be.
    const again = now + RECOVERY;
    const instant = Math.max(due + RECOVERY, since === Number.POSITIVE_INFINITY ? again : since + RECOVERY);
    following.set(
      server,
      timeline.at(Math.max(instant, now + MINUTE) + 1, () => {
        void check(server).then(() => follow(server));
      }),
    );
  }

  return { follow, check };
}

type Broken = (law: string, what: string) => void;

/** The first instant after another at which a wish is due. */
function nextInstant({ time, zone }: SubscriptionOptions, after: number): number {
  const today = localDate(new Date(after), zone);
  for (let days = 0; days < 4; days += 1) {
    const instant = instantOf(dateAfter(today, days), time, zone)?.getTime();
    if (instant !== undefined && instant > after) return instant;
  }
  return after;
}

/** What people set is what the store holds. */
function checkSetting(server: Server, setting: Subscription | undefined, broken: Broken): void {
  const held = server.possible.find((standing) => isStanding(standing, setting));
  if (!held) broken('no setting lost', `the store holds ${JSON.stringify(setting)}`);
  // Nothing may be on its way any more that was asked for long ago.
  else server.possible = [held];
}

function isStanding({ wish, paused }: Standing, setting: Subscription | undefined): boolean {
  if (!wish || !setting) return wish === setting;
  const isSame = (Object.keys(wish) as (keyof SubscriptionOptions)[]).every(
    (key) => wish[key] === setting[key],
  );
  return isSame && paused === setting.paused;
}

/** At any time: what the ledger calls done is there, and what it says was never sent is not. */
function checkLedger(server: Server, posts: readonly DailyPost[], broken: Broken): void {
  for (const { date, state, messageId, channelId, reason } of posts) {
    const made = server.posts.get(date)?.[0];
    if (state === 'done' && String(made?.message.id) !== messageId) {
      broken(
        'the ledger says what the channel shows',
        `${date} is done as ${messageId}, the channel has ${made?.message.id}`,
      );
    }
    if (state === 'done' && made && made.channel.id !== channelId) {
      broken(
        'the ledger says what the channel shows',
        `${date} is in ${made.channel.id}, not in ${channelId}`,
      );
    }
    if (made && (state === 'skipped' || state === 'refused' || state === 'unsent')) {
      broken('the ledger says what the channel shows', `${date} is ${state} (${reason}), but was posted`);
    }
  }
}

/** When nothing has gone wrong for a while: today's post is there, or is missing for a reason. */
async function checkFair(
  { around, archive }: ExpectationParts,
  server: Server,
  setting: Subscription,
  posts: readonly DailyPost[],
  broken: Broken,
): Promise<void> {
  const { timeline, blame } = around;
  const { name, guild } = server;
  const since = blame.fairSince(name);
  const now = timeline.now();
  if (since > now - RECOVERY) return;
  if (setting.departed === guild.isHere) {
    broken('who has departed is known', `departed is ${setting.departed}, here is ${guild.isHere}`);
  }
  if (setting.paused || !guild.isHere) return;
  const { zone, time, due } = setting;
  if (!due) return broken('none missing', 'nothing is due');
  if (due.at.getTime() < now - RECOVERY || due.at.getTime() > now + 49 * 60 * MINUTE) {
    broken('none missing', `due at ${due.at.toISOString()} for ${due.date}`);
  }
  const meant = instantOf(due.date, time, zone);
  if (meant?.getTime() !== due.at.getTime()) {
    broken('the next post is when the setting says', `${due.date} is due at ${due.at.toISOString()}`);
  }
  const date = localDate(new Date(now), zone);
  const instant = instantOf(date, time, zone)?.getTime();
  // A day that was changed after its time, or whose time is too close, is judged by nobody.
  if (instant === undefined || instant > now - RECOVERY || server.changedAt > instant - MINUTE) return;
  const post = posts.find((each) => each.date === date);
  if (!post) return broken('none missing', `${date} is missing: due at ${new Date(instant).toISOString()}`);
  checkEnd(archive, server, setting, post, { since, broken });
}

/** Whether a post of a fair day ended as it should. */
function checkEnd(
  archive: Archive,
  server: Server,
  setting: Subscription,
  post: DailyPost,
  { since, broken }: { since: number; broken: Broken },
): void {
  const { date, state, reason } = post;
  const ended = server.ended.get(date);
  const made = server.posts.get(date)?.[0]?.message;
  if (!['done', 'skipped', 'refused', 'uncertain'].includes(state)) {
    broken('none missing', `${date} is still ${state} (${reason})`);
    return;
  }
  // What ended before was ended by an unfair world.
  if (ended && ended.at < since) return;
  const isRefused = refuses(server, post);
  if (state === 'skipped') {
    const isSkippedRightly = reason === 'quiet-day' && setting.quietDays === 'skip' && isQuiet(archive, date);
    if (!isSkippedRightly) broken('none missing', `${date} was skipped: ${reason}`);
  }
  if (state === 'refused' && !isRefused) broken('none missing', `${date} is refused: ${reason}`);
  if (state === 'uncertain' && !isRefused && server.guild.may.history && server.floodedUntil < since) {
    broken('none missing', `${date} is uncertain: ${reason}`);
  }
  const { trouble } = setting;
  if (state === 'done' && trouble && made && instantOfId(made.id) >= since) {
    if (!isTroubled(server, setting, made)) {
      broken('a trouble that is over is forgotten', `${date} is done, the trouble is ${trouble.reason}`);
    }
  }
}

function refuses({ guild }: Server, { channelId, channelKind }: DailyPost): boolean {
  const channel = guild.channels.find(({ id }) => id === channelId);
  if (!channel || channel.isGone || !guild.may.view || !guild.may.send) return true;
  return (channel.kind === 'forum') !== (channelKind === 'forum');
}

function isTroubled({ guild }: Server, setting: Subscription, made: Message): boolean {
  const channel = guild.channels.find(({ id }) => id === setting.channelId);
  const { thread, publish, roleId } = setting;
  if (thread && !guild.may.thread && !made.hasThread) return true;
  if (publish && (channel?.kind !== 'announcement' || !guild.may.send)) return true;
  return roleId !== undefined && !guild.may.mention;
}
