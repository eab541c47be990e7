import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { builtFile } from '../support/built-file.ts';
import { docent } from '../support/cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const BUNDLED = fileURLToPath(new URL('../../collections/wilson-center', import.meta.url));

/** Runs a `docent` command in a folder where no file may grow beyond 64 KB, as on a disk with no more room. */
function cramped(folder: string, command: string) {
  const { status, stdout, stderr } = spawnSync(
    '/bin/sh',
    ['-c', `ulimit -f 64; ${command}`, process.execPath, builtFile('dist/docent.js'), BUNDLED],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe.skipIf(process.platform === 'win32')('docent import, cut short by the disk', () => {
  test('exits with 1 like an export, and leaves no collection behind', () => {
    const folder = temporaryFolder();
    const records = Array.from({ length: 2000 }, (_, number) => ({
      title: `Letter ${number} to the archive`,
    }));
    writeFileSync(
      join(folder, 'letters.jsonl'),
      records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    );
    const { status, stdout, stderr } = cramped(folder, '"$0" "$1" import letters.jsonl --into mine');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^mine could not be written to the end \(EFBIG\): .*, then run the command again\.\n$/,
    );
    expect(readdirSync(join(folder, 'mine'))).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('docent export, cut short by the disk', () => {
  test('leaves the file that was there, and nothing half written', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'mine.json'), 'what was there');
    const { status, stdout, stderr } = cramped(folder, '"$0" "$1" export "$2" --to mine.json');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^mine\.json could not be written to the end \(EFBIG\): .*, then run the command again\.\n$/,
    );
    expect(readdirSync(folder)).toEqual(['mine.json']);
    expect(readFileSync(join(folder, 'mine.json'), 'utf8')).toBe('what was there');
  });

  test('says so when standard output is a file', () => {
    const { status, stderr } = cramped(temporaryFolder(), '"$0" "$1" export "$2" > mine.json');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Standard output could not be written to the end \(EFBIG\): .*\n$/);
  });

  test.skipIf(process.platform !== 'linux')('says that the disk is full', () => {
    const { status, stderr } = cramped(temporaryFolder(), '"$0" "$1" export "$2" > /dev/full');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^Standard output could not be written to the end \(ENOSPC\): the disk is full: make room/,
    );
  });

  test('says so when the reader of a pipe has ended', async () => {
    const child = spawn(process.execPath, [builtFile('dist/docent.js'), 'export', BUNDLED]);
    onTestFinished(() => void child.kill('SIGKILL'));
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.stdout.destroy();
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(stderr).toMatch(/^Standard output could not be written to the end \(EPIPE\): .* has ended.*\n$/);
  });
});

describe('docent export --to', () => {
  test('does not take the place of a folder or a device', async () => {
    const folder = temporaryFolder();
    const { code, stderr } = await docent(['export', BUNDLED, '--to', folder], folder);
    expect(code).toBe(2);
    expect(stderr).toContain('is a folder or a device, expected the name of a file');
  });

  test.skipIf(process.platform === 'win32')('writes the file that a link leads to', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'real.json'), '');
    symlinkSync('real.json', join(folder, 'link.json'));
    expect(await docent(['export', BUNDLED, '--to', 'link.json'], folder)).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(join(folder, 'real.json'), 'utf8'))).not.toHaveLength(0);
    expect(readdirSync(folder)).toEqual(['link.json', 'real.json']);
  });
});
