import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Holdings, loadCollections } from '../../src/data/collections/load-collections.ts';
import { describeRecords } from '../../src/data/import/description.ts';
import { gatherRecords } from '../../src/data/import/gather.ts';
import { importInto } from '../../src/data/import/import-into.ts';
import { usualReading } from '../support/import/reading.ts';
import { datesOf, textOf } from '../support/messages.ts';
import { type RunningDocent, runDocent } from '../support/running-docent.ts';
import { makeFolder, removeFolder } from '../support/temporary-folder.ts';

/** A page of the archive's search with these ten records, as a host copies it. */
const PAGE = 'test/data/import/fixtures/search-page-of-ten.txt';

/** The ten records with our abstracts, as the bundled collection has them. */
async function ourTen(): Promise<Holdings> {
  const { collections, records } = await loadCollections(['collections/wilson-center']);
  return { collections, records: records.filter(({ abstract }) => abstract) };
}

/** The ten records as a host imports them from that page. */
async function importedTen(): Promise<Holdings> {
  const folder = makeFolder();
  try {
    const gathered = await gatherRecords([PAGE], usualReading());
    await importInto(folder, gathered.records, describeRecords(gathered, 'ten'));
    return await loadCollections([folder]);
  } finally {
    removeFolder(folder);
  }
}

const suites: [name: string, holdings: () => Promise<Holdings>][] = [
  ['with our abstracts', ourTen],
  ['imported from a page', importedTen],
];

for (const [name, holdings] of suites) {
  describe(`the ten records that the project began with, ${name}`, () => {
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
