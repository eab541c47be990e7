import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCollections } from '../../../../src/data/collections/load-collections.ts';
import { parseHistoricalDate } from '../../../../src/data/dates/historical-date.ts';
import { acceptRecord } from '../../../../src/data/import/accept-record.ts';
import { describeRecords } from '../../../../src/data/import/description.ts';
import { readCslItem } from '../../../../src/data/import/formats/csl.ts';
import { cslItem, cslText } from '../../../../src/data/import/formats/csl-export.ts';
import { gatherRecords } from '../../../../src/data/import/gather.ts';
import { importInto } from '../../../../src/data/import/import-into.ts';
import type { ArchivalRecord, Collection } from '../../../../src/data/records/record.ts';
import { howMany } from '../../../support/how-many.ts';
import { madeCsl, madeRecords } from '../../../support/import/made-records.ts';
import { usualReading } from '../../../support/import/reading.ts';
import { temporaryFolder } from '../../../support/import/temporary-folder.ts';
import { collection, records } from '../../../support/records.ts';

const BUNDLED = new URL('../../../../collections/wilson-center', import.meta.url).pathname;

/** The folder of a collection made by importing a text of CSL-JSON. */
async function importedFrom(text: string): Promise<string> {
  const folder = await temporaryFolder({ 'items.json': text });
  const gathered = await gatherRecords([join(folder, 'items.json')], usualReading());
  await importInto(join(folder, 'mine'), gathered.records, describeRecords(gathered, 'mine'));
  return join(folder, 'mine');
}

async function exportOf(folder: string): Promise<string> {
  return [...cslText((await loadCollections([folder])).records)].join('');
}

test('the bundled collection, exported and imported, is the same, and exported again the same to the byte', async () => {
  const exported = await exportOf(BUNDLED);
  const folder = await importedFrom(exported);
  const { records: bundled } = await loadCollections([BUNDLED]);
  const { records: again } = await loadCollections([folder]);
  const withoutCollection = ({ collection: _collection, ...record }: ArchivalRecord) => record;
  expect(again.map(withoutCollection)).toEqual(bundled.map(withoutCollection));
  expect(await exportOf(folder)).toBe(exported);
});

test('Zotero’s export, imported, exported and imported, gives the same records', async () => {
  const first = await importedFrom(madeCsl(madeRecords(howMany(3, 1))));
  const exported = await exportOf(first);
  const second = await importedFrom(exported);
  expect((await loadCollections([second])).records).toEqual((await loadCollections([first])).records);
  expect(await exportOf(second)).toBe(exported);
});

const EDTF = [
  '1968-10-05',
  '1966-06',
  '1957',
  '1960~',
  '1961?',
  '1962%',
  '1962-10-16/1962-10-28',
  '1960/1969',
  '0001',
  '196X',
  '19XX?',
  '1964/..',
  '../1945~',
  '1920~/1930~',
  '1920/1930?',
];

const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('en', 'a; b', 'a, b', 'a|b', ' x ', '12'),
  )
  .filter((text) => text.trim() !== '' && !/\p{Surrogate}/u.test(text));
const anyList = fc.array(anyText, { maxLength: 3 });
const anyRecord: fc.Arbitrary<ArchivalRecord> = fc
  .record(
    {
      id: fc.stringMatching(/^[a-z0-9-]{1,40}$/),
      date: fc.constantFrom(...EDTF).map(parseHistoricalDate),
      dateText: anyText.map((text) => text.trim()),
      title: anyText,
      abstract: anyText,
      url: fc.constantFrom('https://archive.example/1', 'https://archive.example/document/7'),
      people: anyList,
      places: anyList,
      topics: anyList,
      languages: anyList,
      rights: anyText,
    },
    { requiredKeys: ['id', 'title', 'people', 'places', 'topics', 'languages'] },
  )
  .map((record) => ({ ...record, collection }) as ArchivalRecord);

test('any record comes back from its item as it was', () => {
  fc.assert(
    fc.property(anyRecord, (record) => {
      const place = { file: 'items.json', line: 1 };
      const read = readCslItem(JSON.parse(JSON.stringify(cslItem(record))), place);
      if ('problem' in read) throw new Error(read.problem);
      const acceptance = acceptRecord({ line: 1, fields: read.fields }, place.file, new Map());
      const { collection: _collection, date, ...rest } = record;
      const lists = { people: [], places: [], topics: [], languages: [] };
      expect({ ...lists, ...('accepted' in acceptance && acceptance.accepted.fields) }).toEqual({
        ...rest,
        ...(date && { date: date.edtf }),
      });
    }),
  );
});

test('an item says in CSL what CSL has words for, and the rest in custom', () => {
  const other: Collection = { ...collection, name: 'Another Archive' };
  const [record] = records({
    title: 'A “cable”',
    date: '1962-10-16/1962-10-28',
    topics: ['missiles', 'grain'],
    languages: ['Russian'],
    people: ['Mao Zedong'],
    collection: other,
  });
  expect(record && cslItem(record)).toEqual({
    id: 'r1',
    type: 'document',
    title: 'A “cable”',
    issued: {
      'date-parts': [
        [1962, 10, 16],
        [1962, 10, 28],
      ],
    },
    language: 'Russian',
    keyword: 'missiles; grain',
    archive: 'Another Archive',
    custom: { people: ['Mao Zedong'] },
  });
});

describe('an item of others', () => {
  const given = (item: object) => {
    const read = readCslItem({ title: 'A', ...item }, { file: 'items.json', line: 1 });
    return 'fields' in read ? read.fields : read;
  };

  test.each([
    [{ 'date-parts': [['1962', 10, '5']] }, '1962-10-05'],
    [{ 'date-parts': [[1962]], circa: true }, '1962~'],
    [{ 'date-parts': [[1962], [1963]], circa: 1 }, '1962~/1963~'],
    [{ 'date-parts': [[1962]], season: 2 }, 'summer 1962'],
    [{ 'date-parts': [[1962, 10], [1963]] }, '1962-10/1963'],
    [
      {
        'date-parts': [
          [1962, 10],
          [1962, 10],
        ],
      },
      '1962-10',
    ],
    [{ raw: 'October 5, 1962' }, 'October 5, 1962'],
    [{ literal: 'n.d.' }, 'n.d.'],
    ['1962-10', '1962-10'],
    [undefined, undefined],
  ])('dated %j is of %s', (issued, date) => {
    expect(given({ issued })).toMatchObject(date === undefined ? {} : { date });
  });

  test.each([[{ 'date-parts': [[]] }], [{ 'date-parts': [['x']] }], [{ 'date-parts': 1 }], [{}], [1962]])(
    'dated %j is refused',
    (issued) => {
      expect(given({ issued })).toMatchObject({
        field: 'issued',
        problem: expect.stringContaining('expected {"date-parts"'),
      });
    },
  );

  test('has its people from all who are named, its languages from codes', () => {
    const item = {
      author: [{ family: 'Gaulle', given: 'Charles', 'non-dropping-particle': 'de' }],
      recipient: [{ literal: 'Politburo' }, { literal: 'Politburo' }],
      language: 'ru; en-GB; Albanian',
      keyword: 'bombs, grain',
      'event-place': 'Tirana',
    };
    expect(given(item)).toMatchObject({
      people: ['Charles de Gaulle', 'Politburo'],
      languages: ['Russian', 'English', 'Albanian'],
      topics: ['bombs', 'grain'],
      places: ['Tirana'],
    });
  });

  test('of the wrong types is refused, with the variable', () => {
    expect(given({ URL: 7 })).toMatchObject({ field: 'URL', problem: 'is not a text, expected "…"' });
  });
});
