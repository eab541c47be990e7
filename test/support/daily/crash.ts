import { setTimeout as pause } from 'node:timers/promises';
import { ChannelType, MessageFlags } from 'discord.js';
import { expect } from 'vitest';
import { type Channel, type Guild, type Loopback, startLoopback } from '../../../src/loopback/loopback.ts';
import { openStore, type StoreSettings } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import type { ChildOptions } from '../child-process.ts';
import { type TestClock, testClock } from '../test-clock.ts';
import { conduct, type OwnKill, type StartKilled } from './killed-process.ts';
import { runDaily, server } from './running-daily.ts';

/** A process that is killed while its request is with Discord: before or after Discord has acted on it. */
export interface KillOnTheWay {
  readonly held: 'before' | 'after';
  readonly route: string;
}

/** A process that is killed so many real milliseconds after its first call to Discord: of the soak alone. */
export interface KillAtRandom {
  readonly after: number;
}

export type Kill = OwnKill | KillOnTheWay | KillAtRandom;

/** What is posted, and how. */
export type Manner = 'plain' | 'thread and publish' | 'forum';

const START = '2026-03-10T09:00:00Z';
const ROUTES = {
  post: 'POST /channels/:channel/messages',
  thread: 'POST /channels/:channel/messages/:message/threads',
  publish: 'POST /channels/:channel/messages/:message/crosspost',
  forum: 'POST /channels/:channel/threads',
};

const own = (when: 'before' | 'after', call: string, nth = 1): Kill => ({ when, call, nth });
const held = (when: 'before' | 'after', route: keyof typeof ROUTES): Kill => ({
  held: when,
  route: ROUTES[route],
});

/** Every place in which a process can die, for each manner of posting. */
export const KILLS: Readonly<Record<Manner, Readonly<Record<string, Kill>>>> = {
  plain: {
    'before the claim': own('before', 'claim'),
    'after the claim': own('after', 'claim'),
    'after the request left': held('before', 'post'),
    'after Discord accepted, before the answer': held('after', 'post'),
    'before the message id is written and the next due set': own('before', 'finish'),
    'after all': own('after', 'finish'),
  },
  'thread and publish': {
    'before the claim': own('before', 'claim'),
    'after the claim': own('after', 'claim'),
    'after the request left': held('before', 'post'),
    'after Discord accepted, before the answer': held('after', 'post'),
    'before the message id is written': own('before', 'advance'),
    'after the message id is written': own('after', 'advance'),
    'before the thread is there': held('before', 'thread'),
    'after the thread is there': held('after', 'thread'),
    'before the thread is written': own('before', 'advance', 2),
    'after the thread is written': own('after', 'advance', 2),
    'before it is published': held('before', 'publish'),
    'after it is published': held('after', 'publish'),
    'before the next due is set': own('before', 'finish'),
  },
  forum: {
    'after the claim': own('after', 'claim'),
    'after the request left': held('before', 'forum'),
    'after Discord accepted, before the answer': held('after', 'forum'),
    'before the post’s id is written': own('before', 'finish'),
  },
};

/** Where a crash happens: a Discord, a clock and a server whose post is due now. */
export interface CrashScene {
  readonly clock: TestClock;
  readonly discord: Loopback;
  readonly guild: Guild;
  readonly channel: Channel;
}

/**
 * Lets a process die in a server's post, starts again after so many minutes, and checks that there is exactly one post,
 * one thread under it, published once, and that the ledger is right.
 */
export async function survives(
  start: StartKilled,
  settings: StoreSettings,
  manner: Manner,
  kill: Kill,
  minutesLater: number,
  whenOver?: ChildOptions['whenOver'],
): Promise<void> {
  const clock = testClock('2026-03-10T08:59:00Z');
  const discord = await startLoopback({ clock });
  let store: Store | undefined;
  try {
    store = await openStore(settings);
    const scene = { clock, discord, ...(await place(discord, store, clock, manner)) };
    await store.close();
    clock.set(START);
    await killed(start, scene, settings, kill, whenOver);
    clock.advance(minutesLater * 60_000);
    store = await openStore(settings);
    await recover(store, scene);
    await check(store, scene, manner);
  } finally {
    await store?.close();
    await discord.close();
  }
}

async function place(discord: Loopback, store: Store, clock: TestClock, manner: Manner) {
  const type = {
    plain: ChannelType.GuildText,
    'thread and publish': ChannelType.GuildAnnouncement,
    forum: ChannelType.GuildForum,
  } as const;
  const kinds = { plain: 'text', 'thread and publish': 'announcement', forum: 'forum' } as const;
  const channel = discord.world.addChannel(discord.world.addGuild('Crash'), 'daily', type[manner]);
  const more = manner === 'thread and publish';
  const wish = { channelKind: kinds[manner], thread: more, publish: more };
  return server({ discord, store, clock }, wish, channel);
}

/** Runs a process until it has died as it should. */
async function killed(
  start: StartKilled,
  { clock, discord }: Pick<CrashScene, 'clock' | 'discord'>,
  store: StoreSettings,
  kill: Kill,
  whenOver: ChildOptions['whenOver'],
): Promise<void> {
  const { apiUrl, token, faults, traffic } = discord;
  const hold = 'held' in kill ? faults.hold(kill.route, kill.held) : undefined;
  const arrival = traffic.arrival();
  const task = { apiUrl, token, store, now: clock.now().toISOString() };
  const child = start({ ...task, ...('call' in kill && { kill }) }, whenOver);
  const conducted = conduct([child], clock, ([report]) => report?.ended ?? false);
  if (hold) {
    await Promise.race([hold.reached, conducted.then(() => Promise.reject(new Error('nothing was held')))]);
  } else if ('after' in kill) {
    await Promise.race([arrival, conducted]);
    await pause(kill.after);
  } else {
    // Not every manner of posting comes to every call: then the post has ended.
    await conducted;
  }
  const { signal, stderr } = await child.kill();
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
  await conducted;
  hold?.();
  // A request of a process that is killed at random may still be on its way.
  if ('after' in kill) await pause(20);
  await traffic.rest();
}

/** Runs the daily posts for as long as leases and retries may last. */
async function recover(store: Store, { discord, clock }: CrashScene): Promise<void> {
  const daily = runDaily({ discord, store, clock });
  for (const seconds of [0, 61, 600]) {
    clock.advance(seconds * 1000);
    await daily.idle(clock);
  }
  await daily.stop();
}

async function check(store: Store, { discord, guild, channel }: CrashScene, manner: Manner): Promise<void> {
  const threads = [...discord.world.channels.values()].filter(({ parent }) => parent === channel);
  const messages = discord.world.messages(channel);
  const [message] = messages;
  const id = manner === 'forum' ? threads[0]?.id : message?.id;
  expect(messages).toHaveLength(manner === 'forum' ? 0 : 1);
  expect(threads).toHaveLength(manner === 'plain' ? 0 : 1);
  if (manner === 'thread and publish') {
    expect(threads[0]?.id).toBe(id);
    expect((message?.flags ?? 0) & MessageFlags.Crossposted).toBe(MessageFlags.Crossposted);
  }
  expect(id).toBeDefined();
  expect(await store.daily.posts(guild.id, 9)).toMatchObject([
    { date: '2026-03-10', state: 'done', messageId: id, reason: undefined },
  ]);
  expect(await store.daily.find(guild.id)).toMatchObject({ due: { date: '2026-03-11' }, trouble: undefined });
  expect(discord.violations).toEqual([]);
}
