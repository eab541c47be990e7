import { createHash } from 'node:crypto';
import { emptyTally, FAULTS } from './faults.ts';
import type { Plan } from './plan.ts';
import type { Shrunk } from './shrink.ts';
import type { WorldResult } from './worker.ts';

/** What a run amounts to. The same options give the same text. */
export function summary(results: readonly WorldResult[]): string {
  const sum = (of: (result: WorldResult) => number) => results.reduce((all, each) => all + of(each), 0);
  const tally = emptyTally();
  for (const result of results) for (const fault of FAULTS) tally[fault] += result.tally[fault];
  const worlds = (fault: (typeof FAULTS)[number]) => results.filter((each) => each.tally[fault] > 0).length;
  const hash = createHash('sha256').update(results.map((each) => each.hash).join(' '));
  return [
    `${sum((each) => each.serverDays)} server-days in ${results.length} worlds, ${sum((each) => each.posts)} posts`,
    `at most ${Math.max(...results.map((each) => each.mostTogether))} calls in a second by all processes of a world`,
    ...FAULTS.map((fault) => `  ${fault}: ${tally[fault]} times in ${worlds(fault)} worlds`),
    `hash ${hash.digest('hex').slice(0, 16)}`,
  ].join('\n');
}

/** A failure: what was broken, the smallest world that breaks it, and its trace. */
export function failureText(plan: Plan, result: WorldResult, { plan: smallest, end, tried }: Shrunk): string {
  const { violation } = end;
  const [seed, world] = plan.seed.split('.');
  const about = new Set([...(violation?.server ? [violation.server] : []), 'p1', 'p2', 'p3', 'p4']);
  return [
    `VIOLATION of "${violation?.law}" in world ${plan.seed}, day ${result.day}: ${result.violation?.what}`,
    `The shortest trace that still fails (${tried} worlds tried): ${describe(smallest, end.day)}`,
    ...end.trace.lines(violation?.server ? about : undefined).map((line) => `  ${line}`),
    `Again: the options of this run with --seed ${seed} --world ${world}`,
  ].join('\n');
}

function describe({ servers, processes, faults }: Plan, day: number | undefined): string {
  const names = faults ? faults.join(', ') || 'none' : 'as the seed decides';
  const count = processes === undefined ? 'as many processes as the seed decides' : `${processes} processes`;
  return `day ${day}, servers ${servers.map((number) => `s${number}`).join(' ')}, ${count}, faults: ${names}`;
}
