// A process that opens the store in the folder of its first argument, keeps the address of its second, says
// whether it could, and holds the store until it is killed or its standard input closes.
import { openEmbeddedStore } from '../../src/store/embedded-store.ts';

const [dataDir = '', address = ''] = process.argv.slice(2);
try {
  const store = await openEmbeddedStore({ dataDir });
  const [key] = await store.addresses.keep([address], new Date('2026-01-01T00:00:00Z'));
  process.stdout.write(`kept ${key}\n`);
  // Names the store as well, because libsql lets go of a database that nothing refers to any more.
  process.stdin.resume().on('end', () => void store.close());
} catch (error) {
  process.stdout.write(`${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`);
}
