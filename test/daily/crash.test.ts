import { afterAll, beforeAll, describe, test } from 'vitest';
import { type RunningPostgres, runPostgres } from '../store/running-postgres.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { KILLS, type Manner, survives } from './crash.ts';

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await runPostgres();
});
afterAll(() => postgres.close());

const settingsOf = async (kind: string) =>
  kind === 'embedded'
    ? { dataDir: temporaryFolder(), databaseUrl: undefined }
    : { dataDir: '', databaseUrl: await postgres.database() };

const cases = (Object.keys(KILLS) as Manner[]).flatMap((manner) =>
  Object.entries(KILLS[manner]).map(([place, kill]) => ({ manner, place, kill })),
);

describe.each(['embedded', 'PostgreSQL'])('on the %s store, a process killed', (kind) => {
  describe.each([
    ['at once', 0],
    ['20 minutes later', 20],
  ])('and started again %s posts once:', (_, minutes) => {
    test.each(cases)('$manner, $place', async ({ manner, kill }) => {
      await survives(await settingsOf(kind), manner, kill, minutes);
    });
  });
});
