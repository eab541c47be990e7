import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordCard } from '../../../src/cards/record-card.ts';
import { loadCollections } from '../../../src/data/collections/load-collections.ts';
import { describeRecords } from '../../../src/data/import/description.ts';
import { gatherRecords } from '../../../src/data/import/gather.ts';
import { importInto } from '../../../src/data/import/import-into.ts';
import { usualReading } from '../../support/import/reading.ts';
import { temporaryFolder } from '../../support/import/temporary-folder.ts';

const TODAY = { year: 2026, month: 11, day: 28 };

/** Imports CSV files one after the other into one collection; gives its records and the doubts of the last import. */
async function imported(...files: readonly string[]) {
  const folder = await temporaryFolder(Object.fromEntries(files.map((text, at) => [`${at}.csv`, text])));
  const mine = join(folder, 'mine');
  let doubts: readonly string[] = [];
  for (const at of files.keys()) {
    const gathered = await gatherRecords([join(folder, `${at}.csv`)], usualReading());
    doubts = gathered.doubts.first.map(({ line, field, problem }) => `${line} ${field}: ${problem}`);
    await importInto(mine, gathered.records, describeRecords(gathered, 'mine'));
  }
  return { records: (await loadCollections([mine])).records, doubts };
}

test('the words of a date are kept where they say more, and stand on the card after the date', async () => {
  const { records, doubts } = await imported(
    'id,title,date\n1,A,ca. 1920–1930\n2,B,late 1964\n3,C,"October 5, 1968"\n4,D,n.d.\n',
  );
  expect(records.map(({ date, dateText }) => [date?.edtf, dateText])).toEqual([
    ['1920~/1930~', 'ca. 1920–1930'],
    ['1964-09/1964-12', 'late 1964'],
    ['1968-10-05', undefined],
    [undefined, undefined],
  ]);
  expect(doubts).toEqual(['3 date: “late 1964” was read as September–December 1964 (a part of it).']);
  const lines = records.map((record) => recordCard(record, TODAY).embeds[0]?.description);
  expect(lines).toEqual([
    '**c. 1920–1930** (“ca. 1920–1930”) · 106 years ago',
    '**September–December 1964** (“late 1964”) · 62 years ago',
    '**5 October 1968** · 58 years ago',
    '**Undated**',
  ]);
});

test('the words go with their date: another date takes them away, the same keeps them', async () => {
  const header = 'id,title,date\n';
  const same = await imported(`${header}1,A,late 1964\n`, `${header}1,A,1964-09/1964-12\n`);
  expect(same.records.map(({ dateText }) => dateText)).toEqual(['late 1964']);
  const other = await imported(`${header}1,A,late 1964\n`, `${header}1,A,1965\n`);
  expect(other.records.map(({ date, dateText }) => [date?.edtf, dateText])).toEqual([['1965', undefined]]);
});

test('records without an identifier have ids of dates of any form', async () => {
  const { records } = await imported('title,date\nA,196X\nB,before 1945\nC,1964-\nD,ca. 1920-1930\n');
  expect(records.map(({ id }) => id.replace(/-[0-9a-f]{8}$/, ''))).toEqual([
    '196x',
    'open--1944',
    '1964--open',
    '1920--1930',
  ]);
});
