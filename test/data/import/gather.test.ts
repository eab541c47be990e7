import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { printFault } from '../../../src/data/collections/fault.ts';
import { describeRecords } from '../../../src/data/import/description.ts';
import { WILSON_CENTER } from '../../../src/data/import/formats/listing/wilson-center.ts';
import { formatOf } from '../../../src/data/import/formats/registry.ts';
import { gatherRecords } from '../../../src/data/import/gather.ts';
import { importInto } from '../../../src/data/import/import-into.ts';
import type { Reading } from '../../../src/data/import/read-source.ts';
import { recordId } from '../../../src/data/records/record-id.ts';
import { usualReading } from '../../support/import/reading.ts';
import { temporaryFolder } from '../../support/import/temporary-folder.ts';

/** What an import makes of a file. */
async function gathered(name: string, content: string, more: Partial<Reading> = {}) {
  const folder = await temporaryFolder({ [name]: content });
  const all = await gatherRecords([join(folder, name)], usualReading(more));
  const lines = (faults: { first: readonly Parameters<typeof printFault>[0][] }) =>
    faults.first.map((fault) => printFault(fault).replace(`${folder}/`, ''));
  return {
    ...all,
    fields: all.records.map(({ fields }) => fields),
    told: lines(all.refused),
    doubts: lines(all.doubts),
  };
}

describe('a record that is at fault', () => {
  test('is refused with file, line and field; the others are taken', async () => {
    const { fields, told, read } = await gathered(
      'a.csv',
      'title,date,url\nOne,1964,\n"Two\nlines",soon,\n,1965,\nFour,1966,ftp://x\nFive,3/4/1968,\nSix,1967\nSeven,1968,\n',
    );
    expect(fields.map(({ title }) => title)).toEqual(['One', 'Seven']);
    expect(read).toBe(7);
    expect(told).toEqual([
      expect.stringMatching(/^a\.csv:3 date: "soon" is not a valid date, expected EDTF/),
      expect.stringMatching(/^a\.csv:5 title: is empty, expected some text$/),
      expect.stringMatching(/^a\.csv:6 url: "ftp:\/\/x" is not a valid link/),
      expect.stringMatching(/^a\.csv:7 date: "3\/4\/1968" may be 1968-04-03 or 1968-03-04/),
      expect.stringMatching(/^a\.csv:8: has 2 columns, expected 3 as in the header$/),
    ]);
  });

  test('is counted, but not remembered, when there are very many', async () => {
    const { refused } = await gathered('a.csv', `title,date\nA,1964\n${'B,soon\n'.repeat(1500)}`);
    expect(refused.count).toBe(1500);
    expect(refused.first).toHaveLength(1000);
  });
});

describe('the columns of a CSV file', () => {
  test.each([
    ['title,date', 'A,1964'],
    ['Title;Date', 'A;1964'],
    ['TITLE\tDate created', 'A\t1964'],
    ['Dublin Core:Title,Dublin Core:Date', 'A,1964'],
    ['"dc.title",dateCreated', 'A,1964'],
  ])('%j are understood', async (header, row) => {
    const { fields } = await gathered('a.csv', `${header}\n${row}\n`);
    expect(fields).toEqual([{ id: recordId('1964', 'A'), date: '1964', title: 'A' }]);
  });

  test('of lists are put together; those that are left out are named', async () => {
    const { fields, doubts } = await gathered(
      'a.csv',
      'title,creator,contributor,description,abstract,shelf\nA,B; C,C|D,long,short,7\n',
    );
    expect(fields).toMatchObject([{ people: ['B', 'C', 'D'], abstract: 'short' }]);
    expect(doubts).toEqual([
      'a.csv:1: has columns that were left out: "description", "shelf"; use --map to say which fields they fill',
    ]);
  });

  test('named by --map have to be there', async () => {
    const map = new Map([['title', ['Titel']]] as const);
    await expect(gathered('a.csv', 'name,date\nA,1964\n', { map })).rejects.toThrow(
      /a\.csv:1 Titel: is not there, expected one of "name", "date"$/,
    );
  });
});

describe('the id of a record', () => {
  const idOf = async (row: object) =>
    (await gathered('a.jsonl', JSON.stringify({ title: 'A', ...row }))).fields[0]?.id;

  test.each([
    [{ id: 'ms-12' }, 'ms-12'],
    [{ id: 'MS. Éng/12 (b)' }, 'ms-eng-12-b'],
    [{ id: 112175 }, '112175'],
    [{ identifier: 'https://www.archive.example/item/9' }, 'archive-example-item-9'],
    [{ url: 'https://digitalarchive.wilsoncenter.org/document/112175' }, '112175'],
    [{ url: 'https://digitalarchive.wilsoncenter.org/document/a-letter-0' }, recordId(undefined, 'A')],
    [{ id: 'x'.repeat(41), date: '1964' }, recordId('1964', 'A')],
    [{ id: '档案' }, recordId(undefined, 'A')],
  ])('of %j is %s', async (row, id) => {
    expect(await idOf(row)).toBe(id);
  });

  test('is not shared by two identifiers that fold to one', async () => {
    const { fields } = await gathered('a.csv', 'id,title\nA.1,One\na-1,Two\n');
    expect(fields.map(({ id }) => id)).toEqual(['a-1', recordId(undefined, 'Two')]);
  });
});

describe('records with identifiers of their own', () => {
  const importing = async (folder: string, content: string) => {
    const { records } = await gathered('a.csv', content);
    return importInto(folder, records, WILSON_CENTER);
  };

  test('stay two under one date and title, however often and in whatever order they come', async () => {
    const folder = await temporaryFolder();
    const rows = ['a1,Letter,1964', 'a2,Letter,1964'];
    expect(await importing(folder, `id,title,date\n${rows.join('\n')}`)).toMatchObject({ added: 2 });
    for (const order of [rows, [...rows].reverse(), rows.slice(1)]) {
      const { unchanged, holds } = await importing(folder, `id,title,date\n${order.join('\n')}`);
      expect({ unchanged, holds }).toEqual({ unchanged: order.length, holds: 2 });
    }
  });

  test('become one record that was there without', async () => {
    const folder = await temporaryFolder();
    await importing(folder, 'title,date\nLetter,1964\n');
    const both = 'id,title,date\na1,Letter,1964\na2,Letter,1964\n';
    expect(await importing(folder, both)).toMatchObject({ added: 1, unchanged: 1, holds: 2, refused: [] });
    expect(await importing(folder, both)).toMatchObject({ added: 0, unchanged: 2, holds: 2, refused: [] });
  });

  test('without, two links of one date and title are not quietly made one', async () => {
    const folder = await temporaryFolder();
    const { added, refused } = await importing(
      folder,
      'title,url\nA,https://a.example/1\nA,https://a.example/2\n',
    );
    expect(added).toBe(1);
    expect(refused[0]?.problem).toMatch(/but another link; only the first was accepted$/);
  });
});

test.each([
  ['a.csv', '', 'csv'],
  ['a.TSV', '', 'csv'],
  ['a.txt', '{', 'listing'],
  ['a.xml', '', 'oai'],
  ['a.htm', '', 'html'],
  ['a.json', ' [{', 'csl'],
  ['a.json', '{"title"', 'jsonl'],
  ['a', '<!DOCTYPE html>', 'html'],
  ['a', '<?xml version="1.0"?>', 'oai'],
  ['a', 'date;title\n', 'csv'],
  ['a', 'Skip to content\n', 'listing'],
])('%s that begins with %j is %s', (file, beginning, format) => {
  expect(formatOf(file, beginning).name).toBe(format);
});

describe('a collection.json that has to be made', () => {
  const described = async (content: string) => describeRecords(await gathered('a.jsonl', content), 'letters');

  test('is the Wilson Center’s for its records', async () => {
    const url = 'https://digitalarchive.wilsoncenter.org/document/112175';
    expect(await described(JSON.stringify({ title: 'A', url }))).toBe(WILSON_CENTER);
  });

  test('has the place of the links, or nothing made up', async () => {
    expect(await described('{"title":"A","url":"https://a.example/1"}')).toMatchObject({
      name: 'a.example',
      homePage: 'https://a.example',
      searchLink: 'https://duckduckgo.com/?q=site:a.example+{title}',
    });
    expect(await described('{"title":"A"}')).toMatchObject({
      name: 'letters',
      homePage: 'https://example.org',
    });
  });
});
