import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockPath } from '../../src/store/path-lock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Locks a path until the test has finished, and says whether it could. */
async function locks(path: string, name?: string): Promise<boolean> {
  const lock = await lockPath(path, name);
  onTestFinished(() => lock?.release());
  return lock !== undefined;
}

test('a path is held once, others beside it', async () => {
  const path = join(temporaryFolder(), 'never made');
  expect(await locks(path)).toBe(true);
  expect(await locks(path)).toBe(false);
  expect(await locks(`${path} either`)).toBe(true);
  expect(existsSync(path)).toBe(false);
});

test('a path that was released is free', async () => {
  const path = temporaryFolder();
  const first = await lockPath(path);
  await first?.release();
  expect(await locks(path)).toBe(true);
});

test.skipIf(process.platform === 'win32')(
  'the socket file that a killed process left is replaced',
  async () => {
    const name = join(temporaryFolder(), 'left.sock');
    const listening = `require('net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`;
    expect(spawnSync(process.execPath, ['-e', listening, name]).signal).toBe('SIGKILL');
    expect(existsSync(name)).toBe(true);
    expect(await locks('/srv/docent', name)).toBe(true);
    expect(await locks('/srv/docent', name)).toBe(false);
  },
);

test('where no socket is to be had, the lock of SQLite has to do', async () => {
  const name = join(temporaryFolder(), 'no such folder', 'x.sock');
  expect(await locks('/srv/docent', name)).toBe(true);
});
