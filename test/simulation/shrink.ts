import type { Violation } from './laws.ts';
import type { Plan } from './plan.ts';
import type { WorldEnd } from './world.ts';

/** A world that fails, as small as it could be made. */
export interface Shrunk {
  readonly plan: Plan;
  readonly end: WorldEnd;
  /** How many worlds were tried. */
  readonly tried: number;
}

/** Worlds that are tried at most. */
const MOST_TRIED = 80;

/**
 * Makes a failure small: fewer days, servers, kinds of faults and processes, as long as the same law is broken. What
 * is switched off leaves the rest of the world as it was.
 */
export async function shrink(
  plan: Plan,
  failed: Pick<WorldEnd, 'faults' | 'processes'> & { readonly violation: Violation },
  live: (plan: Plan) => Promise<WorldEnd>,
): Promise<Shrunk> {
  const { violation, faults, processes } = failed;
  let tried = 0;
  let smallest: { plan: Plan; end: WorldEnd } | undefined;

  /** Whether a smaller world still fails; it is kept to, then. */
  async function fails(smaller: Plan): Promise<boolean> {
    if (tried >= MOST_TRIED) return false;
    tried += 1;
    const end = await live(smaller);
    if (end.violation?.law !== violation.law) return false;
    smallest = { plan: smaller, end };
    return true;
  }
  const now = () => smallest?.plan ?? plan;
  const without = (change: Partial<Plan>) => fails({ ...now(), ...change });

  await fails({ ...plan, faults, processes, isTraced: true });
  const alone = plan.servers.filter((number) => violation.server === `s${number}`);
  if (alone.length > 0) await without({ servers: alone });
  const fewerServers = () =>
    withoutEach(
      () => now().servers,
      (servers) => without({ servers }),
      1,
    );
  await fewerServers();
  await withoutEach(
    () => now().faults ?? [],
    (fewer) => without({ faults: fewer }),
    0,
  );
  for (let fewer = 1; fewer < (now().processes ?? processes); fewer += 1) {
    if (await without({ processes: fewer })) break;
  }
  await fewerServers();
  if (!smallest) throw new Error('the same world did not fail again: it is not one history');
  return { ...smallest, tried };
}

/** Leaves out halves, quarters… and single ones for as long as that succeeds. */
async function withoutEach<T>(
  current: () => readonly T[],
  fails: (fewer: readonly T[]) => Promise<boolean>,
  least: number,
): Promise<void> {
  for (let size = Math.ceil(current().length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < current().length; ) {
      const fewer = [...current().slice(0, from), ...current().slice(from + size)];
      const isLess = fewer.length >= least && (await fails(fewer));
      if (!isLess) from += size;
    }
  }
}
