import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Plan } from './plan.ts';
import type { WorldResult } from './worker.ts';

/**
 * Lives through worlds in so many processes, in order. Ends at the first world that breaks a law, when all before it
 * have ended: which one that is does not depend on the machine.
 */
export async function liveThroughAll(
  plans: readonly Plan[],
  workers: number,
  told: (result: WorldResult, index: number) => void,
): Promise<(WorldResult | undefined)[]> {
  const results: (WorldResult | undefined)[] = [];
  let next = 0;
  let failed = plans.length;
  const file = fileURLToPath(new URL('worker.ts', import.meta.url));
  const run = (child: ChildProcess) =>
    new Promise<void>((resolve, reject) => {
      let index = -1;
      child.on('message', (said: WorldResult | 'ready') => {
        if (said !== 'ready') {
          results[index] = said;
          if (said.violation) failed = Math.min(failed, index);
          told(said, index);
        }
        const plan = plans[next];
        if (!plan || next > failed) {
          child.disconnect();
          return resolve();
        }
        index = next++;
        child.send(plan);
      });
      child.once('exit', (code) => {
        if (code === 0) resolve();
        else reject(new Error(`a process that lives through worlds ended with code ${code}`));
      });
    });
  const children = Array.from({ length: Math.min(workers, plans.length) }, () => fork(file));
  try {
    await Promise.all(children.map(run));
  } finally {
    for (const child of children) if (child.connected) child.disconnect();
  }
  return results.slice(0, failed + 1);
}
