// A process that makes a store in the folder of its argument, and is killed when a part of the tables is there.
import { join } from 'node:path';
import { STORE_FILE } from '../../src/store/embedded-store.ts';
import { openLibsqlDatabase } from '../../src/store/libsql-database.ts';
import { makeStoreFile } from '../../src/store/new-store-file.ts';

await makeStoreFile(join(process.argv[2] ?? '', STORE_FILE), async (path) => {
  const database = openLibsqlDatabase(path, 0);
  database.prepare('CREATE TABLE addresses (key TEXT)').run([]);
  process.kill(process.pid, 'SIGKILL');
});
