import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { KILLS, type Manner, survives } from '../support/daily/crash.ts';
import { killedProcess, type StartKilled } from '../support/daily/killed-process.ts';
import { type RunningPostgres, runPostgres } from '../support/running-postgres.ts';
import { makeFolder, removeFolder } from '../support/temporary-folder.ts';

let start: StartKilled;
let postgres: RunningPostgres;
let folder: string;
beforeAll(async () => {
  folder = makeFolder();
  [start, postgres] = await Promise.all([killedProcess(), runPostgres()]);
});
afterAll(async () => {
  removeFolder(folder);
  await postgres?.close();
});

const stores = {
  embedded: async () => ({ dataDir: await mkdtemp(join(folder, 'store-')), databaseUrl: undefined }),
  PostgreSQL: async () => ({ dataDir: '', databaseUrl: await postgres.database() }),
};

const casesOf = (...manners: Manner[]) =>
  manners.flatMap((manner) =>
    Object.entries(KILLS[manner]).map(([place, kill]) => ({ manner, place, kill })),
  );

/** The steps of a plain post are among those with thread and publishing, so each is tried on half as many ways. */
const OTHERS = { embedded: 20, PostgreSQL: 0 };

describe.each(['embedded', 'PostgreSQL'] as const)('on the %s store, a process killed', (kind) => {
  describe.each([
    ['at once', 0],
    ['20 minutes later', 20],
  ])('and started again %s posts once:', (_, minutes) => {
    const others = OTHERS[kind] === minutes ? casesOf('plain', 'forum') : [];
    test.concurrent.for([...casesOf('thread and publish'), ...others])(
      '$manner, $place',
      async ({ manner, kill }, { onTestFinished }) => {
        await survives(start, await stores[kind](), manner, kill, minutes, onTestFinished);
      },
    );
  });
});
