import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Holdings, loadCollections } from '../../src/data/collection.ts';
import { recordId } from '../../src/data/record-id.ts';

const FOLDER = fileURLToPath(new URL('../../src/data/wilson-center', import.meta.url));
const SHARED = new URL('../../../shared/data/', import.meta.url);

let holdings: Holdings;
beforeAll(async () => {
  holdings = await loadCollections([FOLDER]);
});

test('564 records: 520 dated to the day, 20 to the month, 15 to the year, 9 undated', () => {
  const forms = holdings.records.map(({ date }) => date?.edtf.length ?? 0);
  const count = (length: number) => forms.filter((form) => form === length).length;
  expect([forms.length, count(10), count(7), count(4), count(0)]).toEqual([564, 520, 20, 15, 9]);
});

test('156 names', () => {
  expect(holdings.collections[0]?.names).toHaveLength(156);
});

test('ids are the number in the link where there is one, else made from date and title', () => {
  for (const { id, date, title, url } of holdings.records) {
    expect(id).toBe(/\/document\/(\d+)$/.exec(url ?? '')?.[1] ?? recordId(date?.edtf, title));
  }
});

test('ids do not change: reading lists and addresses of old messages hold them', () => {
  expect(holdings.records.slice(0, 3).map(({ id }) => id)).toEqual([
    ...['1968-10-05-2116434e', '1966-05-13-c77394bb', '2020-06-29-77834118'],
  ]);
});

test('ten records have an abstract, of one to three sentences; it is said whose words they are', () => {
  const abstracts = holdings.records.flatMap(({ abstract }) => abstract ?? []);
  expect(abstracts).toHaveLength(10);
  for (const abstract of abstracts)
    expect(abstract.match(/[.!?](?= [A-Z]|$)/g)?.length).toBeLessThanOrEqual(3);
  expect(holdings.collections[0]?.abstracts).toContain("Docent's own words");
});

test.each([
  ['1963-11-15', /Çela, prosecutor general/],
  ['1966-06', /'Ten Theses'/],
  ['1962-06-29', /Khrushchev/],
  ['1960-11-12', /Khrushchev/],
])('the abstract of %s names what it is looked for by', (date, words) => {
  expect(holdings.records.find((record) => record.date?.edtf === date)?.abstract).toMatch(words);
});

test('citing and searching are the archive’s own', () => {
  expect(holdings.collections[0]).toMatchObject({
    homePage: 'https://digitalarchive.wilsoncenter.org',
    searchLink: 'https://digitalarchive.wilsoncenter.org/search?search_api_fulltext={title}',
    citation: '"{title}," {date}, Wilson Center Digital Archive, {link}',
  });
});

describe.skipIf(!existsSync(new URL('records.csv', SHARED)))('beside ../shared/data/records.csv', () => {
  test('every date, title, link, person, place and topic is as given', () => {
    const rows: Record<string, string>[] = parse(readFileSync(new URL('records.csv', SHARED)), {
      columns: true,
    });
    expect(holdings.records).toHaveLength(rows.length);
    for (const [index, row] of rows.entries()) {
      const { date, title, url, people, places, topics } = holdings.records[index] ?? {};
      expect([date?.edtf ?? '', title, url ?? '', people?.join(';'), places?.join(';')]).toEqual([
        ...[row.date, row.title, row.url, row.people, row.places],
      ]);
      const expected = [row.topics, row.collection].flatMap((cell) => cell?.split(';') ?? []).filter(Boolean);
      expect(topics).toEqual([...new Set(expected)]);
    }
  });
});

describe.skipIf(!existsSync(new URL('listing.txt', SHARED)))('beside ../shared/data/listing.txt', () => {
  test('no abstract has five words in a row from the archive’s', () => {
    const words = (text: string) => text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
    const runs = (text: string) => words(text).map((_, index, all) => all.slice(index, index + 5).join(' '));
    const listing = words(readFileSync(new URL('listing.txt', SHARED), 'utf8')).join(' ');
    for (const { abstract = '' } of holdings.records) {
      const long = runs(abstract).filter((run) => run.split(' ').length === 5);
      expect(long.filter((run) => listing.includes(run))).toEqual([]);
    }
  });
});
