// A process that keeps long addresses in the folder of its argument until the system refuses to write, says how that
// ended, and tries again for each line of standard input.

import { openEmbeddedStore } from '../../src/store/embedded-store.ts';
import { testClock } from './test-clock.ts';

const NOW = new Date('2026-03-10T09:00:00Z');
const store = await openEmbeddedStore({ dataDir: process.argv[2] ?? '' });
const told: string[] = [];
void store.watch({
  clock: testClock(NOW),
  onMade: () => undefined,
  onAway: ({ message }) => told.push(message),
  onBack: () => told.push('back'),
});
const keep = (n: number) => store.addresses.keep([`search?query=${String(n).padEnd(20_000, 'x')}`], NOW);
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`);

let n = 0;
try {
  for (;;) await keep(n++);
} catch (error) {
  const { name, cause } = error as Error & { cause: { code: string } };
  say({ name, cause: cause.code, told });
}
process.stdin.on('data', async () => say({ kept: (await keep(n++)).length === 1, told }));
