import { parseArgs } from 'node:util';
import { FAULTS, type Fault } from './faults.ts';
import type { Plan } from './plan.ts';
import { PLANTED } from './planted.ts';

/** Days and servers of one world, at most: more are several worlds, each with a seed and a season of its own. */
const A_WORLD = { days: 20, servers: 25 };

/** What the command was asked for. */
export interface SimulationOptions {
  readonly plans: readonly Plan[];
  /** How many worlds are lived through at a time. */
  readonly workers: number;
}

/** How the command is used. */
export const USAGE = `npm run simulate -- [options]
  --seed N        which worlds (1)
  --days D        days of each server (2000), in worlds of ${A_WORLD.days} days
  --servers S     servers (500), in worlds of ${A_WORLD.servers}
  --processes P   processes of each world, 1 to 4 (the seed decides)
  --world K       only this world of the seed
  --faults a,b    only these kinds of faults (the seed decides); "none" for none
  --plant BUG     with a bug put into the bot, to see how soon it is found: ${PLANTED.map(({ name }) => name).join(', ')}
  --workers W     worlds at a time (one for each core)
Kinds of faults: ${FAULTS.join(', ')}`;

/**
 * Reads the command's options.
 *
 * @throws {Error} whose message says what is wrong with them
 */
export function readOptions(args: readonly string[], cores: number): SimulationOptions {
  const texts = ['seed', 'days', 'servers', 'processes', 'world', 'faults', 'plant', 'workers'] as const;
  const options = Object.fromEntries(texts.map((name) => [name, { type: 'string' }] as const));
  const { values } = parseArgs({ args: [...args], options, strict: true });
  const number = (name: (typeof texts)[number], least: number, most = Number.MAX_SAFE_INTEGER) => {
    const text = values[name];
    if (text === undefined) return undefined;
    const read = Number(text);
    if (Number.isSafeInteger(read) && read >= least && read <= most) return read;
    throw new Error(
      `--${name} is a whole number from ${least}${most < 1e9 ? ` to ${most}` : ''}: "${text}" is not.`,
    );
  };
  const [days, servers] = [number('days', 1) ?? 2000, number('servers', 1) ?? 500];
  const processes = number('processes', 1, 4);
  const faults = readFaults(values.faults);
  const planted = readPlanted(values.plant);
  const all = seasons(days).flatMap((long) =>
    groups(servers).map((numbers) => ({ days: long, servers: numbers })),
  );
  const seed = number('seed', 0) ?? 1;
  const plans = all.map(
    (part, index): Plan => ({ ...part, seed: `${seed}.${index}`, processes, faults, planted }),
  );
  const world = number('world', 0, plans.length - 1);
  return {
    plans: world === undefined ? plans : plans.slice(world, world + 1),
    workers: number('workers', 1, 64) ?? cores,
  };
}

function seasons(days: number): number[] {
  return Array.from({ length: Math.ceil(days / A_WORLD.days) }, (_, index) =>
    Math.min(A_WORLD.days, days - index * A_WORLD.days),
  );
}

function groups(servers: number): number[][] {
  const numbers = Array.from({ length: servers }, (_, index) => index + 1);
  return Array.from({ length: Math.ceil(servers / A_WORLD.servers) }, (_, index) =>
    numbers.slice(index * A_WORLD.servers, (index + 1) * A_WORLD.servers),
  );
}

function readPlanted(name: string | undefined): string | undefined {
  if (name === undefined || PLANTED.some((planted) => planted.name === name)) return name;
  throw new Error(
    `There is no bug "${name}" to plant. There are: ${PLANTED.map((each) => each.name).join(', ')}.`,
  );
}

function readFaults(text: string | undefined): Fault[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(',').filter((name) => name !== '' && name !== 'none');
  const unknown = names.filter((name) => !FAULTS.some((fault) => fault === name));
  if (unknown.length > 0)
    throw new Error(`There is no kind of fault "${unknown[0]}". There are: ${FAULTS.join(', ')}.`);
  return names as Fault[];
}
