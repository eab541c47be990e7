import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Holdings, loadCollections } from '../../src/data/collection.ts';
import { datesOf, textOf } from '../support/messages.ts';
import { type RunningDocent, runDocent } from '../support/running-docent.ts';

/** The archive's own page, beside the repository; its abstracts are the archive's, so that it is not in it. */
const LISTING = '../shared/data/listing.txt';

/** The ten records with our abstracts, as the bundled collection has them. */
async function ourTen(): Promise<Holdings> {
  const { collections, records } = await loadCollections(['src/data/wilson-center']);
  return { collections, records: records.filter(({ abstract }) => abstract) };
}

/** The ten records with their own abstracts, as a host imports them. */
async function importedTen(): Promise<Holdings> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-'));
  await promisify(execFile)(process.execPath, [
    'bin/docent.js',
    'import',
    LISTING,
    '--into',
    join(folder, 'mine'),
  ]);
  const holdings = await loadCollections([join(folder, 'mine')]);
  await rm(folder, { recursive: true });
  return holdings;
}

const suites: [name: string, holdings: () => Promise<Holdings>, skipped: boolean][] = [
  ['with our abstracts', ourTen, false],
  ['imported from the listing', importedTen, !existsSync(LISTING)],
];

for (const [name, holdings, skipped] of suites) {
  describe.skipIf(skipped)(`the ten records that the project began with, ${name}`, () => {
    let docent: RunningDocent;
    beforeAll(async () => {
      docent = await runDocent({ holdings: await holdings() });
    });
    afterAll(() => docent.close());

    const ask = (command: string, options: Record<string, string>) =>
      docent.discord.command(docent.discord.ada, command, options);

    it.each([
      ['cela prosecuter 1963', '15 November 1963'],
      ['balluku', '5 October 1968'],
      ['J.S. Mehta', '19 October 1964'],
      ['"Ten Theses"', 'June 1966'],
      ['zhou albania june 1966', 'June 1966'],
      ['china bomb', '19 October 1964'],
      ['peng zhen politburo', '13 May 1966'],
    ])('%s: the record of %s first', async (query, date) => {
      expect(datesOf(await ask('doc search', { query }))[0]).toBe(date);
    });

    it('krushchev: the two that name him', async () => {
      const dates = datesOf(await ask('doc search', { query: 'krushchev' }));
      expect(dates.toSorted()).toEqual(['12 November 1960', '29 June 1962']);
    });

    it('xyzzy: nothing, politely', async () => {
      expect(textOf(await ask('doc search', { query: 'xyzzy' }))).toMatch(/^Nothing found/);
    });

    it('29 June: 1962, then 2020, with years', async () => {
      const text = textOf(await ask('doc on-this-day', { date: '29 June' }));
      expect(text).toMatch(/\*\*29 June 1962\*\* · 64 years ago[\s\S]*\*\*29 June 2020\*\* · 6 years ago/);
    });

    it("30 June: the month's and the nearest, said as such", async () => {
      const text = textOf(await ask('doc on-this-day', { date: '30 June' }));
      expect(text).toMatch(
        /Nearest: 29 June, the day before[\s\S]*This month \(June\)[\s\S]*\*\*June 1966\*\*/,
      );
    });

    it('31 February: a private answer', async () => {
      expect((await ask('doc on-this-day', { date: '31 February' })).private).toBe(true);
    });
  });
}
