import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CollectionError, loadCollections } from '../../../src/data/collections/load-collections.ts';
import { WILSON_CENTER } from '../../../src/data/import/formats/listing/wilson-center.ts';
import { importInto } from '../../../src/data/import/import-into.ts';
import type { ImportedRecord } from '../../../src/data/import/imported-record.ts';
import { recordId } from '../../../src/data/records/record-id.ts';
import { DESCRIPTION, temporaryFolder } from '../../support/import/temporary-folder.ts';

/** A record as a listing gives it. */
function incoming(date: string | undefined, title: string, abstract?: string, cutOff?: true): ImportedRecord {
  const id = recordId(date, title);
  const fields = { id, ...(date && { date }), title, ...(abstract && { abstract }) };
  return { file: 'page.txt', line: 1, fields, ...(cutOff && { cutOff }) };
}

const audience = incoming('1963-11-15', "Mao's Audience", 'Çela is received.');
const undated = incoming(undefined, 'List of Brotherhood’s Leaders');
const cable = incoming('1962-10', 'Cable (1)', 'About missiles.');

const recordsOf = (folder: string) => readFile(join(folder, 'records.jsonl'), 'utf8');
const linesOf = async (folder: string) => (await recordsOf(folder)).trimEnd().split('\n');
const importing = (folder: string, records: ImportedRecord[]) => importInto(folder, records, WILSON_CENTER);

describe('a new folder', () => {
  test('is made, with the archive’s own description, and loads', async () => {
    const folder = join(await temporaryFolder(), 'deep', 'mine');
    expect(await importing(folder, [audience, undated])).toMatchObject({
      added: 2,
      changed: 0,
      unchanged: 0,
      refused: [],
    });
    const { collections, records } = await loadCollections([folder]);
    expect(collections).toEqual([{ ...WILSON_CENTER, names: [] }]);
    expect(collections[0]).not.toHaveProperty('abstracts');
    expect(records).toMatchObject([
      { id: audience.fields.id, date: { edtf: '1963-11-15' }, abstract: 'Çela is received.' },
      { id: undated.fields.id, title: 'List of Brotherhood’s Leaders' },
    ]);
  });

  test('half made by a crash is completed', async () => {
    const folder = await temporaryFolder({ 'records.jsonl': `${JSON.stringify(audience.fields)}\n` });
    expect(await importing(folder, [audience])).toMatchObject({ added: 0, unchanged: 1 });
    expect((await loadCollections([folder])).records).toHaveLength(1);
  });
});

describe('importing again', () => {
  test('writes nothing when nothing changed', async () => {
    const folder = await temporaryFolder();
    await importing(folder, [audience, cable]);
    const before = await stat(join(folder, 'records.jsonl'));
    expect(await importing(folder, [cable, audience])).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
      refused: [],
    });
    expect((await stat(join(folder, 'records.jsonl'))).ino).toBe(before.ino);
  });

  test('changes just the record whose abstract was edited, in its place', async () => {
    const folder = await temporaryFolder();
    await importing(folder, [audience, cable, undated]);
    const before = await linesOf(folder);
    const edited = incoming('1962-10', 'Cable (1)', 'About missiles and men.');
    expect(await importing(folder, [edited, audience])).toMatchObject({
      added: 0,
      changed: 1,
      unchanged: 1,
      refused: [],
    });
    const after = await linesOf(folder);
    expect([after[0], after[2]]).toEqual([before[0], before[2]]);
    expect(JSON.parse(after[1] ?? '')).toEqual(edited.fields);
  });

  test('keeps what it does not give: people, an abstract, other records, their order', async () => {
    const own = '{ "title": "By hand",  "id": "by-hand" }';
    const rich = {
      ...audience.fields,
      people: ['Mao Zedong'],
      url: 'https://archive.example/1',
      topics: ['law'],
    };
    const folder = await temporaryFolder({
      'collection.json': DESCRIPTION,
      'records.jsonl': `${own}\n\n${JSON.stringify(rich)}\n`,
    });
    const bare = incoming('1963-11-15', "Mao's Audience");
    expect(await importing(folder, [bare, cable])).toMatchObject({ added: 1, changed: 0, unchanged: 1 });
    expect(await linesOf(folder)).toEqual([own, JSON.stringify(rich), JSON.stringify(cable.fields)]);
    expect(await readFile(join(folder, 'collection.json'), 'utf8')).toBe(DESCRIPTION);
  });

  test('a title set in other quotation marks is the same record, and is taken as now given', async () => {
    const folder = await temporaryFolder();
    await importing(folder, [audience]);
    const curly = incoming('1963-11-15', 'Mao’s Audience');
    expect(await importing(folder, [curly])).toMatchObject({ added: 0, changed: 1 });
    expect(await linesOf(folder)).toEqual([JSON.stringify({ ...audience.fields, title: 'Mao’s Audience' })]);
  });

  test('a record that the collection knows by the source’s own identifier keeps it', async () => {
    const known = { id: '112175', date: '1962-10', title: 'Cable (1)' };
    const folder = await temporaryFolder({
      'collection.json': DESCRIPTION,
      'records.jsonl': `${JSON.stringify(known)}\n`,
    });
    expect(await importing(folder, [cable])).toMatchObject({ added: 0, changed: 1 });
    expect(await linesOf(folder)).toEqual([JSON.stringify({ ...known, abstract: 'About missiles.' })]);
  });

  test('the same title with another date or counter is another record', async () => {
    const folder = await temporaryFolder();
    await importing(folder, [cable]);
    const others = [
      incoming('1962-11', 'Cable (1)'),
      incoming('1962-10', 'Cable (2)'),
      incoming(undefined, 'Cable (1)'),
    ];
    expect(await importing(folder, others)).toMatchObject({ added: 3, changed: 0 });
  });

  test('the beginning of an abstract, from a page cut off, does not replace the whole', async () => {
    const folder = await temporaryFolder();
    await importing(folder, [cable]);
    expect(await importing(folder, [incoming('1962-10', 'Cable (1)', 'About', true)])).toMatchObject({
      unchanged: 1,
    });
    expect(await importing(folder, [incoming('1962-10', 'Cable (1)', 'About')])).toMatchObject({
      changed: 1,
    });
  });
});

describe('a record that comes twice', () => {
  test('is one when both agree, as on pages that overlap', async () => {
    const folder = await temporaryFolder();
    const bare = incoming('1962-10', 'Cable (1)');
    expect(await importing(folder, [bare, cable, cable])).toMatchObject({
      added: 1,
      changed: 0,
      unchanged: 0,
      refused: [],
    });
    expect(await linesOf(folder)).toEqual([JSON.stringify(cable.fields)]);
  });

  test('is refused when the abstracts differ: nobody can say which is right, or whether they are two', async () => {
    const folder = await temporaryFolder();
    const other = { ...incoming('1962-10', 'Cable (1)', 'About grain.'), file: 'page-2.txt', line: 9 };
    const { added, refused } = await importing(folder, [cable, other]);
    expect(added).toBe(1);
    const problem = 'has the date and title of page.txt:1, but another abstract; only the first was accepted';
    expect(refused).toEqual([{ file: 'page-2.txt', line: 9, problem }]);
  });
});

describe('nothing is written', () => {
  test('when the folder has faults', async () => {
    const files = { 'collection.json': DESCRIPTION, 'records.jsonl': '{"id":"one","title":""}\n' };
    const folder = await temporaryFolder(files);
    await expect(importing(folder, [audience])).rejects.toThrow('records.jsonl:1 title: is empty');
    expect(await recordsOf(folder)).toBe(files['records.jsonl']);
  });

  test('when the folder cannot be one', async () => {
    const root = await temporaryFolder({ file: 'text' });
    await expect(importing(join(root, 'file'), [audience])).rejects.toThrow(CollectionError);
    expect(await readFile(join(root, 'file'), 'utf8')).toBe('text');
  });

  test('besides the two files, and what was left by a crash is no part of the collection', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, '.records.jsonl.0.tmp'), '{"id":');
    await importing(folder, [audience]);
    expect((await readdir(folder)).sort()).toEqual([
      '.records.jsonl.0.tmp',
      'collection.json',
      'records.jsonl',
    ]);
  });
});
