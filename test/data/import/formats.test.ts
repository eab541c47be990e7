import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createArchive } from '../../../src/data/archive.ts';
import { loadCollections } from '../../../src/data/collections/load-collections.ts';
import { describeRecords } from '../../../src/data/import/description.ts';
import { gatherRecords } from '../../../src/data/import/gather.ts';
import { importInto } from '../../../src/data/import/import-into.ts';
import type { Reading } from '../../../src/data/import/read-source.ts';
import type { ArchivalRecord } from '../../../src/data/records/record.ts';
import { howMany } from '../../support/how-many.ts';
import {
  type MadeRecord,
  madeCsl,
  madeCsv,
  madeHtml,
  madeJsonLines,
  madeOai,
  madeRecords,
} from '../../support/import/made-records.ts';
import { usualReading } from '../../support/import/reading.ts';
import { temporaryFolder } from '../../support/import/temporary-folder.ts';

let made: MadeRecord[];
beforeAll(() => {
  made = madeRecords(howMany(3, 1));
});

/** Imports a file into a new folder, twice, and gives what the bot then has of it. */
async function imported(name: string, content: string, more: Partial<Reading> = {}) {
  const folder = await temporaryFolder({ [name]: content });
  const into = join(folder, 'mine');
  const gathered = await gatherRecords([join(folder, name)], usualReading(more));
  const description = describeRecords(gathered, 'mine');
  const first = await importInto(into, gathered.records, description);
  expect(first).toMatchObject({ added: made.length, changed: 0, refused: [], holds: made.length });
  const again = await importInto(into, gathered.records, description);
  expect(again).toMatchObject({ added: 0, changed: 0, unchanged: made.length, refused: [] });
  const holdings = await loadCollections([into]);
  return { gathered, holdings, archive: createArchive(holdings) };
}

/** What of a record every format gives. */
function core(records: readonly (ArchivalRecord | MadeRecord)[]) {
  return records.map(({ title, date, abstract, url }) => ({
    title,
    date: typeof date === 'string' ? date : date?.edtf,
    abstract,
    url,
  }));
}

/** Finds the second part of the record that the project starts from, and nothing else before it. */
function expectFound(archive: ReturnType<typeof createArchive>, title = made[made.length / 2]?.title) {
  const { records } = archive.search({ query: 'beqir balluku delegation mao "second part" 1968' });
  expect(records[0]?.title).toBe(title);
  expect(archive.search({ query: 'prosecuter cela' }).records.length).toBeGreaterThan(0);
}

describe('a file of hundreds of records is imported, and found', () => {
  test('CSV of a spreadsheet, with some columns named by --map', async () => {
    const map = new Map([
      ['title', ['Titel']],
      ['date', ['Datum']],
      ['identifier', ['signatur']],
    ] as const);
    const { gathered, holdings, archive } = await imported('export.csv', madeCsv(made), { map });
    expect(gathered).toMatchObject({ read: made.length, refused: { count: 0 }, doubts: { count: 0 } });
    expect(core(holdings.records)).toEqual(core(made));
    for (const [index, { id, people, topics, languages }] of holdings.records.entries()) {
      const record = made[index];
      expect({ id, people, topics, languages }).toEqual({
        id: record?.identifier,
        people: record?.people ?? [],
        topics: record?.topics ?? [],
        languages: record?.languages,
      });
    }
    expectFound(archive);
  });

  test('JSON Lines with other keys', async () => {
    const { holdings, archive } = await imported('export.jsonl', madeJsonLines(made));
    expect(core(holdings.records)).toEqual(core(made));
    expect(holdings.records.map(({ id }) => id)).toEqual(made.map(({ identifier }) => identifier));
    expect(holdings.records.map(({ topics }) => topics)).toEqual(made.map(({ topics = [] }) => topics));
    expectFound(archive);
  });

  test('CSL-JSON of Zotero', async () => {
    const { holdings, archive } = await imported('export.json', madeCsl(made));
    expect(core(holdings.records)).toEqual(core(made));
    expect(holdings.collections[0]).toMatchObject({
      name: 'Example Archive',
      homePage: 'https://archive.example',
    });
    expect(holdings.records[0]?.id).toBe('zotero-org-users-1234567-items-a200000b');
    expect(holdings.records.map(({ people }) => people)).toEqual(made.map(({ people = [] }) => people));
    expect(holdings.records.map(({ languages }) => languages)).toEqual(
      made.map(({ languages }) => languages),
    );
    expectFound(archive);
  });

  test('a saved response of OAI-PMH, on one line or on many', async () => {
    const { gathered, holdings, archive } = await imported('response.xml', madeOai(made));
    expect(core(holdings.records)).toEqual(core(made));
    expect(holdings.records[0]?.id).toBe('oai-archive-example-200000');
    expect(holdings.records[0]).not.toHaveProperty('rights');
    expect(holdings.records.map(({ places }) => places)).toEqual(made.map(({ places = [] }) => places));
    expect(holdings.records.map(({ languages }) => languages)).toEqual(
      made.map(({ languages }) => languages),
    );
    expect(gathered.doubts.first[0]?.problem).toBe('1 record is deleted at the source and left out');
    expectFound(archive);
    const abstractOnOneLine = made.filter(({ abstract }) => abstract === undefined);
    const flat = madeOai(abstractOnOneLine).replace(/\n\s*/g, '');
    const folder = await temporaryFolder({ 'flat.xml': flat });
    const { records } = await gatherRecords([join(folder, 'flat.xml')], usualReading());
    expect(records.map(({ fields }) => fields.title)).toEqual(abstractOnOneLine.map(({ title }) => title));
  });

  test('a saved page of results', async () => {
    const linkOf = ({ identifier }: MadeRecord) =>
      `https://digitalarchive.wilsoncenter.org/document/${identifier}`;
    const { gathered, holdings, archive } = await imported('page.html', madeHtml(made, linkOf));
    expect(gathered.doubts).toMatchObject({ count: 0 });
    expect(core(holdings.records)).toEqual(core(made.map((record) => ({ ...record, url: linkOf(record) }))));
    expect(holdings.records[0]).toMatchObject({
      id: '200000',
      collection: { name: 'Wilson Center Digital Archive' },
    });
    expectFound(archive);
  });
});
