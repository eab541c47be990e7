import { existsSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { docent, run } from '../support/cli.ts';
import { temporaryFolder } from '../support/import/temporary-folder.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const TEN = fileURLToPath(new URL('../data/import/fixtures/search-page-of-ten.txt', import.meta.url));
const PAGE = fileURLToPath(new URL('../data/import/fixtures/search-page.txt', import.meta.url));
const BROKEN = 'May 1, 1966\n\nA title\n\nFebruary 30, 1966\n\nAnother title\n';

describe('docent check', () => {
  test('counts the bundled collection; npx finds the command in the repository itself', async () => {
    const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
    expect(await run(npx, ['--offline', 'docent', 'check', 'collections/wilson-center'], REPOSITORY)).toEqual(
      {
        code: 0,
        stdout:
          'collections/wilson-center: Wilson Center Digital Archive\n' +
          '564 records, 520 dated to the day, 20 to the month, 15 to the year, 9 undated\n',
        stderr: '',
      },
    );
  });

  test('prints every fault to standard error, and exits with 2', async () => {
    const folder = await temporaryFolder({
      'mine/collection.json': '{}',
      'mine/records.jsonl': '{"id":"a","title":"A","date":"1966-02-29"}\n{"id":"a","title":""}\n',
    });
    const { code, stdout, stderr } = await docent(['check', 'mine'], folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^mine\/records\.jsonl:1 date: "1966-02-29" is not a date/m);
    expect(stderr).toMatch(/^mine\/records\.jsonl:2 title: is empty, expected some text$/m);
    expect(stderr.trimEnd().split('\n')).toHaveLength(7);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

describe('docent import', () => {
  test('says what was read and written, again what was unchanged, and what was edited', async () => {
    const folder = await temporaryFolder();
    await copyFile(PAGE, join(folder, 'page.txt'));
    const importing = () => docent(['import', 'page.txt', '--into', 'mine', '--format', 'listing'], folder);
    expect(await importing()).toEqual({
      code: 0,
      stdout: '5 read, 5 added, 0 changed, 0 unchanged, 0 refused\nmine now holds 5 records\n',
      stderr: expect.stringMatching(/^page\.txt:4: counts 10 records, but 5 were read: .*\n$/),
    });
    const records = await readFile(join(folder, 'mine/records.jsonl'));
    expect((await importing()).stdout).toContain('5 read, 0 added, 0 changed, 5 unchanged, 0 refused');
    expect(await readFile(join(folder, 'mine/records.jsonl'))).toEqual(records);
  });

  test('tells of a record that the text breaks off in', async () => {
    const folder = await temporaryFolder({
      'page.txt': 'May 1, 1966\n\nA title\n\nMay 2, 1966\n\nLetter from',
    });
    const { code, stdout, stderr } = await docent(['import', 'page.txt', '--into', 'mine'], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('2 read, 1 added, 0 changed, 0 unchanged, 1 refused');
    expect(stderr).toBe('page.txt:5: has only the beginning of a title, "Letter from"\n');
  });

  test('of a listing that it cannot read says which line, and writes nothing, not even of the others', async () => {
    const folder = await temporaryFolder({ 'broken.txt': BROKEN, 'empty.txt': '\nNothing here\n' });
    await copyFile(PAGE, join(folder, 'page.txt'));
    const files = ['page.txt', 'broken.txt', 'empty.txt', 'absent.txt'];
    const { code, stdout, stderr } = await docent(['import', ...files, '--into', 'mine'], folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^broken\.txt:5: "February 30, 1966" is not a date of the calendar/),
      expect.stringMatching(/^empty\.txt:2: no record was found/),
      expect.stringMatching(/^absent\.txt: is missing/),
    ]);
    expect(existsSync(join(folder, 'mine'))).toBe(false);
  });

  test('gives the ten records of a page, which are a collection without fault', async () => {
    const folder = await temporaryFolder();
    const { stdout } = await docent(['import', TEN, '--into', 'mine'], folder);
    expect(stdout).toContain('10 read, 10 added, 0 changed, 0 unchanged, 0 refused');
    expect((await docent(['check', 'mine'], folder)).stdout).toContain(
      '10 records, 9 dated to the day, 1 to the month, 0 to the year, 0 undated',
    );
  });
});

test.each([
  [['import', 'page.txt'], "required option '--into <folder>' not specified"],
  [['import', 'page.txt', '--into', 'mine', '--format', 'pdf'], "'pdf' is invalid"],
  [['chekc'], "unknown command 'chekc'"],
])('docent %j is refused with 2 and the usage', async (args, message) => {
  const { code, stderr } = await docent(args, await temporaryFolder());
  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).toContain('Usage: docent');
});

test('docent --help names the commands', async () => {
  const { code, stdout } = await docent(['--help'], await temporaryFolder());
  expect(code).toBe(0);
  for (const command of ['start', 'import', 'check'])
    expect(stdout).toMatch(new RegExp(`^ +${command}\\b`, 'm'));
});
