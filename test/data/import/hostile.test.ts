import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CollectionError } from '../../../src/data/collections/load-collections.ts';
import { gatherRecords } from '../../../src/data/import/gather.ts';
import { builtFile } from '../../support/built-file.ts';
import { run } from '../../support/cli.ts';
import { HOSTILE_FILES, LONG_FILES, type LongFile } from '../../support/import/hostile-files.ts';
import { usualReading } from '../../support/import/reading.ts';
import { temporaryFolder } from '../../support/import/temporary-folder.ts';

/** How long the long files are; `HOSTILE_MB=1024 npx vitest run …` for files of a gigabyte. */
const MEGABYTES = Number(process.env.HOSTILE_MB ?? 64);

/** What an import may need above what it needs for a small file, in MB: far less than what it is fed. */
const MOST_MEMORY = 96;

/** What is told of a file, without its name in front of each line. */
async function toldOf(file: string): Promise<string[]> {
  const error: unknown = await gatherRecords([file], usualReading()).catch((thrown: unknown) => thrown);
  if (!(error instanceof CollectionError)) throw error;
  return error.message.split('\n').map((line) => line.replace(file, ''));
}

describe('of a hostile file one line is told', () => {
  test.each(HOSTILE_FILES)('$name', async ({ name, content, told }) => {
    const folder = await temporaryFolder({ [name]: content });
    expect(await toldOf(join(folder, name))).toEqual([expect.stringMatching(told)]);
  });
});

/** Runs `docent import` as a process of its own and gives its peak memory in MB too. */
async function importMeasured(files: readonly string[], folder: string) {
  const peak = 'process.on("exit",()=>console.error("peak "+process.resourceUsage().maxRSS))';
  const measure = `data:text/javascript,${encodeURIComponent(peak)}`;
  const args = ['--import', measure, builtFile('dist/docent.js'), 'import', ...files, '--into', 'mine'];
  const { code, stdout, stderr } = await run(process.execPath, args, folder);
  const lines = stderr.trimEnd().split('\n');
  return { code, stdout, lines: lines.slice(0, -1), peak: Number(lines.at(-1)?.replace('peak ', '')) / 1024 };
}

async function writeLong(folder: string, { name, beginning }: LongFile): Promise<void> {
  const file = await open(join(folder, name), 'wx');
  await file.write(beginning);
  const megabyte = Buffer.alloc(1_048_576, 'a');
  for (let written = 0; written < MEGABYTES; written++) await file.write(megabyte);
  await file.close();
}

test(`all of them at once, and lines of ${MEGABYTES} MB: exit code 2, bounded memory, nothing written`, async () => {
  const small = Object.fromEntries(HOSTILE_FILES.map(({ name, content }) => [name, content]));
  const folder = await temporaryFolder({ ...small, 'good.csv': 'title\nA\n', 'bad.csv': 'title,title\n' });
  const { peak: usual } = await importMeasured(['bad.csv'], folder);
  for (const file of LONG_FILES) await writeLong(folder, file);
  const files = [...HOSTILE_FILES, ...LONG_FILES];
  const all = await importMeasured(['good.csv', ...files.map(({ name }) => name)], folder);
  expect({ code: all.code, stdout: all.stdout }).toEqual({ code: 2, stdout: '' });
  // A file of which every record is refused is at fault only if no other file has a good one.
  const faulty = files.filter(({ name }) => !['all-bad.csv', 'deep.jsonl', 'array.jsonl'].includes(name));
  expect(all.lines).toEqual(
    faulty.map(({ name, told }) => expect.stringMatching(new RegExp(`^${name}${told.source.slice(1)}`))),
  );
  expect(existsSync(join(folder, 'mine'))).toBe(false);
  process.stdout.write(
    `peak memory: ${usual.toFixed(0)} MB for a small file, ${all.peak.toFixed(0)} MB for all hostile ones\n`,
  );
  expect(all.peak - usual).toBeLessThan(MOST_MEMORY);
});

test('what only looks hostile is read: a byte order mark, CRLF, an empty line, a trailing comma in quotes', async () => {
  const folder = await temporaryFolder({
    'a.csv': '\uFEFFtitle,abstract\r\n\r\n"One, two","a\r\nb"\r\nThree,\r\n',
    'b.jsonl': '\uFEFF{"title":"A"}\r\n\r\n{"title":"B"}\r\n',
    'c.json': '\uFEFF[\r\n{"title":"A}]\\"{"}\r\n]\r\n',
    'd.json': '[]',
    'e.csv': 'title\rOld\rMac\r',
  });
  const of = async (name: string) => {
    const { records } = await gatherRecords([join(folder, name)], usualReading());
    return records.map(({ line, fields: { title, abstract } }) => [
      line,
      title,
      ...(abstract ? [abstract] : []),
    ]);
  };
  expect(await of('a.csv')).toEqual([
    [3, 'One, two', 'a\nb'],
    [5, 'Three'],
  ]);
  expect(await of('b.jsonl')).toEqual([
    [1, 'A'],
    [3, 'B'],
  ]);
  expect(await of('c.json')).toEqual([[2, 'A}]"{']]);
  expect(await toldOf(join(folder, 'd.json'))).toEqual([': holds no record, expected at least one']);
  expect(await of('e.csv')).toEqual([
    [2, 'Old'],
    [3, 'Mac'],
  ]);
});
