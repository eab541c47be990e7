import { describe, expect, it } from 'vitest';
import { worldArchive } from '../simulation/archive.ts';
import { readOptions } from '../simulation/options.ts';
import { PLANTED } from '../simulation/planted.ts';
import { shrink } from '../simulation/shrink.ts';
import { liveThrough } from '../simulation/world.ts';

const archive = worldArchive();
const plans = readOptions(['--seed', '1', '--days', '400', '--servers', '50'], 1).plans;

describe('the daily post in simulated worlds', () => {
  it('breaks no law in 20,000 server-days', { timeout: 300_000 }, async () => {
    for (const plan of plans) {
      const { violation } = await liveThrough(plan, archive);
      expect(violation && { world: plan.seed, ...violation }).toBeUndefined();
    }
  });

  it('is one history for one seed', async () => {
    const [plan] = readOptions(['--seed', '7', '--days', '6', '--servers', '6'], 1).plans;
    if (!plan) throw new Error('no world');
    const first = await liveThrough({ ...plan, isTraced: true }, archive);
    const second = await liveThrough({ ...plan, isTraced: true }, archive);
    expect(first.trace.lines()).toEqual(second.trace.lines());
    expect(first.trace.lines().length).toBeGreaterThan(30);
    const { hash } = await liveThrough({ ...plan, seed: '8.0' }, archive);
    expect([second.hash, hash === first.hash]).toEqual([first.hash, false]);
  });

  it('posts once a day for each server when nothing goes wrong', async () => {
    const [plan] = readOptions(['--days', '8', '--servers', '10', '--faults', 'none'], 1).plans;
    if (!plan) throw new Error('no world');
    const { violation, posts } = await liveThrough(plan, archive);
    expect(violation).toBeUndefined();
    expect(posts).toBeGreaterThan(60);
  });
});

describe('a bug that is put into the bot', () => {
  it.each(PLANTED)('is noticed: $name', { timeout: 300_000 }, async ({ name, faults }) => {
    const options = [
      '--seed',
      '1',
      '--days',
      '100',
      '--servers',
      '100',
      '--plant',
      name,
      '--faults',
      faults.join(','),
    ];
    let serverDays = 0;
    for (const plan of readOptions(options, 1).plans) {
      const end = await liveThrough(plan, archive);
      serverDays += end.serverDays;
      if (end.violation) return;
    }
    throw new Error(`it was not noticed in ${serverDays} server-days`);
  });

  it('is shown in a small world', { timeout: 300_000 }, async () => {
    const options = [
      '--days',
      '20',
      '--servers',
      '25',
      '--plant',
      'old-zone',
      '--faults',
      'setting,delay,pause',
    ];
    const [plan] = readOptions(options, 1).plans;
    if (!plan) throw new Error('no world');
    const { violation, ...end } = await liveThrough(plan, archive);
    if (!violation) throw new Error('it was not noticed');
    const smallest = await shrink(plan, { ...end, violation }, (smaller) => liveThrough(smaller, archive));
    expect(smallest.plan.servers).toHaveLength(1);
    expect(smallest.plan.faults).toEqual(['setting']);
    expect(smallest.end.violation?.law).toBe(violation.law);
    expect(smallest.end.trace.lines().length).toBeLessThan(100);
  });
});
