import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { type Holdings, loadCollections } from '../../src/data/collections/load-collections.ts';
import { recordId } from '../../src/data/records/record-id.ts';

const FOLDER = fileURLToPath(new URL('../../collections/wilson-center', import.meta.url));
/** Hashes of all runs of five words in a page of the archive with ten of these records. */
const ARCHIVE_RUNS = new URL('../data/fixtures/archive-runs.txt', import.meta.url);

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

test('every date, title, link, person, place and topic is as the archive gave it', () => {
  const facts = holdings.records.map(({ date, title, url, people, places, topics }) =>
    JSON.stringify([date?.edtf, title, url, people, places, topics]),
  );
  // Taken from what was given, not from the collection: a change is right only where the archive made it.
  expect(hashOf(facts.join('\n'))).toBe('7cb5f6c58d8b1281dfea3b28c3982b9dc93d539b3a299b478c8777954abace37');
});

test('no abstract has five words in a row from the archive’s', () => {
  // The archive's words are not ours to copy, so that their hashes stand for them.
  const archive = new Set(readFileSync(ARCHIVE_RUNS, 'utf8').trimEnd().split('\n'));
  const runs = holdings.records.flatMap(({ abstract }) => runsOfFive(abstract ?? ''));
  expect(runs.length).toBeGreaterThan(200);
  expect(runs.filter((run) => archive.has(hashOf(run).slice(0, 12)))).toEqual([]);
  const title = 'Mao Zedong on 5 October 1968';
  expect(runsOfFive(title).filter((run) => archive.has(hashOf(run).slice(0, 12)))).toHaveLength(2);
});

function runsOfFive(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return words.slice(4).map((_, index) => words.slice(index, index + 5).join(' '));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
