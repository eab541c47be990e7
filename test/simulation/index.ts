// `npm run simulate`: the daily post in simulated worlds. Standard output is the same for the same options; progress
// and speed go to standard error.
import { availableParallelism } from 'node:os';
import { worldArchive } from './archive.ts';
import { readOptions, type SimulationOptions, USAGE } from './options.ts';
import { liveThroughAll } from './pool.ts';
import { failureText, summary } from './report.ts';
import { shrink } from './shrink.ts';
import type { WorldResult } from './worker.ts';
import { liveThrough } from './world.ts';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(`${USAGE}\n`);
} else {
  process.exitCode = await run(readOrExplain());
}

function readOrExplain(): SimulationOptions | undefined {
  try {
    return readOptions(args, availableParallelism());
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${USAGE}\n`);
    return undefined;
  }
}

async function run(options: SimulationOptions | undefined): Promise<number> {
  if (!options) return 2;
  const { plans, workers } = options;
  const start = performance.now();
  let serverDays = 0;
  let worlds = 0;
  const rate = () => Math.round(serverDays / ((performance.now() - start) / 1000));
  const all = plans.reduce((sum, { days, servers }) => sum + days * servers.length, 0);
  const results = await liveThroughAll(plans, workers, (result) => {
    serverDays += result.serverDays;
    worlds += 1;
    if (worlds % 20 === 0) process.stderr.write(`${serverDays} of ${all} server-days, ${rate()} a second\n`);
  });
  const lived = results.filter((each): each is WorldResult => each !== undefined);
  const last = lived.at(-1);
  process.stdout.write(`${summary(lived)}\n`);
  process.stderr.write(
    `${serverDays} server-days in ${Math.round((performance.now() - start) / 1000)} s, ${rate()} a second\n`,
  );
  const plan = plans[lived.length - 1];
  const { violation } = last ?? {};
  if (!last || !violation || !plan) return 0;
  process.stderr.write('a law was broken; looking for the shortest trace that still breaks it\n');
  const archive = worldArchive();
  const shrunk = await shrink(plan, { ...last, violation }, (smaller) => liveThrough(smaller, archive));
  process.stdout.write(`${failureText(plan, last, shrunk)}\n`);
  return 1;
}
