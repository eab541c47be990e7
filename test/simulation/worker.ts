// A process that lives through the worlds that it is sent, one after another.
import { worldArchive } from './archive.ts';
import type { Plan } from './plan.ts';
import { liveThrough, type WorldEnd } from './world.ts';

/** What became of a world, as it is told to the process that asked. */
export type WorldResult = Omit<WorldEnd, 'trace'>;

const archive = worldArchive();

process.on('message', async (plan: Plan) => {
  const { trace: _, ...result } = await liveThrough(plan, archive);
  process.send?.(result);
});
process.send?.('ready');
