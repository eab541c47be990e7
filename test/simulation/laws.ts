import { DiscordAPIError } from 'discord.js';
import type { PostEnd } from '../../src/store/daily.ts';
import type { Blame } from './blame.ts';
import type { Channel, Guild, Message } from './discord.ts';
import type { Call } from './discord-rest.ts';
import type { ProcessLife } from './process-life.ts';
import type { Server } from './server.ts';
import type { Trace } from './trace.ts';

const DAY = 86_400_000;

/** Calls a second that Discord allows. */
const A_SECOND = 50;

/** Calls that change something, in a day to a server, whatever goes wrong: a retry every ten minutes makes 144. */
const WRITES_A_DAY = 250;

/** Calls of any kind in an hour to a server: fifty pages of history, a few times. */
const CALLS_AN_HOUR = 400;

/** What was broken, where and when. */
export interface Violation {
  readonly law: string;
  readonly server: string | undefined;
  readonly at: number;
  readonly what: string;
}

/** The laws that hold always, watched as the world goes on. The first violation ends it. */
export interface Laws {
  readonly violation: Violation | undefined;
  broken(law: string, server: string | undefined, what: string): void;
  /** A process makes a call. */
  called(life: ProcessLife, call: Call): void;
  /** Discord has dealt with it. */
  answered(call: Call, error: unknown): void;
  posted(guild: Guild, channel: Channel, message: Message): void;
  /** The store has taken a change. */
  written(name: string, asked: readonly unknown[], given: unknown, wrongBy: number): void;
  /** The most calls in any second by all processes together. */
  readonly mostTogether: number;
}

/** Calls to one server, lately. */
interface Traffic {
  hour: number;
  calls: number;
  day: number;
  writes: number;
  refusals: number;
  dates: Set<string>;
  blamed: number;
}

/** The laws of a world. */
export function createLaws(parts: {
  readonly now: () => number;
  readonly trace: Trace;
  readonly blame: Blame;
  readonly serverOf: (guildId: string) => Server | undefined;
}): Laws {
  const { now, trace, blame, serverOf } = parts;
  const byLife = new Map<ProcessLife, number[]>();
  const together: number[] = [];
  const traffic = new Map<string, Traffic>();
  let violation: Violation | undefined;
  let mostTogether = 0;

  function broken(law: string, server: string | undefined, what: string): void {
    if (violation) return;
    violation = { law, server, at: now(), what };
    trace.say(server ?? 'world', `VIOLATION of "${law}": ${what}`);
  }

  function trafficOf(guild: Guild): Traffic {
    const hour = Math.floor(now() / 3_600_000);
    const day = Math.floor(now() / DAY);
    const empty = { hour, calls: 0, day, writes: 0, refusals: 0, dates: new Set<string>() };
    const known = traffic.get(guild.id) ?? { ...empty, blamed: blame.count(guild.name) };
    traffic.set(guild.id, known);
    if (known.hour !== hour) Object.assign(known, { hour, calls: 0 });
    // What was open at midnight belongs to the new day as well.
    if (known.day !== day) {
      const blamed = blame.count(guild.name);
      Object.assign(known, {
        day,
        writes: 0,
        refusals: 0,
        dates: new Set([...known.dates].slice(-1)),
        blamed,
      });
    }
    return known;
  }

  return {
    broken,
    get violation() {
      return violation;
    },
    get mostTogether() {
      return mostTogether;
    },
    called(life, call) {
      const lately = byLife.get(life) ?? [];
      byLife.set(life, lately);
      if (within(lately, now()) > A_SECOND) {
        broken('at most 50 calls in any second', call.guild?.name, `${lately.length} by ${life.name}`);
      }
      mostTogether = Math.max(mostTogether, within(together, now()));
      if (!call.guild) return;
      const to = trafficOf(call.guild);
      to.calls += 1;
      if (call.method === 'POST') to.writes += 1;
      if (to.calls > CALLS_AN_HOUR) {
        broken('no storm of retries', call.guild.name, `${to.calls} calls in an hour`);
      }
      if (to.writes > WRITES_A_DAY) {
        broken('no storm of retries', call.guild.name, `${to.writes} calls that change something in a day`);
      }
    },
    answered({ guild, method, route }, error) {
      if (!guild || !(error instanceof DiscordAPIError)) return;
      if (![403, 404].includes(error.status)) return;
      const to = trafficOf(guild);
      to.refusals += 1;
      const allowed = 2 * (Math.max(to.dates.size, 1) + blame.count(guild.name) - to.blamed);
      if (to.refusals > allowed) {
        const what = `${to.refusals} refused calls in a day, the last ${method} ${route}`;
        broken('two calls a day to a server that refuses', guild.name, what);
      }
    },
    posted(guild, channel, message) {
      const server = serverOf(guild.id);
      if (!server || message.date === undefined) return;
      const posts = server.posts.get(message.date) ?? [];
      server.posts.set(message.date, posts);
      posts.push({ channel, message });
      if (posts.length > 1) {
        broken('one post of a server and local date', guild.name, `${posts.length} posts of ${message.date}`);
      }
    },
    written(name, asked, given, wrongBy) {
      const [first] = asked as [unknown];
      if (name === 'skip') {
        const [guildId, dates, reason] = asked as [string, readonly string[], string];
        for (const date of dates) {
          const ended = serverOf(guildId)?.ended;
          if (!ended?.has(date)) ended?.set(date, { state: 'skipped', reason, at: now(), wrongBy });
        }
        return;
      }
      if (name === 'deriveDue') {
        const [guildId, unskipped] = asked as [string, readonly string[]];
        const ended = serverOf(guildId)?.ended;
        for (const date of unskipped) if (ended?.get(date)?.reason === 'late') ended.delete(date);
        return;
      }
      const { guildId = '', date = '' } = (first ?? {}) as { guildId?: string; date?: string };
      const server = serverOf(guildId);
      if (!server) return;
      if (name === 'claim' && given) trafficOf(server.guild).dates.add(date);
      if (name === 'finish' && given) {
        const { state, reason } = asked[1] as PostEnd;
        server.ended.set(date, { state, reason, at: now(), wrongBy });
        trace.say(server.name, `${date} ended: ${state}${reason ? ` (${reason})` : ''}`);
      }
    },
  };
}

/** Notes an instant, and gives how many were noted in the second before it, itself included. */
function within(lately: number[], now: number): number {
  lately.push(now);
  while (lately[0] !== undefined && lately[0] <= now - 1000) lately.shift();
  return lately.length;
}
