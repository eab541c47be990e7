import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { ApplicationIntegrationType, Client, Events, GatewayIntentBits } from 'discord.js';
import { commandDefinitions } from '../src/commands/definitions.ts';
import { type Loopback, startLoopback } from '../src/loopback/loopback.ts';
import { runDocent } from '../test/support/running-docent.ts';
import { median, quantile } from './median.ts';

const ROUNDS = 400;
const WARM_UP = 50;

const QUERIES = [
  'cela prosecuter 1963',
  'hungarian revolution',
  'mao zedong',
  'peng zhen politburo',
  'zhou enlai burma 1954',
  'bomb',
  'krushchev 1960s',
  '"Ten Theses"',
];

/**
 * Dispatch to reply: Docent's search beside a bare discord.js bot that replies "ok", turn by turn. The queries come
 * round again, as those of readers who turn pages do, so that most results are remembered ones. A reply counts
 * when it reaches Discord, before Discord has checked it.
 */
export async function run(): Promise<void> {
  let arrived = 0;
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (request.url?.includes('/callback')) arrived = performance.now();
  });
  const docent = await runDocent();
  const bare = await startBareBot();
  const ask = async (discord: Loopback, query: string) => {
    const dispatched = performance.now();
    const { kind } = await discord.command(discord.ada, 'doc search', { query });
    if (kind !== 'message') throw new Error(`no answer to ${query}`);
    return arrived - dispatched;
  };
  const times = { docent: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    const query = QUERIES[round % QUERIES.length] ?? '';
    const [ours, theirs] = [await ask(docent.discord, query), await ask(bare.discord, query)];
    if (round < WARM_UP) continue;
    times.docent.push(ours);
    times.bare.push(theirs);
  }
  await Promise.all([docent.close(), bare.close()]);
  for (const [name, values] of Object.entries(times)) {
    console.log(
      `${name.padEnd(7)} median ${median(values).toFixed(2)} ms, 95 % under ${quantile(values, 0.95).toFixed(2)} ms (${values.length} answers)`,
    );
  }
  const ratio = median(times.docent) / median(times.bare);
  console.log(`ratio of the medians ${ratio.toFixed(2)} (goal: at most 1.5)`);
}

/** The least that a discord.js bot can do, with our command registered. */
async function startBareBot(): Promise<{ discord: Loopback; close(): Promise<void> }> {
  const discord = await startLoopback();
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } });
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply('ok');
  });
  await client.login(discord.token);
  await discord.ready();
  await client.application?.commands.set(commandDefinitions([ApplicationIntegrationType.GuildInstall]));
  return {
    discord,
    async close() {
      await client.destroy();
      await discord.close();
    },
  };
}
