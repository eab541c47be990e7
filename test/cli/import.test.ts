import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { readFieldMap } from '../../src/cli/field-map.ts';
import { createProgress, progressLine } from '../../src/cli/progress.ts';
import { docent } from '../support/cli.ts';
import { bundledRecords, factsCsv } from '../support/import/made-records.ts';
import { temporaryFolder } from '../support/import/temporary-folder.ts';

describe('docent import', () => {
  test('--check says what would be done and writes nothing; then it is done, and exported', async () => {
    const folder = await temporaryFolder({
      'letters.csv': 'Titel,Datum\nOne,1964\nTwo,soon\n',
      'more.jsonl': '{"title":"Three"}\n',
    });
    const args = ['import', 'letters.csv', 'more.jsonl', '--into', 'mine', '--map', 'title=Titel,date=Datum'];
    const trial = await docent([...args, '--check'], folder);
    expect(trial).toEqual({
      code: 0,
      stdout:
        '3 read, 2 added, 0 changed, 0 unchanged, 1 refused\nmine would hold 2 records; nothing was written\n',
      stderr: expect.stringMatching(
        /^letters\.csv:3 date: "soon" is not a valid date, .*\nmine\/collection\.json: was filled in from /,
      ),
    });
    expect((await readdir(folder)).sort()).toEqual(['letters.csv', 'more.jsonl']);
    const done = await docent(args, folder);
    expect(done.stdout).toContain('mine now holds 2 records');
    const exported = await docent(['export', 'mine', '--to', 'mine.json'], folder);
    expect(exported).toEqual({ code: 0, stdout: '', stderr: '' });
    const items = JSON.parse(await readFile(join(folder, 'mine.json'), 'utf8'));
    expect(items.map(({ title }: { title: string }) => title)).toEqual(['One', 'Three']);
  });

  test('takes a table of 564 records, and keeps every title as it stands there', async () => {
    const csv = factsCsv(bundledRecords());
    const folder = await temporaryFolder({ 'records.csv': csv });
    const { stdout, stderr } = await docent(['import', 'records.csv', '--into', 'mine'], folder);
    expect(stderr).toBe('');
    expect(stdout).toBe(
      '564 read, 564 added, 0 changed, 0 unchanged, 0 refused\nmine now holds 564 records\n',
    );
    const recordsFile = await readFile(join(folder, 'mine/records.jsonl'), 'utf8');
    const titles = recordsFile
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).title);
    // Titles are put into CSV again, so that a title that was not kept to the byte is not found in the file.
    for (const title of titles) {
      expect(csv).toContain(/[",]/.test(title) ? `"${title.replaceAll('"', '""')}"` : `,${title},`);
    }
  });
});

describe('--map', () => {
  const before = new Map();

  test('names columns, which may hold commas and equals signs', () => {
    expect([...readFieldMap('title=Titel, deutsch,date=a=b,ID=Nr', before)]).toEqual([
      ['title', ['Titel, deutsch']],
      ['date', ['a=b']],
      ['identifier', ['Nr']],
    ]);
  });

  test('given again adds', () => {
    const map = readFieldMap('people=From,people=To', readFieldMap('people=Of', before));
    expect(map.get('people')).toEqual(['Of', 'From', 'To']);
  });

  test.each(['title', 'title=', 'shelf=A', '=A'])('%s is refused', (text) => {
    expect(() => readFieldMap(text, before)).toThrow(InvalidArgumentError);
  });
});

describe('progress', () => {
  test('is a bar, or a number where the whole is not known', () => {
    expect(progressLine('read', 1, 2)).toBe('[############            ] 50 % read');
    expect(progressLine('read', 3, 2)).toBe('[########################] 100 % read');
    expect(progressLine('records received', 200, undefined)).toBe('200 records received');
  });

  test.each([true, false])(
    'is drawn on a terminal only, when work is long, and taken away (terminal: %s)',
    (isTTY) => {
      const written: string[] = [];
      let time = 0;
      const terminal = { isTTY, write: (text: string) => written.push(text) };
      const progress = createProgress(terminal, () => new Date(time));
      progress.show('read', 1, 10);
      time = 600;
      progress.show('read', 2, 10);
      time = 650;
      progress.show('read', 3, 10);
      progress.end();
      expect(written).toEqual(isTTY ? [expect.stringContaining('] 20 % read'), '\r\x1b[2K'] : []);
    },
  );
});
