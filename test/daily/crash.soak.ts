import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { KILLS, type Kill, type Manner, survives } from '../support/daily/crash.ts';
import { killedProcess, type StartKilled } from '../support/daily/killed-process.ts';
import { newDatabase } from '../support/new-database.ts';
import { makeFolder, removeFolder } from '../support/temporary-folder.ts';

const KILL_POINTS = 100;
const AT_ONCE = 4;
/** The calls around which a process may die by itself. */
const CALLS = ['posts', 'claim', 'post', 'postInForum', 'openThread', 'publish', 'advance', 'finish'];

/** What chance decides, said so that a failure can be had again: `SEED=… npm run soak`. */
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

let start: StartKilled;
let folder: string;
beforeAll(() => {
  folder = makeFolder();
  start = killedProcess();
});
afterAll(() => removeFolder(folder));

const stores = {
  embedded: async () => ({ dataDir: await mkdtemp(join(folder, 'store-')), databaseUrl: undefined }),
  PostgreSQL: async () => ({ dataDir: '', databaseUrl: await newDatabase() }),
};

test.each(['embedded', 'PostgreSQL'] as const)('%s', async (kind) => {
  const chance = chanceFrom(seed);
  const points = Array.from({ length: KILL_POINTS }, () => pointBy(chance));
  const failures: string[] = [];
  let died = 0;
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let point = points.pop(); point; point = points.pop()) {
      const { manner, kill, minutes } = point;
      const said = `${manner}, ${JSON.stringify(kill)}, started again ${minutes} minutes later`;
      await survives(start, await stores[kind](), manner, kill, minutes).then(
        () => {
          died += 1;
        },
        (error: unknown) => failures.push(`${said}: ${error}`),
      );
    }
  });
  await Promise.all(workers);
  process.stdout.write(
    `${kind}: ${died} of ${KILL_POINTS} random kill points left exactly one post (SEED=${seed})\n`,
  );
  expect(failures).toEqual([]);
});

interface Point {
  readonly manner: Manner;
  readonly kill: Kill;
  readonly minutes: number;
}

function pointBy(chance: () => number): Point {
  const among = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const manner = among(Object.keys(KILLS) as Manner[]);
  const kills: (() => Kill)[] = [
    () => ({ after: Math.floor(chance() * 60) }),
    () => ({ when: among(['before', 'after']), call: among(CALLS), nth: 1 + Math.floor(chance() * 2) }),
    () => among(Object.values(KILLS[manner])),
  ];
  return { manner, kill: among(kills)(), minutes: among([0, 0.5, 2, 6, 20, 300]) };
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function chanceFrom(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
