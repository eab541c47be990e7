import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { KILLS, type Manner, survives } from '../support/daily/crash.ts';
import { killedProcess, type StartKilled } from '../support/daily/killed-process.ts';
import { newDatabase } from '../support/new-database.ts';
import { makeFolder, removeFolder } from '../support/temporary-folder.ts';

let start: StartKilled;
let folder: string;
beforeAll(() => {
  folder = makeFolder();
  start = killedProcess();
});
afterAll(() => removeFolder(folder));

const STORES = ['embedded', 'PostgreSQL'] as const;
const stores = {
  embedded: async () => ({ dataDir: await mkdtemp(join(folder, 'store-')), databaseUrl: undefined }),
  PostgreSQL: async () => ({ dataDir: '', databaseUrl: await newDatabase() }),
};

const casesOf = (manner: Manner) =>
  Object.entries(KILLS[manner]).map(([place, kill]) => ({ manner, place, kill }));

// Chance tries all manners, moments and delays on both stores in `npm run soak`.
describe.each(STORES)('on the %s store, a post is there once although the process is killed', (kind) => {
  const store = STORES.indexOf(kind);
  const withThread = casesOf('thread and publish').map((each, index) => ({
    ...each,
    // Started again while the lease lasts and after it: each step on one of the stores.
    minutes: (index + store) % 2 === 0 ? 0 : 20,
  }));
  // What differs from a text channel's steps, half of it on each store.
  const inForum = casesOf('forum')
    .filter((_, index) => index % 2 === store)
    .map((each) => ({ ...each, minutes: 20 }));

  test.concurrent.for([...withThread, ...inForum])(
    '$place ($manner), and started again after $minutes minutes',
    async ({ manner, kill, minutes }, { onTestFinished }) => {
      await survives(start, await stores[kind](), manner, kill, minutes, onTestFinished);
    },
  );
});
