// A process that runs the daily posts over the store and the Discord of its argument, and kills itself (SIGKILL) before
// or after a call that the argument names. Its clock is its parent's: a number on standard input lets so many
// milliseconds pass. Whenever nothing is in flight it reports, on a line of JSON, how long it is until its next timer
// (`null`: there is none), and whether a post has ended. It ends when its standard input closes.
import { createInterface } from 'node:readline';
import { discordOver } from '../../../src/channels/channel-calls.ts';
import { dailyRest } from '../../../src/channels/daily-rest.ts';
import { startDaily } from '../../../src/daily/daily.ts';
import { messagePayload } from '../../../src/discord/payload.ts';
import { createLog } from '../../../src/log.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { testClock } from '../test-clock.ts';
import { watched } from '../watched.ts';
import { workWith } from '../work.ts';
import type { KilledReport, KilledTask } from './killed-process.ts';
import { ARCHIVE } from './records-of-march.ts';

const { apiUrl, token, store: settings, now, kill } = JSON.parse(process.argv[2] ?? '') as KilledTask;
const clock = testClock(now);
const store = await openStore(settings);
const work = workWith({ apiUrl });
const calls = new Map<string, number>();
let ended = false;

const die = (when: 'before' | 'after', call: string) => {
  const times = calls.get(call) ?? 0;
  if (kill?.when === when && kill.call === call && kill.nth === times) process.kill(process.pid, 'SIGKILL');
};
const watcher = {
  before(call: string) {
    calls.set(call, (calls.get(call) ?? 0) + 1);
    die('before', call);
  },
  after(call: string) {
    die('after', call);
    ended ||= call === 'finish';
  },
};
const log = createLog({ level: 'error' });
const discord = discordOver(dailyRest({ apiUrl, token }, log));
const addresses = watched(store.addresses, work.calls);
startDaily({
  discord: (turn) => watched(discord(turn), watcher),
  store: watched(watched(store.daily, work.calls), watcher),
  archive: ARCHIVE,
  clock,
  log,
  messageOf: (card) => messagePayload(card, (long) => addresses.keep(long, clock.now())),
});

async function report(): Promise<void> {
  await work.quiet();
  const said: KilledReport = { nextTimer: clock.nextTimer() ?? null, ended };
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

createInterface({ input: process.stdin })
  .on('line', (milliseconds) => {
    clock.advance(Number(milliseconds));
    void report();
  })
  // Names the store as well, because libsql lets go of a database that nothing refers to any more.
  .on('close', () => void store.close().finally(() => process.exit()));
void report();
