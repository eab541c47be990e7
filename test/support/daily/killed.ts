// A process that runs the daily posts over the store and the Discord of its argument, and kills itself (SIGKILL) before
// or after a call that the argument names. It says `ended` when a post has ended without that, and waits to be killed.
import { startDaily } from '../../../src/daily/daily.ts';
import { dailyRest, discordOver } from '../../../src/daily/discord-channel.ts';
import { messagePayload } from '../../../src/discord/payload.ts';
import { createLog } from '../../../src/log.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { movedClock } from '../moved-clock.ts';
import { watched } from '../watched.ts';
import type { KilledTask } from './killed-process.ts';
import { ARCHIVE } from './records-of-march.ts';

const { apiUrl, token, store: settings, now, kill } = JSON.parse(process.argv[2] ?? '') as KilledTask;
const clock = movedClock(now);
const store = await openStore(settings);
const calls = new Map<string, number>();
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
    if (call === 'finish' && calls.get(call) === 1) process.stdout.write('ended\n');
  },
};
const log = createLog({ level: 'error' });
const discord = discordOver(dailyRest({ apiUrl, token }, log));
startDaily({
  discord: (turn) => watched(discord(turn), watcher),
  store: watched(store.daily, watcher),
  archive: ARCHIVE,
  clock,
  log,
  callsASecond: 200,
  messageOf: (card) => messagePayload(card, (long) => store.addresses.keep(long, clock.now())),
});
// A number on standard input moves the clock on by so many milliseconds.
process.stdin.on('data', (milliseconds) => clock.jump(Number(milliseconds)));
// The timers of the clock keep no process alive, and the store must not be let go of.
setInterval(() => store, 60_000);
