// The Discord of the daily bench, in a process of its own: so many servers, Discord's limit of 50 requests a second,
// and a reader who sends a command every quarter of a second and notes how long each answer took.
import { setTimeout as pause } from 'node:timers/promises';
import { startLoopback } from '../src/loopback/loopback.ts';
import { movedClock } from './moved-clock.ts';

/** What the bench is told when all is ready. */
export interface BenchDiscord {
  readonly apiUrl: string;
  readonly token: string;
  /** Of each server the id, and the id of its channel. */
  readonly servers: readonly (readonly [guild: string, channel: string])[];
}

/** What the bench is told at the end. */
export interface BenchAnswers {
  /** Milliseconds from command to answer. */
  readonly times: readonly number[];
  /** Channels by the number of posts in them. */
  readonly posts: Readonly<Record<string, number>>;
  /** Requests that were one too many in their second. */
  readonly limited: number;
  readonly violations: number;
}

const [count = '0', now = ''] = process.argv.slice(2);
const discord = await startLoopback({ clock: movedClock(now), requestsPerSecond: 50 });
const servers = Array.from({ length: Number(count) }, (_, index) => {
  const guild = discord.world.addGuild(`Server ${index}`);
  return [guild.id, discord.world.addChannel(guild, 'daily').id] as const;
});
process.send?.({ apiUrl: discord.apiUrl, token: discord.token, servers } satisfies BenchDiscord);

const times: number[] = [];
let isOver = false;
process.on('message', (said) => {
  if (said === 'ask') void ask();
  else isOver = true;
});

async function ask(): Promise<void> {
  while (!isOver) {
    const { kind, milliseconds } = await discord.command(discord.ada, 'doc search', { query: 'bomb' });
    if (kind !== 'message') throw new Error(`a command was answered by ${kind}`);
    times.push(milliseconds);
    await pause(250);
  }
  const posts: Record<string, number> = {};
  const byChannel = new Map<string, number>();
  for (const { method, path, status } of discord.requests) {
    if (method === 'POST' && status === 200 && path.endsWith('/messages')) {
      byChannel.set(path, (byChannel.get(path) ?? 0) + 1);
    }
  }
  for (const number of byChannel.values()) posts[number] = (posts[number] ?? 0) + 1;
  const limited = discord.requests.filter(({ status }) => status === 429).length;
  process.send?.({ times, posts, limited, violations: discord.violations.length } satisfies BenchAnswers);
}
