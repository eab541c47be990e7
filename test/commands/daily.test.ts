import { ChannelType, PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadCollections } from '../../src/data/collections/load-collections.ts';
import type { Actor, Channel } from '../../src/loopback/loopback.ts';
import { StoreUnavailable } from '../../src/store/store-error.ts';
import { buttonId, buttonsOf, messageOf, textOf } from '../support/messages.ts';
import { type RunningDocent, runDocent } from '../support/running-docent.ts';
import { type TestClock, testClock } from '../support/test-clock.ts';

/** Read once: they are the same for every test. */
const holdings = await loadCollections(['collections/wilson-center']);

let clock: TestClock;
let docent: RunningDocent;
let ada: Actor;
let channel: Channel;

beforeEach(async () => {
  clock = testClock('2026-11-24T12:00:00Z');
  docent = await runDocent({ holdings, clock });
  ada = docent.discord.ada;
  channel = docent.discord.world.addChannel(docent.discord.world.guild('Reading Room'), 'daily');
});
afterEach(() => docent.close());

const daily = (sub: string, options: Record<string, string | boolean> = {}, actor = ada) =>
  docent.discord.command(actor, `daily ${sub}`, options);
const set = (options: Record<string, string | boolean> = {}) =>
  daily('set', { channel: channel.id, time: '9:00', zone: 'Europe/Tirane', ...options });
const posts = (where = channel) => docent.discord.world.messages(where);
const guild = () => docent.discord.world.guild('Reading Room');

/** Moves the clock to an instant, and lets time pass until what it brings is there. */
async function see(instant: string, expected: () => void) {
  clock.set(instant);
  await docent.eventually(expected);
}

describe('/daily set', () => {
  it('answers privately with the first post, and its instant in the reader’s own clock', async () => {
    const answer = await set();
    expect(answer.private).toBe(true);
    const first = Date.parse('2026-11-25T08:00:00Z') / 1000;
    expect(textOf(answer)).toContain(
      `The daily post is set: <#${channel.id}>, every day at 09:00 in Europe/Tirane. The first comes <t:${first}:F>`,
    );
    expect(textOf(answer)).toContain('On this day: 25 November');
    expect(buttonsOf(answer).map((button) => 'label' in button && button.label)).not.toContain('Share');
  });

  it('is followed by the post, in the channel, whose buttons answer the presser alone', async () => {
    await set();
    await see('2026-11-25T08:00:00Z', () => expect(posts()).toHaveLength(1));
    const [post] = posts();
    if (!post) throw new Error('there is no post');
    const { ben } = docent.discord;
    const pressed = await docent.discord.press(
      { ...ben, channel },
      post,
      buttonId({ message: post } as never, 'All'),
    );
    expect(pressed).toMatchObject({ kind: 'message', private: true });
    expect(textOf(pressed)).toContain('On this day: 25 November');
    expect(posts()).toHaveLength(1);
  });

  it('needs the channel and the time the first time, and changes only what is named later', async () => {
    expect(textOf(await daily('set', { time: '9:00' }))).toContain('Say where the daily post goes');
    expect(textOf(await daily('set', { channel: channel.id }))).toContain('Say at what `time`');
    await set({ 'quiet-days': 'skip' });
    await daily('set', { time: '18:30' });
    expect(await docent.store().daily.find(guild().id)).toMatchObject({
      channelId: channel.id,
      time: '18:30',
      zone: 'Europe/Tirane',
      quietDays: 'skip',
    });
  });

  it.each([
    ['ViewChannel', 'View Channel'],
    ['SendMessages', 'Send Messages'],
    ['EmbedLinks', 'Embed Links'],
    ['ReadMessageHistory', 'Read Message History'],
  ] as const)(
    'without %s says what is missing and how to grant it, and asks nothing of the channel',
    async (permission, name) => {
      docent.discord.world.setOverwrite(
        channel,
        docent.discord.world.bot.id,
        0n,
        PermissionFlagsBits[permission],
      );
      const answer = await set();
      expect(answer.private).toBe(true);
      expect(textOf(answer)).toContain(`What I lack there: **${name}**`);
      expect(textOf(answer)).toContain('To grant it, open the channel’s settings');
      expect(await docent.store().daily.find(guild().id)).toBeUndefined();
    },
  );

  it('wants the right to open threads, and to mention the role, only where asked', async () => {
    const role = docent.discord.world.addRole(guild(), 'history');
    docent.discord.world.setOverwrite(channel, guild().id, 0n, PermissionFlagsBits.CreatePublicThreads);
    expect(textOf(await set())).toContain('The daily post is set');
    expect(textOf(await set({ thread: true }))).toContain('What I lack there: **Create Public Threads**');
    // In the channel itself it need not be named.
    const there = await daily('set', { thread: true }, { ...ada, channel });
    expect(textOf(there)).toContain('What I lack there: **Create Public Threads**');
    expect(textOf(await set({ role: role.id }))).toContain('Mention @everyone, @here and All Roles');
    const open = docent.discord.world.addRole(guild(), 'open', 0n, true);
    expect(textOf(await set({ role: open.id }))).toContain(`It mentions <@&${open.id}>.`);
    await set({ role: guild().id });
    expect((await docent.store().daily.find(guild().id))?.roleId).toBeUndefined();
  });

  it('refuses what a forum or a text channel cannot do', async () => {
    const forum = docent.discord.world.addChannel(guild(), 'forum', ChannelType.GuildForum);
    expect(textOf(await set({ channel: forum.id, thread: true }))).toContain('each post is a thread already');
    expect(textOf(await set({ channel: forum.id, publish: true }))).toContain('announcement channel');
    expect(textOf(await set({ publish: true }))).toContain('announcement channel');
    expect(textOf(await set({ channel: forum.id }))).toContain('The daily post is set');
    forum.requiresTag = true;
    expect(textOf(await set({ channel: forum.id }))).toContain('asks for a tag on every post');
  });

  it('says which times and zones can be read', async () => {
    expect(textOf(await set({ time: 'soon' }))).toContain('Forms that work: 9:00');
    expect(textOf(await set({ zone: 'EST' }))).toContain('Type the name of a large city near you');
    const choices = await docent.discord.complete(ada, 'daily set', { zone: 'tirana' }, 'zone');
    expect(choices).toEqual([{ name: 'Tirana (Europe/Tirane), now 13:00', value: 'Europe/Tirane' }]);
  });

  it('is for those with Manage Server, also when an administrator has opened the command to all', async () => {
    await expect(daily('status', {}, docent.discord.ben)).rejects.toThrow(/may not use/);
    const forced = await docent.discord.command(
      docent.discord.ben,
      'daily set',
      { time: '9:00' },
      { force: true },
    );
    expect(forced.private).toBe(true);
    expect(textOf(forced)).toContain('Only who has **Manage Server**');
  });

  it('decides which day it is in the server', async () => {
    await set({ zone: 'Pacific/Kiritimati' });
    const answer = await docent.discord.command(ada, 'doc on-this-day');
    expect(textOf(answer)).toMatch(/^On this day: 25 November/);
  });

  it('changed at noon to a zone further on neither repeats nor skips the day', async () => {
    await set({ time: '13:00', zone: 'UTC' });
    await daily('set', { zone: 'Asia/Tokyo' });
    await see('2026-11-24T12:30:00Z', () => expect(posts()).toHaveLength(1));
    await daily('set', { zone: 'UTC' });
    await see('2026-11-24T20:00:00Z', () => expect(posts()).toHaveLength(1));
    await see('2026-11-25T13:00:00Z', () => expect(posts()).toHaveLength(2));
  });
});

describe('/daily status', () => {
  it('shows the setting, the next post and the last one with its link', async () => {
    await set({ thread: true });
    await see('2026-11-25T08:00:00Z', () => expect(posts()).toHaveLength(1));
    await docent.eventually(async () => {
      const text = textOf(await daily('status'));
      expect(text).toContain('09:00 in Europe/Tirane');
      expect(text).toContain('opens a thread');
      expect(text).toContain(`<t:${Date.parse('2026-11-26T08:00:00Z') / 1000}:F>`);
      expect(text).toContain(
        `2026-11-25: https://discord.com/channels/${guild().id}/${channel.id}/${posts()[0]?.id}`,
      );
    });
  });

  it('shows trouble with its fix, which the next answer to a manager says too, once', async () => {
    await set();
    docent.discord.world.setOverwrite(channel, guild().id, 0n, PermissionFlagsBits.SendMessages);
    await see('2026-11-25T08:00:00Z', () => undefined);
    await docent.eventually(async () => {
      expect((await docent.store().daily.find(guild().id))?.trouble?.reason).toBe('missing-permissions');
    });
    const search = (actor: Actor) => docent.discord.command(actor, 'doc search', { query: 'bomb' });
    expect(textOf(await search(docent.discord.ben))).not.toContain('in trouble');
    const answer = await search(ada);
    expect(textOf(answer)).toMatch(/^⚠️ \*\*The daily post of this server is in trouble.\*\* I may not post/);
    expect(textOf(await search(ada))).not.toContain('in trouble');
    expect(textOf(await daily('status'))).toContain('give me **View Channel**, **Send Messages**');

    docent.discord.world.setOverwrite(channel, guild().id, 0n, 0n);
    await see('2026-11-26T08:00:00Z', () => expect(posts()).toHaveLength(1));
    await docent.eventually(async () => expect(textOf(await daily('status'))).not.toContain('Trouble'));
  });

  it('says so when there is no daily post', async () => {
    for (const sub of ['status', 'pause', 'resume', 'off']) {
      expect(textOf(await daily(sub))).toContain('This server has no daily post');
    }
  });
});

describe('/daily pause, resume and off', () => {
  it('stop the posts, and bring them back', async () => {
    await set();
    await daily('pause');
    expect(textOf(await daily('status'))).toContain('paused');
    await see('2026-11-25T12:00:00Z', () => undefined);
    expect(posts()).toHaveLength(0);
    expect(textOf(await daily('resume'))).toContain('The next comes <t:');
    await see('2026-11-26T08:00:00Z', () => expect(posts()).toHaveLength(1));
    expect(textOf(await daily('off'))).toContain('is off');
    await see('2026-11-27T12:00:00Z', () => expect(posts()).toHaveLength(1));
    expect(await docent.store().daily.find(guild().id)).toBeUndefined();
  });

  it('are buttons of the status too, and are checked again there', async () => {
    await set();
    const status = await daily('status');
    const paused = await docent.discord.press(ada, messageOf(status), buttonId(status, 'Pause'));
    expect(textOf(paused)).toContain('is paused');
    expect((await docent.store().daily.find(guild().id))?.paused).toBe(true);
    const again = await daily('status');
    const member = guild().members.get(ada.user.id);
    if (member) member.roles = [];
    const refused = await docent.discord.press(ada, messageOf(again), buttonId(again, 'Resume'));
    expect(textOf(refused)).toContain('Only who has **Manage Server**');
  });
});

describe('/daily preview', () => {
  it('shows a day’s card to the asker alone, and posts nothing', async () => {
    const answer = await daily('preview', { date: '29 June' });
    expect(answer.private).toBe(true);
    expect(textOf(answer)).toContain('On this day: 29 June');
    expect(textOf(answer)).toContain('29 June 1962');
    expect(posts()).toHaveLength(0);
    expect(textOf(await daily('preview', { date: 'never' }))).toContain('I can’t read “never” as a day');
  });
});

describe('while the database is away', () => {
  it('what needs it says so privately, and all else is answered', async () => {
    const { daily: store } = docent.store();
    vi.spyOn(store, 'find').mockRejectedValue(new StoreUnavailable('gone'));
    const answer = await daily('status');
    expect(answer.private).toBe(true);
    expect(textOf(answer)).toContain('I cannot reach what I keep for this server');
    const search = await docent.discord.command(ada, 'doc search', { query: 'bomb' });
    expect(textOf(search)).toContain('1–3 of 3');
  });
});

describe('a server that the bot leaves', () => {
  it('is noted when it is left, and when it was left while the bot was away', async () => {
    await set();
    docent.discord.world.leaveGuild(guild());
    const departed = async () => (await docent.store().daily.find(guild().id))?.departed;
    await docent.eventually(async () => expect(await departed()).toBe(true));
    docent.discord.world.joinGuild(guild());
    await docent.eventually(async () => expect(await departed()).toBe(false));
    docent.discord.world.setOutage(guild(), true);
    docent.discord.world.setOutage(guild(), false);
    await docent.restart();
    expect(await departed()).toBe(false);
    await docent.restart(() => docent.discord.world.leaveGuild(guild()));
    await docent.eventually(async () => expect(await departed()).toBe(true));
    await docent.restart(() => docent.discord.world.joinGuild(guild()));
    await docent.eventually(async () => expect(await departed()).toBe(false));
  });
});
