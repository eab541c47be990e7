import type { Blame } from './blame.ts';
import type { Chance } from './chance.ts';
import type { Discord } from './discord.ts';
import type { Fault, Tally } from './faults.ts';
import type { Laws } from './laws.ts';
import type { Climate } from './plan.ts';
import type { ProcessLife } from './process-life.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';
import type { Weather } from './weather.ts';

/** What every part of a world is given. */
export interface Surroundings {
  readonly timeline: Timeline;
  readonly trace: Trace;
  readonly tally: Tally;
  readonly climate: Climate;
  readonly weather: Weather;
  readonly blame: Blame;
  readonly discord: Discord;
  readonly laws: Laws;
  /** The chance that decides about a server's calls and questions; about those of no server unless given. */
  chanceOf(guildId?: string): Chance;
  /** Whether a kind of fault happens at this step. It is counted, but only while the world is not calm. */
  strikes(fault: Fault, chance: Chance): boolean;
  /** A step of a process begins or ends: it may die here, or freeze. Gives whether it goes on. */
  survives(life: ProcessLife, chance: Chance, step: string, guildId?: string): boolean;
}
