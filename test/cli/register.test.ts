import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startLoopback } from '../../src/loopback/loopback.ts';
import { openEmbeddedStore, STORE_FILE } from '../../src/store/embedded-store.ts';
import { docent } from '../support/cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A folder whose `.env` leads to a Discord in this process, with a store that is kept in the same folder. */
async function registering() {
  const discord = await startLoopback();
  onTestFinished(() => discord.close());
  const folder = temporaryFolder();
  const { token, apiUrl } = discord;
  writeFileSync(
    join(folder, '.env'),
    `DISCORD_TOKEN=${token}\nDISCORD_API_URL=${apiUrl}\nDATA_DIR=${folder}\n`,
  );
  const store = await openEmbeddedStore({ dataDir: folder });
  await store.close();
  return { discord, folder };
}

/** Overwrites the page that the table of registrations begins on, as a failing disk might. */
function damageRegistrations(folder: string): void {
  const file = join(folder, STORE_FILE);
  const database = new Database(file);
  const [{ page_size: size }] = database.prepare('PRAGMA page_size').all() as [{ page_size: number }];
  const [{ rootpage }] = database
    .prepare("SELECT rootpage FROM sqlite_master WHERE name = 'registrations'")
    .all() as [{ rootpage: number }];
  database.close();
  const bytes = readFileSync(file);
  bytes.fill(0x55, (rootpage - 1) * size, rootpage * size);
  writeFileSync(file, bytes);
}

describe('docent register and docent unregister', () => {
  test('say what was done', async () => {
    const { folder, discord } = await registering();
    const said = [];
    for (const command of ['register', 'register', 'unregister']) said.push(await docent([command], folder));
    expect(said.map(({ code, stdout, stderr }) => ({ code, text: stdout + stderr }))).toEqual([
      { code: 0, text: 'The commands are registered.\n' },
      { code: 0, text: 'The commands are already up to date.\n' },
      { code: 0, text: 'The commands have been removed.\n' },
    ]);
    expect(discord.commands()).toEqual([]);
  });

  test.each(['register', 'unregister'])('%s reports a store that fails, not Discord', async (command) => {
    const { folder } = await registering();
    damageRegistrations(folder);
    const { code, stdout, stderr } = await docent([command], folder);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/damaged/);
    expect(stderr).not.toMatch(/Discord cannot be reached/);
  });
});
