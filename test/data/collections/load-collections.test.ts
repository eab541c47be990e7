import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CollectionError, loadCollections } from '../../../src/data/collections/load-collections.ts';
import { DESCRIPTION, temporaryFolder } from '../../support/import/temporary-folder.ts';

/** The faults of a folder with these files, its path left out. */
async function faultsOf(files: Record<string, string | Uint8Array>): Promise<string[]> {
  const folder = await temporaryFolder({ 'collection.json': DESCRIPTION, 'records.jsonl': '', ...files });
  return faultsIn([folder], folder);
}

async function faultsIn(folders: string[], root: string): Promise<string[]> {
  try {
    await loadCollections(folders);
  } catch (error) {
    if (error instanceof CollectionError) return error.message.replaceAll(`${root}/`, '').split('\n');
    throw error;
  }
  return [];
}

const line = (fields: Record<string, unknown>) =>
  `${JSON.stringify({ id: 'one', title: 'A title', ...fields })}\n`;

describe('a collection without fault', () => {
  test('comes with its description, its names and all fields of its records', async () => {
    const folder = await temporaryFolder({
      'collection.json': DESCRIPTION,
      'names.csv': 'canonical,variants,kind\nMao Zedong,"Mao; Mao Tse-tung",person\nTirana,,place\n',
      'records.jsonl':
        line({
          date: '1962-10-16/1962-10-28',
          abstract: 'What.',
          url: 'http://a.example/1',
          rights: 'Theirs',
        }) +
        line({ id: '2-b', people: ['Mao'], places: ['Tirana'], topics: ['war'], languages: ['Albanian'] }),
    });
    const { collections, records } = await loadCollections([folder]);
    expect(collections).toEqual([
      {
        ...JSON.parse(DESCRIPTION),
        names: [
          { canonical: 'Mao Zedong', variants: ['Mao', 'Mao Tse-tung'], kind: 'person' },
          { canonical: 'Tirana', variants: [], kind: 'place' },
        ],
      },
    ]);
    expect(records[0]).toMatchObject({
      ...{ id: 'one', title: 'A title', abstract: 'What.', url: 'http://a.example/1', rights: 'Theirs' },
      date: { edtf: '1962-10-16/1962-10-28', start: { year: 1962, month: 10, day: 16 } },
      ...{ people: [], places: [], topics: [], languages: [] },
    });
    expect(records[1]).toMatchObject({
      ...{ people: ['Mao'], places: ['Tirana'], topics: ['war'], languages: ['Albanian'] },
    });
    expect(records[1]).not.toHaveProperty('date');
    expect(records[1]?.collection).toBe(collections[0]);
  });

  test('may have blank lines, CRLF and byte order marks', async () => {
    const folder = await temporaryFolder({
      'collection.json': `\uFEFF${DESCRIPTION}`,
      'records.jsonl': `\uFEFF${line({}).trim()}\r\n\r\n  \r\n${line({ id: 'two' }).trim()}`,
      'names.csv': '\uFEFFkind,canonical,variants\r\n\r\nperson,Mao Zedong,Mao\r\n',
    });
    const { collections, records } = await loadCollections([folder]);
    expect(records.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(collections[0]?.names).toHaveLength(1);
  });

  test('keeps titles, people and places as they are given', async () => {
    const given = {
      title: " “Al-Nidā' [al-Nida']”  News ",
      people: ['Mao Tse-tung', 'Mao'],
      places: ['Lüshun'],
    };
    const folder = await temporaryFolder({ 'collection.json': DESCRIPTION, 'records.jsonl': line(given) });
    const { records } = await loadCollections([folder]);
    expect(records[0]).toMatchObject(given);
  });
});

describe('a fault in records.jsonl names line and field, what is wrong and what was expected', () => {
  test.each<[Record<string, unknown>, string]>([
    [{ id: 'Caps' }, 'id: "Caps" is not a valid id, expected 1 to 40 of a–z, 0–9 and -'],
    [{ id: 'a'.repeat(41) }, `id: "${'a'.repeat(41)}" is not a valid id, expected 1 to 40 of a–z, 0–9 and -`],
    [{ id: undefined }, 'id: is missing, expected "…"'],
    [{ title: '  ' }, 'title: is empty, expected some text'],
    [{ title: 7 }, 'title: is not a text, expected "…"'],
    [{ title: null }, 'title: is not a text, expected "…"'],
    [{ abstract: '' }, 'abstract: is empty, expected some text'],
    [
      { title: 'half \ud800' },
      'title: holds half a surrogate pair (\\ud800 to \\udfff alone), expected whole characters',
    ],
    [{ people: 'Mao' }, 'people: is not a list, expected ["…", "…"]'],
    [{ people: ['Mao', 3] }, 'people[1]: is not a text, expected "…"'],
    [
      { titel: 'x' },
      'titel: is not known, expected only id, date, dateText, title, abstract, url, people, places, topics, languages, rights',
    ],
    [
      { url: 'ftp://a.example' },
      'url: "ftp://a.example" is not a valid link, expected http:// or https:// and at most 512 characters',
    ],
  ])('%o', async (fields, fault) => {
    expect(await faultsOf({ 'records.jsonl': `\n${line(fields)}` })).toEqual([`records.jsonl:2 ${fault}`]);
  });

  test.each([
    ['javascript:alert(1)'],
    ['https://'],
    ['https://a b'],
    [`https://a.example/${'x'.repeat(500)}`],
  ])('the link %s', async (url) => {
    expect(await faultsOf({ 'records.jsonl': line({ url }) })).toEqual([
      expect.stringMatching(/^records\.jsonl:1 url: ".*" is not a valid link/),
    ]);
  });

  test.each(['1966-02-29', '1968-10-05T10:00', '196x', '', '12 May 1966', '1968/1967'])(
    'the date "%s"',
    async (date) => {
      expect(await faultsOf({ 'records.jsonl': line({ date }) })).toEqual([
        expect.stringMatching(/^records\.jsonl:1 date: /),
      ]);
    },
  );

  test('a link of exactly 512 characters is none', async () => {
    const url = 'https://a.example/'.padEnd(512, 'x');
    expect(await faultsOf({ 'records.jsonl': line({ url }) })).toEqual([]);
  });

  test('a line that is not JSON, or no object', async () => {
    expect(await faultsOf({ 'records.jsonl': '{"id":\n[]\n"x"\n' })).toEqual([
      expect.stringMatching(/^records\.jsonl:1: is not JSON \(.*\), expected one JSON object {…} a line$/),
      'records.jsonl:2: is not a record, expected one JSON object {…} a line',
      'records.jsonl:3: is not a record, expected one JSON object {…} a line',
    ]);
  });

  test('bytes that are not UTF-8', async () => {
    const latin1 = Buffer.from(line({ title: 'Çela' }), 'latin1');
    expect(
      await faultsOf({ 'records.jsonl': Buffer.concat([Buffer.from(line({ id: 'a' })), latin1]) }),
    ).toEqual(['records.jsonl:2: is not UTF-8, expected the file to be saved as UTF-8']);
  });

  test('an id that is there twice', async () => {
    expect(await faultsOf({ 'records.jsonl': line({}) + line({ title: 'Another' }) })).toEqual([
      'records.jsonl:2 id: "one" is already the id of line 1, expected an id that no other record has',
    ]);
  });

  test('all of them are reported, of all files', async () => {
    const faults = await faultsOf({
      'collection.json': '{}',
      'records.jsonl': line({ title: '', date: 'x', more: 1 }) + line({ id: '' }),
      'names.csv': 'canonical,variants,kind\n,,\n',
    });
    expect(faults).toHaveLength(5 + 3 + 1 + 2);
  });
});

describe('a fault of the folder', () => {
  test('missing files name the folder and what to do; names.csv may be missing', async () => {
    const folder = await temporaryFolder();
    const remedy = `is missing, expected it in the folder ${folder}: write it or run "docent import <file> --into ${folder}"`;
    expect(await faultsIn([folder], folder)).toEqual([
      `collection.json: ${remedy}`,
      `records.jsonl: ${remedy}`,
    ]);
  });

  test('the same id in two collections, the same folder twice', async () => {
    const root = await temporaryFolder({
      'a/collection.json': DESCRIPTION,
      'a/records.jsonl': line({}),
      'b/collection.json': DESCRIPTION,
      'b/records.jsonl': line({ title: 'Other' }),
    });
    const [a, b] = [join(root, 'a'), join(root, 'b')];
    expect(await faultsIn([a, b, join(b, '..', 'a')], root)).toEqual([
      'b/records.jsonl:1 id: "one" is already the id of a/records.jsonl:1, expected an id that no other record has',
      'a: is named twice, expected each folder once',
    ]);
  });
});

describe('a fault in collection.json names the line of the field', () => {
  const changed = (fields: Record<string, unknown>) =>
    JSON.stringify({ ...JSON.parse(DESCRIPTION), ...fields }, undefined, 2);

  test.each<[Record<string, unknown>, string]>([
    [{ name: '' }, ':2 name: is empty, expected some text'],
    [{ publisher: undefined }, ':1 publisher: is missing, expected "…"'],
    [
      { searchLink: 'https://archive.example/search' },
      ':5 searchLink: has no {title}, expected a link to the archive’s search with {title} in place of the words to look for',
    ],
    [
      { citation: '{titel}, {title}' },
      ':7 citation: has something else in braces, expected only {title}, {date}, {link}',
    ],
    [
      { homePage: 'archive.example' },
      expect.stringContaining(':4 homePage: "archive.example" is not a valid link'),
    ],
    [{ extra: 1 }, expect.stringContaining(':8 extra: is not known, expected only name, publisher')],
  ])('%o', async (fields, fault) => {
    const [found, ...more] = await faultsOf({ 'collection.json': changed(fields) });
    expect(found?.replace('collection.json', '')).toEqual(fault);
    expect(more).toEqual([]);
  });

  test.each(['citation', 'abstracts'])('%s may be left out', async (field) => {
    expect(await faultsOf({ 'collection.json': changed({ [field]: undefined }) })).toEqual([]);
  });

  test('no JSON', async () => {
    expect(await faultsOf({ 'collection.json': '{' })).toEqual([
      expect.stringMatching(/^collection\.json:1: is not JSON/),
    ]);
  });
});

describe('a fault in names.csv names its line', () => {
  test.each([
    ['name,variants,kind\n', ':1: has other columns, expected the header canonical,variants,kind'],
    ['', ':1: has other columns, expected the header canonical,variants,kind'],
    [
      'canonical,variants,kind\n\nMao,,man\n',
      ':3 kind: "man" is not a valid kind, expected person, place, organization',
    ],
    ['canonical,variants,kind\nMao,person\n', ':2: has 2 columns, expected 3'],
    ['canonical,variants,kind\n,Mao,person\n', ':2 canonical: is empty, expected a name'],
    [
      'canonical,variants,kind\nMao,,person\nMao,,person\n',
      ':3 canonical: "Mao" is on line 2 too, expected each name once',
    ],
    ['canonical,variants,kind\n"Mao,,person\n', expect.stringContaining('has quotes that do not match')],
  ])('%j', async (names, fault) => {
    const [found, ...more] = await faultsOf({ 'names.csv': names });
    expect(found?.replace('names.csv', '')).toEqual(fault);
    expect(more).toEqual([]);
  });

  test('two names may share a variant, and two kinds a name', async () => {
    const names =
      'canonical,variants,kind\nParty of Labor,PLA,organization\nLiberation Army,PLA,organization\nGeorgia,,place\nGeorgia,,person\n';
    expect(await faultsOf({ 'names.csv': names })).toEqual([]);
  });
});
