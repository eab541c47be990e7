import type { Archive } from '../../src/data/archive.ts';
import { createBlame } from './blame.ts';
import { type Bot, createBot } from './bots.ts';
import { chanceOf } from './chance.ts';
import { openWorldDatabase } from './database.ts';
import { createDiscord, type Discord } from './discord.ts';
import { createDiscordNetwork } from './discord-network.ts';
import { createAnswers } from './discord-rest.ts';
import { createExpectation } from './expectation.ts';
import { emptyTally, type Fault, type Tally } from './faults.ts';
import { createLaws, type Violation } from './laws.ts';
import { backAfter, startNature } from './nature.ts';
import { settleIn } from './people.ts';
import { climateOf, type Plan } from './plan.ts';
import { PLANTED } from './planted.ts';
import { createServer, type Server } from './server.ts';
import { createStoreLayer } from './store-layer.ts';
import type { Surroundings } from './surroundings.ts';
import { createTimeline } from './timeline.ts';
import { createTrace, type Trace } from './trace.ts';
import { fineWeather } from './weather.ts';

const DAY = 86_400_000;

/** Days at the end of a world on which nothing goes wrong: it must be in order again after the first of them. */
const CALM_DAYS = 2;

/** Dates at which worlds begin, some days before something happens to the calendar somewhere. */
const STARTS = [
  ...(['2024-02-25', '2028-02-24', '2026-03-04', '2026-03-25', '2026-04-01', '2026-10-01'] as const),
  ...(['2026-10-22', '2026-10-29', '2026-12-27', '2026-02-13', '2027-09-20', '2026-06-15'] as const),
] as [string, ...string[]];

/** What became of a world. */
export interface WorldEnd {
  readonly violation: Violation | undefined;
  /** The day of the violation, from 0. */
  readonly day: number | undefined;
  readonly hash: string;
  readonly tally: Tally;
  readonly trace: Trace;
  /** What the seed chose, unless the plan did. */
  readonly faults: readonly Fault[];
  readonly processes: number;
  readonly serverDays: number;
  readonly posts: number;
  /** The most calls in any second by all processes together. */
  readonly mostTogether: number;
}

/** Lives a world through. The same plan is the same history, byte for byte. */
export async function liveThrough(plan: Plan, archive: Archive): Promise<WorldEnd> {
  const { substitutes } = PLANTED.find(({ name }) => name === plan.planted) ?? {};
  const chance = chanceOf(plan.seed);
  const start =
    Date.parse(`${chance.fork('start').pick(STARTS)}T00:00:00Z`) + chance.between(0, DAY / 1000) * 1000;
  const timeline = createTimeline(start);
  const { now } = timeline;
  const trace = createTrace(now, plan.isTraced ?? false);
  const opened = await openWorldDatabase();
  const database = { ...opened, daily: substitutes?.store?.(opened.daily) ?? opened.daily };
  const discord = createDiscord(now);
  const servers = new Map(plan.servers.map((number) => entryOf(discord, number, chance.fork(`s${number}`))));
  const blame = createBlame(now);
  const tally = emptyTally();
  const laws = createLaws({ now, trace, blame, serverOf: (id) => servers.get(id) });
  const climate = climateOf(chance.fork('climate'), plan.faults);
  const calmFrom = start + Math.floor((plan.days - Math.min(CALM_DAYS, plan.days / 3)) * DAY);
  const processes = plan.processes ?? chance.fork('processes').between(1, 4);
  const bots: Bot[] = [];
  const own = chance.fork('world');
  const around: Surroundings = {
    ...{ timeline, trace, tally, climate, blame, discord, laws, weather: fineWeather() },
    chanceOf: (guildId) => servers.get(guildId ?? '')?.calls ?? own,
    strikes(fault, drawn) {
      const likely = climate.likely(fault);
      if (likely === 0 || now() >= calmFrom || !drawn.happens(likely)) return false;
      tally[fault] += 1;
      return true;
    },
    survives(life, drawn, step, guildId) {
      const bot = bots.find((each) => each.isLiving(life));
      if (!bot) return false;
      if (around.strikes('freeze', drawn)) {
        blame.note();
        bot.freeze(drawn.pick([2000, 50_000, 70_000, 200_000, 1_200_000]));
      }
      if (!around.strikes('death', drawn)) return true;
      blame.note();
      trace.say(
        guildId === undefined ? life.name : (servers.get(guildId)?.name ?? life.name),
        `${life.name} dies ${step}`,
      );
      bot.die('died', backAfter(drawn));
      return false;
    },
  };
  const answers = createAnswers({
    discord,
    now,
    nonceKept: () => around.weather.nonceKept,
    posted: laws.posted,
  });
  const network = createDiscordNetwork(around, answers);
  const stores = createStoreLayer(around, database);
  let allDown: (() => void) | undefined;
  const changed = () => {
    const isAnyUp = bots.some((bot) => bot.isUp);
    if (isAnyUp) allDown?.();
    allDown = isAnyUp ? undefined : (allDown ?? blame.begin());
  };
  for (let number = 1; number <= processes; number += 1) {
    bots.push(createBot(`p${number}`, { around, network, stores, archive, changed, substitutes }));
  }
  // Not on one beat: processes that look at the same instant are the exception.
  for (const bot of bots) timeline.after(own.between(0, 1000), bot.start);
  const expectation = createExpectation({ around, store: opened.daily, archive });
  const people = { around, bots, until: calmFrom, changed: expectation.follow };
  for (const server of servers.values()) settleIn(people, server);
  startNature(
    { around, stores, bots, servers: [...servers.values()], until: calmFrom },
    chance.fork('nature'),
  );
  timeline.at(calmFrom, () => {
    trace.say('world', 'calm from now on');
    for (const bot of bots) {
      bot.calendar.setWrongBy(0);
      stores.idle.clockChanged(bot.calendar);
      bot.start();
    }
    blame.note();
  });
  await timeline.runUntil(start + plan.days * DAY, () => laws.violation !== undefined);
  const { violation, mostTogether } = laws;
  await database.close();
  return {
    ...{ violation, tally, trace, mostTogether, hash: trace.hash() },
    ...{ faults: [...climate.faults], processes },
    day: violation && Math.floor((violation.at - start) / DAY),
    serverDays: Math.round((((violation?.at ?? now()) - start) / DAY) * plan.servers.length),
    posts: [...servers.values()].reduce((sum, { posts }) => sum + posts.size, 0),
  };
}

function entryOf(discord: Discord, number: number, chance: ReturnType<typeof chanceOf>): [string, Server] {
  const guild = discord.addGuild(number);
  return [guild.id, createServer(guild, number, chance)];
}
